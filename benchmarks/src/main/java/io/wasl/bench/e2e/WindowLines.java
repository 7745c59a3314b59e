package io.wasl.bench.e2e;

import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line for each window as it comes. */
final class WindowLines implements E2eRun.Trace {

    private final Screen screen;
    private final List<String> failures = new ArrayList<>();
    private final Map<String, List<String>> starts = new LinkedHashMap<>();

    WindowLines(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void onStand(int round, Target target) {
        screen.line();
        screen.line(screen.bold("round " + round + ", " + target.word()) + screen.dim("  " + target.description()));
    }

    @Override
    public void onStarted(Target target, List<String> start) {
        starts.put(target.word(), start);
    }

    @Override
    public void onMeasured(Measured one) {
        LoadResult load = one.load();
        String said = String.format(
                "  %-18s %12s/s   p50 %-9s p99 %-9s",
                LoadShape.parse(load.shape()).title(),
                Figures.count(Math.round(load.perSecond())),
                Figures.micros(load.latencyNs(LoadResult.P50) / 1000),
                Figures.micros(load.latencyNs(LoadResult.P99) / 1000));
        if (one.cpu().isDisturbed()) {
            said += "  disturbed: others used " + Figures.tenths(one.cpu().foreign()) + " processors";
        }
        screen.line(said.stripTrailing());
        if (!one.isValid()) {
            AnswerBook.Count count = load.count();
            screen.line("  " + screen.bad("not counted") + ": of " + Figures.count(count.sent()) + " requests "
                    + Figures.count(count.unanswered()) + " went unanswered, " + Figures.count(count.wrong())
                    + " were answered wrongly; " + Figures.count(count.unknown()) + " answers to nothing open; "
                    + String.join("; ", count.examples()));
        }
    }

    @Override
    public void onMissing(Target target, String what) {
        screen.line("  " + what);
    }

    @Override
    public void onFailed(int round, Target target, String why) {
        failures.add("round " + round + ", " + target.word() + ": " + why);
        screen.line("  " + screen.bad("failed") + ": " + why);
    }

    /** How each target was started the last time. */
    Map<String, List<String>> starts() {
        return starts;
    }

    /** Targets that could not be measured in a round, and why. */
    List<String> failures() {
        return failures;
    }
}
