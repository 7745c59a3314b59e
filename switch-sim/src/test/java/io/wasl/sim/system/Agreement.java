package io.wasl.sim.system;

import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.engine.EngineCounter;
import io.wasl.journal.ledger.LedgerTotals;
import io.wasl.sim.book.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        var differences = new ArrayList<>(acquirer.differences(issuers, "acquirer", "issuers"));
        differences.addAll(Totals.compare(byHint(acquirer), byHint(ledger), "acquirer", "ledger"));
        return differences;
    }

    /** The ledger knows cards by what may be shown of them; the tests' cards differ in that. */
    private static Map<String, Long> byHint(Totals totals) {
        var byHint = new TreeMap<String, Long>();
        totals.byCard()
                .forEach((line, net) -> byHint.merge(line.card().masked() + " " + line.currency(), net, Long::sum));
        return byHint;
    }

    private static Map<String, Long> byHint(LedgerTotals ledger) {
        var byHint = new TreeMap<String, Long>();
        ledger.cards().forEach(total -> byHint.merge(total.of() + " " + total.currency(), total.sumMinor(), Long::sum));
        byHint.values().removeIf(net -> net == 0);
        return byHint;
    }
}
