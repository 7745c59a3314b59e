package io.wasl.bench.e2e;

import io.wasl.bench.DiskForce;
import io.wasl.bench.Machine;
import io.wasl.config.ConfigException;
import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./wasl bench catch-up}. */
@Command(
        name = "catch-up",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what a ledger takes from authorizations while it follows the log and while it catches up with it.",
            "",
            "Each target gets a rate, then a peak of 1,024 in flight, which the ledger cannot follow, and straight after it the same",
            "rate again. Beside it stands a switch whose database is away."
        },
        footer = {
            "",
            "A window in which the ledger was not behind to the end says nothing; a longer --peak helps.",
            "Exit status: 0 measured, 1 something went unanswered, wrong or down or the ledger was not behind, 2 wrong arguments."
        })
public final class CatchUpCommand implements Callable<Integer> {

    static final double FOLLOWING_GOAL = 4;
    static final double CATCH_UP_GOAL = 10;

    private static final int MOST_ROUNDS = 100;
    private static final int MOST_SECONDS = 3_600;
    private static final double LEAD_IN_SECONDS = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--target",
            split = ",",
            paramLabel = "NAME",
            description = "wasl, wasl-apart or both (the default), as in bench e2e.")
    private List<String> targetWords = List.of("wasl", "wasl-apart");

    @Option(names = "--rate", paramLabel = "N", description = "Transactions a second (${DEFAULT-VALUE}).")
    private int rate = 5_000;

    @Option(names = "--peak", paramLabel = "N", description = "Seconds of 1,024 in flight (${DEFAULT-VALUE}).")
    private int peakSeconds = 15;

    @Option(names = "--rounds", paramLabel = "N", description = "Of which the medians are taken (${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--seconds", paramLabel = "N", description = "Of each window (${DEFAULT-VALUE}).")
    private int seconds = 6;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds of load on a fresh target before its first window (${DEFAULT-VALUE}).")
    private int warmUpSeconds = 15;

    @Mixin
    private TargetOptions targetOptions;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException, ConfigException, InterruptedException {
        requireBetween("--rate", rate, 1, LoadShape.Open.MOST);
        requireBetween("--peak", peakSeconds, 1, MOST_SECONDS);
        requireBetween("--rounds", rounds, 1, MOST_ROUNDS);
        requireBetween("--seconds", seconds, 1, MOST_SECONDS);
        requireBetween("--warm-up", warmUpSeconds, 0, MOST_SECONDS);
        output.require(spec);
        List<Target> targets = targets();
        var plan = new StandPlan(seconds, LEAD_IN_SECONDS, warmUpSeconds, 1, targetOptions.require(spec));
        var screen = new Screen(spec.commandLine().getOut(), System.getenv("WASL_TERMINAL") != null);
        if (!CpuSnapshot.isPossible()) {
            screen.line("this system has no /proc to read processor times from: nothing was measured");
            return 1;
        }
        return measure(targets, plan, screen) ? 0 : 1;
    }

    /** With the one beside which they are measured, first. */
    private List<Target> targets() {
        var targets = new ArrayList<Target>();
        targets.add(Target.WASL_NO_LEDGER);
        for (String word : targetWords) {
            require(
                    word.equals(Target.WASL.word()) || word.equals(Target.WASL_APART.word()),
                    "--target",
                    word + ": has no ledger that follows");
            targets.add(Target.parse(word));
        }
        return targets.stream().distinct().toList();
    }

    private boolean measure(List<Target> targets, StandPlan plan, Screen screen)
            throws IOException, ConfigException, InterruptedException {
        String machine = Machine.describe(Clock.systemUTC());
        screen.line(machine);
        var lines = new WindowLines(screen);
        var all = new ArrayList<CatchUpResults.One>();
        try (var stop = new RunStop();
                var run = stop.watch(ProcessRun.make(output.folder(), "catch-up"))) {
            MemoryDisk.remark(run.path()).ifPresent(screen::line);
            DiskForce disk = DiskForce.measure(run.path());
            screen.line("this disk's own write and force of 4 KiB: " + disk);
            for (int round = 1; round <= rounds; round++) {
                var order = new ArrayList<>(targets);
                Collections.rotate(order, 1 - round);
                for (Target target : order) {
                    lines.onStand(round, target);
                    Path node = run.path().resolve(target.word() + "-" + round);
                    try (Stand stand = Stand.start(target, plan, node, run.parts())) {
                        all.add(measure(round, stand, lines, screen));
                    } catch (IOException | IllegalStateException e) {
                        stop.awaitEndIfTold(); // what fails then says nothing
                        lines.onFailed(round, target, Stand.why(e));
                    }
                }
            }
            if (output.json().isPresent()) {
                RunJson.write(
                        new CatchUpFile(
                                machine,
                                spec.commandLine().getParseResult().originalArgs(),
                                plan,
                                disk,
                                lines.failures(),
                                all),
                        output.json().get());
            }
        }
        var results = new CatchUpResults(all);
        screen.line();
        targets.stream().filter(Target::hasLedger).forEach(target -> print(target, results, screen));
        return lines.failures().isEmpty() && results.areValid();
    }

    private CatchUpResults.One measure(int round, Stand stand, WindowLines lines, Screen screen)
            throws IOException, InterruptedException {
        LoadShape shape = new LoadShape.Open(rate);
        stand.watch();
        stand.warmUp();
        Measured following = stand.measure(round, shape);
        lines.onMeasured(following);
        stand.peak(peakSeconds);
        long lagBefore = stand.lag();
        Measured afterPeak = stand.measureAtOnce(round, shape);
        lines.onMeasured(afterPeak);
        var one = new CatchUpResults.One(following, afterPeak, lagBefore, LEAD_IN_SECONDS + seconds);
        if (one.target().hasLedger()) {
            screen.line(
                    one.wasBehindThroughout()
                            ? "  behind by " + Figures.count(lagBefore) + " records, at the end by "
                                    + Figures.count(one.lagAfter()) + ": "
                                    + Figures.count(Math.round(one.gainedPerSecond()))
                                    + " a second were gained"
                            : "  " + screen.bad("not counted")
                                    + ": the ledger was not behind to the end of the window; give it a longer --peak");
        }
        return one;
    }

    private static void print(Target target, CatchUpResults results, Screen screen) {
        say(target, "following", results.following(target, LoadResult.P99), FOLLOWING_GOAL, screen);
        say(target, "catching up", results.catchingUp(target, LoadResult.P99), CATCH_UP_GOAL, screen);
    }

    private static void say(Target target, String state, OptionalDouble times, double most, Screen screen) {
        screen.line(
                times.isEmpty()
                        ? target.word() + ", " + state + ": no round counts"
                        : String.format(
                                Locale.ROOT,
                                "%s, %s: p99 %.2f × wasl-no-ledger; goal at most %.0f: %s",
                                target.word(),
                                state,
                                times.getAsDouble(),
                                most,
                                times.getAsDouble() <= most ? "reached" : "missed"));
    }

    private void requireBetween(String option, int value, int least, int most) {
        require(value >= least && value <= most, option, "must be from " + least + " to " + most);
    }

    private void require(boolean isRight, String option, String what) {
        if (!isRight) {
            throw new ParameterException(spec.commandLine(), option + ": " + what);
        }
    }
}
