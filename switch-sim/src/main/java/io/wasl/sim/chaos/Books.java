package io.wasl.sim.chaos;

import io.wasl.journal.ledger.LedgerTotals;
import io.wasl.sim.book.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What acquirers, issuers and the switch's ledger say of the money, each for itself.
 *
 * @param ledger knows cards by what may be shown of them; the simulators' cards differ in that
 */
public record Books(Totals acquirers, Totals issuers, LedgerTotals ledger) {

    /** A sentence for each card and currency of which they tell different amounts; empty when they agree to the cent. */
    public List<String> differences() {
        var differences = new ArrayList<>(acquirers.differences(issuers, "acquirer", "issuers"));
        differences.addAll(Totals.compare(byHint(acquirers), byHint(ledger), "acquirer", "ledger"));
        return differences;
    }

    private static Map<String, Long> byHint(Totals totals) {
        var byHint = new TreeMap<String, Long>();
        totals.byCard()
                .forEach((line, net) -> byHint.merge(hint(line.card().masked(), line.currency()), net, Math::addExact));
        byHint.values().removeIf(net -> net == 0);
        return byHint;
    }

    private static Map<String, Long> byHint(LedgerTotals ledger) {
        var byHint = new TreeMap<String, Long>();
        ledger.cards()
                .forEach(total -> byHint.merge(hint(total.of(), total.currency()), total.sumMinor(), Math::addExact));
        byHint.values().removeIf(net -> net == 0);
        return byHint;
    }

    private static String hint(String masked, String currency) {
        return "card " + masked + " currency " + currency;
    }
}
