package io.wasl.journal.ledger;

import io.wasl.journal.RecordHistory;

/**
 * Measures how fast a ledger catches up. Not a test: prints rows and records a second.
 *
 * <pre>
 *   mvn -q -Dfast -pl switch-core test-compile dependency:build-classpath -Dmdep.outputFile=target/class-path
 *   java -cp switch-core/target/classes:switch-core/target/test-classes:$(cat switch-core/target/class-path) \
 *       io.wasl.journal.ledger.LedgerApplyRate jdbc:h2:file:/tmp/ledger 200000 512
 * </pre>
 */
public final class LedgerApplyRate {

    private LedgerApplyRate() {}

    /**
     * @param arguments URL, transactions, rows a batch
     */
    public static void main(String[] arguments) throws LedgerUnavailableException {
        RecordHistory history = new RecordHistory(1, Integer.parseInt(arguments[1]), 50_000);
        Ledger ledger =
                new LedgerTrial(arguments[0]).ledger(new FakeSource(history.log()), Integer.parseInt(arguments[2]));
        long startNs = System.nanoTime();
        LedgerTrial.runToEnd(ledger);
        double seconds = (System.nanoTime() - startNs) / 1e9;
        long rows = ledger.counters().get(LedgerCounter.ROWS_WRITTEN);
        long records = ledger.counters().get(LedgerCounter.RECORDS_APPLIED);
        System.out.printf(
                "%d records, %d rows in %.1f s: %.0f records/s, %.0f rows/s, %d batches, %d of them careful%n",
                records,
                rows,
                seconds,
                records / seconds,
                rows / seconds,
                ledger.counters().get(LedgerCounter.BATCHES),
                ledger.counters().get(LedgerCounter.CAREFUL_BATCHES));
    }
}
