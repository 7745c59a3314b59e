package io.wasl.bench.e2e;

import io.wasl.bench.Machine;
import io.wasl.config.ConfigException;
import io.wasl.sim.terminal.Screen;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./wasl bench growth}. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        subcommands = {IdleCommand.class, ReloadCommand.class},
        description = {
            "Measures what a transaction costs at one offered rate with more and more connections and issuers, beside a relay",
            "that shares its connections to the issuers as the switch does; processes as in bench e2e.",
            "",
            "More connections are measured with the first number of issuers, more issuers with the first number of connections."
        },
        footer = {
            "",
            "All connections are used in turn, and every answer is held against its request. Growth is CPU ÷ the relay's of the",
            "same round, beside that at the first point with as many loops. The switch has one loop; --loops is the relay's.",
            "Exit status: 0 measured, 1 something went unanswered, wrong or down, 2 wrong arguments."
        })
public final class GrowthCommand implements Callable<Integer> {

    private static final int MOST_ROUNDS = 100;
    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_CONNECTIONS = 20_000;
    private static final int MOST_ISSUERS = 200;
    private static final int MOST_LOOPS = 64;
    private static final double LEAD_IN_SECONDS = 1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--rate", paramLabel = "N", description = "Transactions a second (${DEFAULT-VALUE}).")
    private int rate = 5_000;

    @Option(names = "--connections", split = ",", paramLabel = "N", description = "Of the acquirer (1,100,1000,10000).")
    private List<Integer> connections = List.of(1, 100, 1_000, 10_000);

    @Option(names = "--issuers", split = ",", paramLabel = "N", description = "Each with its own ranges (1,10,100).")
    private List<Integer> issuers = List.of(1, 10, 100);

    @Option(names = "--loops", split = ",", paramLabel = "N", description = "Of the relay (1,2).")
    private List<Integer> loops = List.of(1, 2);

    @Option(
            names = "--target",
            split = ",",
            paramLabel = "NAME",
            description = "wasl (the default), wasl-no-ledger, wasl-volatile, as in bench e2e.")
    private List<String> targetWords = List.of("wasl");

    @Option(names = "--rounds", paramLabel = "N", description = "Of which the medians are taken (${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--seconds", paramLabel = "N", description = "Of each window (${DEFAULT-VALUE}).")
    private int seconds = 10;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds of load on a fresh target before its window (${DEFAULT-VALUE}).")
    private int warmUpSeconds = 10;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException, ConfigException, InterruptedException {
        requireBetween("--rate", rate, LoadShape.Open.MOST);
        connections.forEach(count -> requireBetween("--connections", count, MOST_CONNECTIONS));
        issuers.forEach(count -> requireBetween("--issuers", count, MOST_ISSUERS));
        loops.forEach(count -> requireBetween("--loops", count, MOST_LOOPS));
        requireBetween("--rounds", rounds, MOST_ROUNDS);
        requireBetween("--seconds", seconds, MOST_SECONDS);
        require(warmUpSeconds >= 0 && warmUpSeconds <= MOST_SECONDS, "--warm-up", "must be from 0 to " + MOST_SECONDS);
        output.require(spec);
        List<Target> targets = targets();
        var screen = new Screen(spec.commandLine().getOut(), System.getenv("WASL_TERMINAL") != null);
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            screen.line(missing.get() + "; nothing was measured");
            return 1;
        }
        return measure(targets, screen) ? 0 : 1;
    }

    private Optional<String> missing() throws IOException {
        return CpuSnapshot.isPossible()
                ? OpenFiles.missingFor(Collections.max(connections) + Collections.max(issuers) * Collections.max(loops))
                : Optional.of("this system has no /proc to read processor times from");
    }

    private List<Target> targets() {
        var targets = new ArrayList<Target>();
        for (String word : targetWords) {
            try {
                Target target = Target.parse(word);
                require(target.isWasl(), "--target", word + ": is none of Wasl's");
                targets.add(target);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--target: " + e.getMessage(), e);
            }
        }
        return targets;
    }

    private boolean measure(List<Target> targets, Screen screen)
            throws IOException, ConfigException, InterruptedException {
        String machine = Machine.describe(Clock.systemUTC());
        screen.line(machine);
        List<GrowthPoint> points = GrowthPoint.of(connections, issuers, loops);
        var all = new ArrayList<>(targets);
        all.add(Target.RELAY);
        var plan = new StandPlan(seconds, LEAD_IN_SECONDS, warmUpSeconds, 1, List.of());
        var lines = new WindowLines(screen);
        GrowthResults results;
        Path work = RunStop.workFolder(output.folder(), "growth");
        MemoryDisk.remark(work).ifPresent(screen::line);
        try (var stop = new RunStop();
                var run = stop.watch(new GrowthRun(points, all, new LoadShape.Open(rate), plan, work, lines))) {
            results = run.run(rounds, point -> screen.line(screen.bold(describe(point))));
        }
        for (Target target : targets) {
            new GrowthPrint(results, screen).print(target, points);
        }
        if (output.json().isPresent()) {
            RunJson.write(
                    new GrowthFile(
                            machine,
                            spec.commandLine().getParseResult().originalArgs(),
                            ManagementFactory.getRuntimeMXBean().getInputArguments(),
                            plan,
                            lines.failures(),
                            results.all()),
                    output.json().get());
        }
        return lines.failures().isEmpty()
                && results.all().stream().allMatch(one -> one.measured().isValid());
    }

    private static String describe(GrowthPoint point) {
        return "\n" + point.connections() + " connections, " + point.issuers() + " issuers, " + point.relayLoops()
                + " loops of the relay";
    }

    private void requireBetween(String option, int value, int most) {
        require(value >= 1 && value <= most, option, "must be from 1 to " + most);
    }

    private void require(boolean isRight, String option, String what) {
        if (!isRight) {
            throw new ParameterException(spec.commandLine(), option + ": " + what);
        }
    }
}
