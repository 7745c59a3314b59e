package io.wasl.sim.demo;

import io.wasl.journal.ledger.LedgerTotals;
import io.wasl.journal.ledger.LedgerUnavailableException;
import io.wasl.sim.acquirer.LoadReport;
import io.wasl.sim.book.Totals;
import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import io.wasl.sim.terminal.Table;
import io.wasl.time.NanoClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What happened, as each side tells it, and whether they tell the same. The calling thread owns it. */
final class DemoChecks {

    /** How long the last reversals and the ledger may take after the traffic. */
    private static final long PATIENCE_NS = 12_000_000_000L;

    private static final long POLL_MILLIS = 50;

    private final RunningSwitch node;
    private final LoadReport report;
    private final Totals acquirer;
    private final Supplier<Totals> issuers;

    DemoChecks(RunningSwitch node, LoadReport report, Totals acquirer, Supplier<Totals> issuers) {
        this.node = node;
        this.report = report;
        this.acquirer = acquirer;
        this.issuers = issuers;
    }

    /** The three views at one moment. */
    private record Views(Totals issuers, SortedMap<String, Long> ledger, Map<String, Long> deliveries) {}

    boolean print(Screen screen, NanoClock clock) throws InterruptedException {
        printTraffic(screen);
        Views views;
        try {
            views = await(clock);
        } catch (LedgerUnavailableException e) {
            screen.check(false, "the ledger cannot be asked: " + e.getMessage());
            return false;
        }
        printMoney(screen, views);
        screen.line();
        boolean answers = report.isGood();
        screen.check(
                answers,
                Figures.count(report.latency().answers()) + " payments, each answered exactly once and as expected");
        report.examples().forEach(example -> screen.line("      " + example));
        boolean reversals = checkReversals(screen, views);
        boolean money = checkMoney(screen, views);
        return answers && reversals && money;
    }

    /** Waits until everything agrees, or as long as its patience lasts. */
    private Views await(NanoClock clock) throws LedgerUnavailableException, InterruptedException {
        long startNs = clock.nanoTime();
        while (true) {
            boolean isLast = clock.nanoTime() - startNs >= PATIENCE_NS;
            try {
                Views views = look();
                if (isLast || agree(views)) {
                    return views;
                }
            } catch (LedgerUnavailableException e) { // it is opened in the background and may not be there yet
                if (isLast) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private Views look() throws LedgerUnavailableException {
        LedgerTotals ledger = node.ledger();
        var net = new TreeMap<String, Long>();
        ledger.acquirers().forEach(total -> net.merge(total.currency(), total.sumMinor(), Math::addExact));
        net.values().removeIf(sum -> sum == 0);
        var deliveries = new TreeMap<String, Long>();
        ledger.deliveries().forEach(state -> deliveries.put(state.state(), state.count()));
        return new Views(issuers.get(), net, deliveries);
    }

    private boolean agree(Views views) {
        return differences(views).isEmpty()
                && views.deliveries().getOrDefault("OWED", 0L) == 0
                && views.deliveries().getOrDefault("ACKED", 0L) == timeouts();
    }

    /** Payments that ran out of time: 91 from an issuer that was up. Each is owed one reversal. */
    private long timeouts() {
        return report.outcomes().entrySet().stream()
                .filter(traffic -> !traffic.getKey().equals(DemoTraffic.DOWN))
                .mapToLong(traffic -> traffic.getValue().getOrDefault("DECLINED 91", 0L))
                .sum();
    }

    private List<String> differences(Views views) {
        var differences = new ArrayList<>(acquirer.differences(views.issuers(), "acquirer", "issuers"));
        differences.addAll(Totals.compare(acquirer.byCurrency(), views.ledger(), "acquirer", "ledger").stream()
                .map(difference -> "currency " + difference)
                .toList());
        return differences;
    }

    private void printTraffic(Screen screen) {
        var table = new Table("traffic", "payments", "<code", "<outcome");
        report.outcomes()
                .forEach((traffic, outcomes) -> outcomes.forEach((outcome, count) -> {
                    int space = outcome.indexOf(' ');
                    String state = space < 0 ? outcome : outcome.substring(0, space);
                    String code = space < 0 ? "" : outcome.substring(space + 1);
                    table.row(traffic, Figures.count(count), code, state.toLowerCase(java.util.Locale.ROOT));
                }));
        screen.line();
        table.print(screen);
        LoadReport.Latency latency = report.latency();
        screen.line();
        screen.line("  latency from due time: p50 " + Figures.micros(latency.p50()) + ", p90 "
                + Figures.micros(latency.p90()) + ", max " + Figures.micros(latency.max())
                + screen.dim(" (the silent issuer's time-out)"));
    }

    private void printMoney(Screen screen, Views views) {
        var table = new Table("approved less reversed", "acquirer", "issuers", "ledger");
        var currencies = new TreeSet<>(acquirer.byCurrency().keySet());
        currencies.addAll(views.issuers().byCurrency().keySet());
        currencies.addAll(views.ledger().keySet());
        for (String currency : currencies) {
            table.row(
                    "currency " + currency,
                    Figures.count(acquirer.byCurrency().getOrDefault(currency, 0L)),
                    Figures.count(views.issuers().byCurrency().getOrDefault(currency, 0L)),
                    Figures.count(views.ledger().getOrDefault(currency, 0L)));
        }
        screen.line();
        table.print(screen);
    }

    private boolean checkReversals(Screen screen, Views views) {
        long timeouts = timeouts();
        long acknowledged = views.deliveries().getOrDefault("ACKED", 0L);
        long open =
                views.deliveries().values().stream().mapToLong(Long::longValue).sum() - acknowledged;
        boolean passed = timeouts > 0 && acknowledged == timeouts && open == 0;
        screen.check(
                passed,
                "each time-out reversed: " + Figures.count(timeouts) + " time-outs, " + Figures.count(acknowledged)
                        + " reversals acknowledged, " + Figures.count(open) + " open");
        return passed;
    }

    private boolean checkMoney(Screen screen, Views views) {
        List<String> differences = differences(views);
        boolean passed = differences.isEmpty() && !acquirer.byCurrency().isEmpty();
        screen.check(passed, "ledger, issuers and acquirer agree per currency, issuers and acquirer per card too");
        differences.stream().limit(20).forEach(difference -> screen.line("      " + difference));
        return passed;
    }
}
