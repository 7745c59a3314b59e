package io.wasl.sim.command;

import io.wasl.sim.acquirer.LoadReport;
import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import io.wasl.sim.terminal.Table;
import java.util.Locale;

/** A load report for people. */
final class LoadPrint {

    private LoadPrint() {}

    static void print(LoadReport report, Screen screen) {
        screen.line();
        if (report.warmUpSeconds() > 0) {
            screen.line("  warmed up with " + Figures.count(report.warmUpPayments()) + " payments in "
                    + Figures.tenths(report.warmUpSeconds()) + " s; these count in no rate and no latency");
        }
        screen.line(screen.bold(
                Figures.count(report.measuredPayments()) + " payments in " + Figures.tenths(report.seconds()) + " s, "
                        + Figures.tenths(report.paymentsPerSecond()) + " a second"));
        screen.line("  " + Figures.count(report.messages()) + " messages, of these " + Figures.count(report.repeats())
                + " repeats and " + Figures.count(report.reversals()) + " reversals; "
                + Figures.count(report.connectionsLost()) + " connections lost");
        printOutcomes(report, screen);
        printLatency(report.latency(), screen);
        var money = new Table("currency", "approved less reversed");
        report.netMinor().forEach((currency, net) -> money.row(currency, Figures.count(net)));
        if (!money.isEmpty()) {
            screen.line();
            money.print(screen);
        }
        printFaults(report, screen);
    }

    private static void printOutcomes(LoadReport report, Screen screen) {
        var table = new Table("traffic", "<ended", "<code", "payments");
        report.outcomes()
                .forEach((traffic, outcomes) -> outcomes.forEach((outcome, count) -> {
                    int space = outcome.indexOf(' ');
                    String state = space < 0 ? outcome : outcome.substring(0, space);
                    String code = space < 0 ? "" : outcome.substring(space + 1);
                    table.row(traffic, state.toLowerCase(Locale.ROOT).replace('_', ' '), code, Figures.count(count));
                }));
        if (!table.isEmpty()) {
            screen.line();
            table.print(screen);
        }
    }

    private static void printLatency(LoadReport.Latency latency, Screen screen) {
        if (latency.answers() == 0) {
            return;
        }
        var table = new Table("latency from due time", "p50", "p90", "p99", "p99.9", "p99.99", "max");
        table.row(
                Figures.count(latency.answers()) + " answers",
                Figures.micros(latency.p50()),
                Figures.micros(latency.p90()),
                Figures.micros(latency.p99()),
                Figures.micros(latency.p999()),
                Figures.micros(latency.p9999()),
                Figures.micros(latency.max()));
        screen.line();
        table.print(screen);
    }

    private static void printFaults(LoadReport report, Screen screen) {
        screen.line();
        if (report.isGood()) {
            screen.check(true, "each message answered exactly once and rightly, nothing left open");
            return;
        }
        report.faults()
                .forEach((fault, count) -> screen.check(false, Figures.count(count) + " \u00D7 " + fault.sentence()));
        report.states().forEach((state, count) -> {
            if (LoadReport.FAILING.contains(state)) {
                String name = state.name().toLowerCase(Locale.ROOT);
                screen.check(false, Figures.count(count) + " payments " + name);
            }
        });
        if (report.states().isEmpty()) {
            screen.check(false, "nothing was sent");
        }
        report.examples().forEach(example -> screen.line("      " + example));
    }
}
