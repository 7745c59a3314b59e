package io.wasl.bench.e2e;

import io.wasl.bench.DiskForce;
import io.wasl.bench.Machine;
import io.wasl.config.ConfigException;
import io.wasl.sim.terminal.Screen;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./wasl bench e2e}. */
@Command(
        name = "e2e",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the whole way of an authorization between processes: load, target and issuer, each in a JVM of its"
                    + " own; the switch beside a bare relay and a least switch by jPOS.",
            "",
            "Targets:",
            "  wasl            the switch as it ships: log forced, embedded ledger",
            "  wasl-apart      the same, its ledger's applier in a process of its own",
            "  wasl-no-ledger  the same, its ledger's database away",
            "  wasl-volatile   its links and engine on a log that forgets; no such switch ships",
            "  relay           bytes from socket to socket, unread",
            "  jpos            a least switch by jPOS 2.1.10: no log, no checks; sends what it can together",
            "  jpos-plain      the same on jPOS's own streams"
        },
        footer = {
            "",
            "Each target runs in fresh processes in each round and is warmed up first. Every request has a key of its own and",
            "every answer is held against its request. CPU times are the system's; what other processes use is told.",
            "Exit status: 0 measured, 1 something went unanswered, wrong or down, 2 wrong arguments."
        })
public final class E2eCommand implements Callable<Integer> {

    private static final int MOST_ROUNDS = 100;
    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_CONNECTIONS = 20_000;
    private static final double LEAD_IN_SECONDS = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--target",
            split = ",",
            paramLabel = "NAME",
            description = "Only these, with commas between or given again (default: all).")
    private List<String> targetWords = List.of();

    @Option(
            names = "--load",
            split = ",",
            paramLabel = "LOAD",
            description = "Only these: closed:N, so many in flight, or open:N, so many a second (default: closed:1,"
                    + " closed:64, closed:1024, open:5000, open:10000, open:20000, open:50000).")
    private List<String> loadWords = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "Of which the medians are taken (${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--seconds", paramLabel = "N", description = "Of each window (${DEFAULT-VALUE}).")
    private int seconds = 10;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds of load on a fresh target before its first window (${DEFAULT-VALUE}).")
    private int warmUpSeconds = 15;

    @Option(names = "--connections", paramLabel = "N", description = "Of the load to the target (${DEFAULT-VALUE}).")
    private int connections = 1;

    @Mixin
    private TargetOptions targetOptions;

    @Option(
            names = "--flames",
            paramLabel = "DIR",
            description =
                    "Writes flame graphs of each target's processor time and allocation, of two windows that are not"
                            + " counted, under 64 in flight or else the first load.")
    private Optional<Path> flames = Optional.empty();

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException, ConfigException, InterruptedException {
        List<Target> targets = chosen("--target", targetWords, List.of(Target.values()), Target::parse);
        List<LoadShape> shapes = chosen("--load", loadWords, LoadShape.STANDARD, LoadShape::parse);
        requireBetween("--rounds", rounds, 1, MOST_ROUNDS);
        requireBetween("--seconds", seconds, 1, MOST_SECONDS);
        requireBetween("--warm-up", warmUpSeconds, 0, MOST_SECONDS);
        requireBetween("--connections", connections, 1, MOST_CONNECTIONS);
        output.require(spec);
        require(
                flames.isEmpty() || !Files.exists(flames.get()) || Files.isDirectory(flames.get()),
                "--flames",
                "is no folder");
        var screen = new Screen(spec.commandLine().getOut(), System.getenv("WASL_TERMINAL") != null);
        // The relay has two of its own for each.
        Optional<String> missing = CpuSnapshot.isPossible() ? OpenFiles.missingFor(2 * connections) : Optional.empty();
        if (missing.isPresent()) {
            screen.line(missing.get());
            return 1;
        }
        if (!CpuSnapshot.isPossible()) {
            screen.line("this system has no /proc to read processor times from: nothing was measured");
            return 1;
        }
        var plan = new StandPlan(seconds, LEAD_IN_SECONDS, warmUpSeconds, connections, targetOptions.require(spec));
        return measure(targets, shapes, plan, screen) ? 0 : 1;
    }

    private boolean measure(List<Target> targets, List<LoadShape> shapes, StandPlan plan, Screen screen)
            throws IOException, ConfigException, InterruptedException {
        String machine = Machine.describe(Clock.systemUTC());
        screen.line(machine);
        Path work = RunStop.workFolder(output.folder(), "e2e");
        var progress = new WindowLines(screen);
        try (var stop = new RunStop()) {
            try (var run = stop.watch(new E2eRun(targets, shapes, plan, work, flames, progress))) {
                MemoryDisk.remark(work).ifPresent(screen::line);
                DiskForce disk = DiskForce.measure(work);
                screen.line("this disk's own write and force of 4 KiB: " + disk);
                List<Measured> measured = run.run(rounds);
                var results = new Results(measured);
                shapes.forEach(shape -> new ResultPrint(results, targets, screen).print(shape));
                if (output.json().isPresent()) {
                    RunJson.write(
                            report(machine, plan, targets, disk, progress, measured),
                            output.json().get());
                }
                return progress.failures().isEmpty() && measured.stream().allMatch(Measured::isValid);
            } catch (IOException | IllegalStateException e) {
                stop.awaitEndIfTold(); // what fails then says nothing
                throw e;
            }
        }
    }

    private E2eFile report(
            String machine,
            StandPlan plan,
            List<Target> targets,
            DiskForce disk,
            WindowLines progress,
            List<Measured> measured) {
        Map<String, String> described = new LinkedHashMap<>();
        targets.forEach(target -> described.put(target.word(), target.description()));
        return new E2eFile(
                machine,
                spec.commandLine().getParseResult().originalArgs(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                plan,
                described,
                progress.starts(),
                disk,
                progress.failures(),
                measured);
    }

    private <T> List<T> chosen(String option, List<String> words, List<T> all, Function<String, T> parse) {
        if (words.isEmpty()) {
            return all;
        }
        var found = new ArrayList<T>();
        for (String word : words) {
            try {
                T one = parse.apply(word);
                if (!found.contains(one)) {
                    found.add(one);
                }
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
            }
        }
        return found;
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
