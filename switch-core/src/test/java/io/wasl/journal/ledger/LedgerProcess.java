package io.wasl.journal.ledger;

import io.wasl.journal.RecordHistory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A ledger in a process of its own, to be killed: follows a seeded log and prints how far it is. */
public final class LedgerProcess {

    private LedgerProcess() {}

    /**
     * @param arguments URL, seed, transactions, cards, rows a batch
     */
    public static void main(String[] arguments) {
        RecordHistory history = new RecordHistory(
                Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        Ledger ledger =
                new LedgerTrial(arguments[0]).ledger(new FakeSource(history.log()), Integer.parseInt(arguments[4]));
        ledger.start();
        long printed = -1;
        while (printed < history.log().size()) {
            long applied = ledger.health().applied();
            if (applied > printed) {
                printed = applied;
                System.out.println(applied);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        ledger.close();
    }
}
