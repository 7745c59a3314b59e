package io.wasl.bench.e2e;

import io.wasl.bench.Machine;
import io.wasl.config.ConfigException;
import io.wasl.sim.terminal.Screen;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
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

/** {@code ./wasl bench growth reload}. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what loading the routing table again costs the authorizations meanwhile: windows in which the table's file",
            "is replaced and loaded every second or as often as that can be, and windows without, in turn."
        },
        footer = {"", "Exit status: 0 measured, 1 something went unanswered, wrong or down, 2 wrong arguments."})
final class ReloadCommand implements Callable<Integer> {

    static final double GOAL_NS = 1_000_000;

    private static final int LEAST_RANGES = 100;
    private static final int MOST_RANGES = 4_000_000;
    private static final int MOST_SECONDS = 3_600;
    private static final double LEAD_IN_SECONDS = 1;
    private static final double NANOS_PER_MILLI = 1e6;

    @Spec
    private CommandSpec spec;

    @Option(names = "--rate", paramLabel = "N", description = "Transactions a second (${DEFAULT-VALUE}).")
    private int rate = 5_000;

    @Option(names = "--ranges", paramLabel = "N", description = "Of the table (${DEFAULT-VALUE}).")
    private int ranges = 1_000_000;

    @Option(names = "--rounds", paramLabel = "N", description = "A window of each kind (${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--seconds", paramLabel = "N", description = "Of each window (${DEFAULT-VALUE}).")
    private int seconds = 10;

    @Option(names = "--warm-up", paramLabel = "N", description = "Seconds of load, then reloads (${DEFAULT-VALUE}).")
    private int warmUpSeconds = 15;

    @Option(
            names = "--pause",
            paramLabel = "MS",
            description = "From one reload's begin to the next (${DEFAULT-VALUE}).")
    private int pauseMs = 1_000;

    @Option(names = "--target", paramLabel = "NAME", description = "wasl or wasl-no-ledger (${DEFAULT-VALUE}).")
    private String targetWord = Target.WASL.word();

    @Mixin
    private TargetOptions targetOptions;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException, ConfigException, InterruptedException {
        requireBetween("--rate", rate, 1, LoadShape.Open.MOST);
        requireBetween("--ranges", ranges, LEAST_RANGES, MOST_RANGES);
        requireBetween("--rounds", rounds, 1, 100);
        requireBetween("--seconds", seconds, 1, MOST_SECONDS);
        requireBetween("--warm-up", warmUpSeconds, 0, MOST_SECONDS);
        requireBetween("--pause", pauseMs, 1, MOST_SECONDS);
        output.require(spec);
        Target target = targetWord.equals(Target.WASL.word()) || targetWord.equals(Target.WASL_NO_LEDGER.word())
                ? Target.parse(targetWord)
                : null;
        if (target == null) {
            throw new ParameterException(spec.commandLine(), "--target: has no table to reload: " + targetWord);
        }
        var screen = new Screen(spec.commandLine().getOut(), System.getenv("WASL_TERMINAL") != null);
        if (!CpuSnapshot.isPossible()) {
            screen.line("this system has no /proc to read processor times from: nothing was measured");
            return 1;
        }
        List<String> options = targetOptions.require(spec);
        String machine = Machine.describe(Clock.systemUTC());
        screen.line(machine);
        var plan = new StandPlan(seconds, LEAD_IN_SECONDS, warmUpSeconds, 1, options);
        try (var stop = new RunStop();
                var run = stop.watch(ProcessRun.make(output.folder(), "reload"));
                Stand stand = Stand.start(
                        target, plan, new Network(1, ranges, 0, 0), run.path().resolve("node"), run.parts())) {
            MemoryDisk.remark(run.path()).ifPresent(screen::line);
            var reloads = new Reloads(stand, List.of(stand.writeRoutes("-a"), stand.writeRoutes("-b")), pauseMs);
            var windows = new ReloadWindows();
            measure(stand, reloads, windows, screen);
            if (output.json().isPresent()) {
                RunJson.write(
                        report(machine, plan, reloads, windows), output.json().get());
            }
            return windows.areValid() ? 0 : 1;
        } catch (IllegalStateException e) {
            screen.line(screen.bad("failed") + ": " + e.getMessage());
            return 1;
        }
    }

    private ReloadFile report(String machine, StandPlan plan, Reloads reloads, ReloadWindows windows) {
        return new ReloadFile(
                machine,
                spec.commandLine().getParseResult().originalArgs(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                plan,
                ranges,
                reloads.tookNs(),
                windows.all());
    }

    private void measure(Stand stand, Reloads reloads, ReloadWindows windows, Screen screen)
            throws IOException, InterruptedException {
        stand.watch();
        stand.warmUp();
        LoadShape shape = new LoadShape.Open(rate);
        reloads.during(() -> stand.measure(0, shape));
        for (int round = 1; round <= rounds; round++) {
            Measured without = stand.measure(round, shape);
            say(screen, round, "without reload", without, "");
            int before = reloads.count();
            int at = round;
            Measured with = reloads.during(() -> stand.measure(at, shape));
            int count = reloads.count() - before;
            say(screen, round, "with reload   ", with, "   " + count + " reloads");
            windows.add(without, with, count);
        }
        print(reloads, windows, screen);
    }

    private void print(Reloads reloads, ReloadWindows windows, Screen screen) {
        OptionalDouble added = windows.addedNs(LoadResult.P999);
        screen.line(String.format(
                Locale.ROOT,
                "a reload of %,d ranges took %.0f ms (median of %d)",
                ranges,
                reloads.medianNs() / NANOS_PER_MILLI,
                reloads.count()));
        screen.line(
                added.isEmpty()
                        ? "no round counts"
                        : String.format(
                                Locale.ROOT,
                                "p99.9: reloads add %.2f ms (median of %d rounds); goal at most %.0f ms: %s",
                                added.getAsDouble() / NANOS_PER_MILLI,
                                rounds,
                                GOAL_NS / NANOS_PER_MILLI,
                                added.getAsDouble() <= GOAL_NS ? "met" : "missed"));
    }

    private static void say(Screen screen, int round, String kind, Measured one, String more) {
        LoadResult load = one.load();
        screen.line(String.format(
                Locale.ROOT,
                "round %d, %s   %,.0f/s   p50 %.2f ms   p99 %.2f ms   p99.9 %.2f ms%s%s%s%s",
                round,
                kind,
                load.perSecond(),
                load.latencyNs(LoadResult.P50) / NANOS_PER_MILLI,
                load.latencyNs(LoadResult.P99) / NANOS_PER_MILLI,
                load.latencyNs(LoadResult.P999) / NANOS_PER_MILLI,
                one.jvm()
                        .map(use -> String.format(
                                Locale.ROOT,
                                "   longest pause %.1f ms (%s)",
                                use.longestPauseNs() / NANOS_PER_MILLI,
                                use.longestPause()))
                        .orElse(""),
                more,
                one.isValid() ? "" : "   not counted: " + load.count(),
                one.cpu().isDisturbed()
                        ? String.format(
                                Locale.ROOT,
                                "   disturbed: %.2f processors",
                                one.cpu().foreign())
                        : ""));
    }

    private void requireBetween(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(spec.commandLine(), option + ": must be from " + least + " to " + most);
        }
    }
}
