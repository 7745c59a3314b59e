package io.wasl.journal.ledger;

import io.wasl.journal.RecordHistory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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
    public static void main(String[] arguments) {
        RecordHistory history = new RecordHistory(1, Integer.parseInt(arguments[1]), 50_000, false);
        Ledger ledger =
                new LedgerTrial(arguments[0]).ledger(new FakeSource(history.log()), Integer.parseInt(arguments[2]));
        long startNs;
        long cpuNs;
        try (ledger) {
            ledger.start();
            while (ledger.health().applied() == 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            startNs = System.nanoTime();
            cpuNs = cpuNs();
            while (ledger.health().applied() < history.log().size()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            cpuNs = cpuNs() - cpuNs;
        }
        double seconds = (System.nanoTime() - startNs) / 1e9; // opened and warm-up batch excluded, closing included
        long rows = ledger.counters().get(LedgerCounter.ROWS_WRITTEN);
        long records = ledger.counters().get(LedgerCounter.RECORDS_APPLIED);
        System.out.printf(
                "%d records, %d rows in %.1f s: %.0f records/s, %.0f rows/s, %d batches,"
                        + " %.1f us of the ledger thread's CPU a row%n",
                records,
                rows,
                seconds,
                records / seconds,
                rows / seconds,
                ledger.counters().get(LedgerCounter.BATCHES),
                cpuNs / 1e3 / rows);
    }

    private static long cpuNs() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals("ledger")) {
                return threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        throw new IllegalStateException("the ledger's thread has ended");
    }
}
