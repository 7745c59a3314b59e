package io.wasl.sim.system;

import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.engine.EngineCounter;
import io.wasl.journal.ledger.LedgerTotals;
import io.wasl.sim.book.Totals;
import io.wasl.sim.chaos.Books;
import java.time.Duration;
import java.util.List;

/** Whether acquirer, issuers and ledger tell the same of the money, per card and currency. */
final class Agreement {

    private Agreement() {}

    /** Waits until nothing is in flight or owed, and the ledger has all of it. */
    static void awaitSettled(SwitchNode node, Duration patience) {
        await().atMost(patience).pollInterval(Duration.ofMillis(50)).until(() -> isSettled(node));
    }

    private static boolean isSettled(SwitchNode node) {
        return node.engineCounters().get(EngineCounter.IN_FLIGHT) == 0
                && node.engineCounters().get(EngineCounter.OWED) == 0
                && node.ledgerLag() == 0;
    }

    /** A sentence for each difference, empty when they agree. */
    static List<String> differences(Totals acquirer, Totals issuers, LedgerTotals ledger) {
        return new Books(acquirer, issuers, ledger).differences();
    }
}
