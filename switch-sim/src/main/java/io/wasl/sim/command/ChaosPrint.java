package io.wasl.sim.command;

import io.wasl.sim.chaos.ChaosFault;
import io.wasl.sim.chaos.ChaosPlan;
import io.wasl.sim.chaos.ChaosReport;
import io.wasl.sim.chaos.ChaosTrace;
import io.wasl.sim.chaos.RoundReport;
import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import io.wasl.sim.terminal.Table;
import java.util.List;
import java.util.Locale;

/** A run of real processes, told while it goes on, and summed up. On the run's thread. */
final class ChaosPrint implements ChaosTrace {

    /** Wide enough for what is done, so that what became of it stands in a column. */
    private static final int WHAT_COLUMNS = 50;

    private static final int DIFFERENCES_SHOWN = 20;

    private final Screen screen;
    private final boolean isTerminal;

    ChaosPrint(Screen screen, boolean isTerminal) {
        this.screen = screen;
        this.isTerminal = isTerminal;
    }

    @Override
    public void onBegin(ChaosPlan plan, String disk, List<String> skipped) {
        screen.line(screen.bold("Wasl chaos, seed " + plan.seed()) + "  two acquirers, the switch and two issuers, "
                + Figures.count(plan.rate()) + " payments a second"
                + (plan.isDutyDone() ? "" : "; the acquirers' duty is off"));
        screen.line("  the log lies on " + disk + ", the ledger is "
                + plan.ledger().map(server -> "on a server").orElse("embedded"));
        skipped.forEach(why -> screen.line("  " + screen.bad("skipped") + " " + why));
    }

    @Override
    public void onRound(int round) {
        screen.line();
        screen.line(screen.bold("round " + round));
    }

    @Override
    public void onDoing(long sinceBeginMs, String what) {
        if (isTerminal) {
            screen.progress(stamp(sinceBeginMs) + what + screen.dim(" ..."));
        }
    }

    @Override
    public void onFault(long sinceBeginMs, String what, String seen) {
        String gap = " ".repeat(Math.max(2, WHAT_COLUMNS - what.length()));
        screen.line(stamp(sinceBeginMs) + what + gap + screen.dim(seen));
    }

    @Override
    public void onRoundEnd(long sinceBeginMs, RoundReport report) {
        screen.line(stamp(sinceBeginMs) + Figures.count(report.payments()) + " payments, "
                + Figures.count(report.connectionsLost()) + " connections lost, " + Figures.count(report.repeats())
                + " repeats, " + Figures.count(report.reversals()) + " reversals; at rest "
                + report.calmNs() / 1_000_000 + " ms after the last answer; drained");
        screen.check(
                report.differences().isEmpty(),
                report.differences().isEmpty()
                        ? "acquirers, issuers and ledger agree: " + Figures.count(report.cards()) + " cards, "
                                + money(report)
                        : "the books differ:");
        report.differences().stream().limit(DIFFERENCES_SHOWN).forEach(line -> screen.line("      " + line));
        if (report.differences().size() > DIFFERENCES_SHOWN) {
            screen.line("      and " + Figures.count(report.differences().size() - DIFFERENCES_SHOWN) + " more");
        }
        report.problems().forEach(problem -> screen.check(false, problem));
    }

    private static String money(RoundReport report) {
        return report.netMinor().entrySet().stream()
                .map(net -> Figures.count(net.getValue()) + " of currency " + net.getKey())
                .reduce((one, other) -> one + ", " + other)
                .orElse("no money");
    }

    static void print(ChaosReport report, Screen screen) {
        var faults = new Table("done to processes, network and disk", "times");
        for (ChaosFault fault : ChaosFault.values()) {
            if (report.count(fault) > 0) {
                faults.row(fault.sentence(), Figures.count(report.count(fault)));
            }
        }
        faults.row("lives of the switch ended by SIGKILL, in all", Figures.count(report.kills()));
        screen.line();
        faults.print(screen);
        printCounts("done by issuers", report.issuers(), screen);
        printCounts("done by the proxies", report.proxies(), screen);
        screen.line();
        screen.line("  " + Figures.count(report.startsNs().size()) + " starts of the switch, ready after "
                + millis(report.startsNs(), 0.5) + " ms (median), " + millis(report.startsNs(), 1) + " ms (slowest)");
        screen.line(String.format(
                Locale.ROOT,
                "  between the faults, in %s s of calm: %s payments a second offered, %s answered",
                Figures.tenths(report.held().seconds()),
                Figures.count(Math.round(report.held().startedPerSecond())),
                Figures.count(Math.round(report.held().answeredPerSecond()))));
        report.skipped().forEach(why -> screen.line("  " + screen.bad("skipped") + " " + why));
        screen.check(
                report.isGood(),
                report.isGood()
                        ? "all books agreed after each of " + report.rounds().size() + " rounds, seed " + report.seed()
                        : "failed in round " + report.rounds().size() + ", seed " + report.seed()
                                + "; --keep DIR leaves everything to look at");
    }

    private static void printCounts(String title, java.util.Map<String, Long> counts, Screen screen) {
        var table = new Table(title, "times");
        counts.forEach((what, times) -> {
            if (times > 0) {
                table.row(what, Figures.count(times));
            }
        });
        if (!table.isEmpty()) {
            screen.line();
            table.print(screen);
        }
    }

    private static long millis(List<Long> sortedNs, double share) {
        int index = (int) Math.min(sortedNs.size() - 1L, Math.round(sortedNs.size() * share));
        return sortedNs.isEmpty() ? 0 : sortedNs.get(index) / 1_000_000;
    }

    /** {@code m:ss.t}. */
    private static String stamp(long sinceBeginMs) {
        return String.format(
                Locale.ROOT,
                "%4d:%02d.%d  ",
                sinceBeginMs / 60_000,
                sinceBeginMs / 1_000 % 60,
                sinceBeginMs / 100 % 10);
    }
}
