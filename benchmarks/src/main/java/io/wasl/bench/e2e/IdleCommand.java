package io.wasl.bench.e2e;

import io.wasl.bench.Machine;
import io.wasl.bench.OutputFile;
import io.wasl.config.ConfigException;
import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import io.wasl.sim.terminal.Table;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./wasl bench growth idle}. */
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        description = "Measures what a signed-on acquirer connection without traffic holds of the switch's memory.",
        footer = {
            "",
            "The switch is warmed up; then what is resident is read before and after the connections are there, each time after",
            "full collections. Twice: as the switch ships, and with a heap that is resident from the begin, where what grows",
            "is what is outside of it and what lives in it is added. The second figure is the goal's: in the first the",
            "collector gives and takes whole regions.",
            "Exit status: 0 measured, 1 not all could be connected, 2 wrong arguments."
        })
final class IdleCommand implements Callable<Integer> {

    static final double GOAL_BYTES = 6 * 1024;

    private static final int MOST = 60_000;
    private static final double MIB = 1 << 20;
    private static final List<String> RESIDENT_HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    @Spec
    private CommandSpec spec;

    @Option(names = "--connections", paramLabel = "N", description = "That idle (${DEFAULT-VALUE}).")
    private int connections = 10_000;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds of load on another connection before (${DEFAULT-VALUE}).")
    private int warmUpSeconds = 8;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes what was resident, before and with them.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "A folder for the switch's files (the system's temporary one).")
    private Optional<Path> folder = Optional.empty();

    @Override
    public Integer call() throws IOException, ConfigException, InterruptedException {
        require(connections >= 1 && connections <= MOST, "--connections", "must be from 1 to " + MOST);
        require(warmUpSeconds >= 0, "--warm-up", "must be 0 or more");
        require(folder.isEmpty() || Files.isDirectory(folder.get()), "--folder", "is no folder");
        OutputFile.require(spec, "--json", json);
        var screen = new Screen(spec.commandLine().getOut(), System.getenv("WASL_TERMINAL") != null);
        Optional<String> missing = CpuSnapshot.isPossible()
                ? OpenFiles.missingFor(connections)
                : Optional.of("this system has no /proc to read memory from");
        if (missing.isPresent()) {
            screen.line(missing.get() + "; nothing was measured");
            return 1;
        }
        String machine = Machine.describe(Clock.systemUTC());
        screen.line(machine);
        try (var stop = new RunStop();
                var run = stop.watch(ProcessRun.make(folder, "idle"))) {
            IdleFile.One shipped = measure("as it ships", List.of(), run);
            IdleFile.One touched = measure("resident", RESIDENT_HEAP, run);
            print(shipped, touched, screen);
            if (json.isPresent()) {
                RunJson.write(
                        new IdleFile(
                                machine,
                                spec.commandLine().getParseResult().originalArgs(),
                                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                                List.of(shipped, touched)),
                        json.get());
            }
            return 0;
        } catch (IllegalStateException e) {
            screen.line(screen.bad("failed") + ": " + e.getMessage());
            return 1;
        }
    }

    private IdleFile.One measure(String heap, List<String> options, ProcessRun run)
            throws IOException, ConfigException, InterruptedException {
        var plan = new StandPlan(1, 0, warmUpSeconds, 1, options);
        var network = new Network(1, RequestFrames.RANGES, 0, connections);
        Path node = run.path().resolve("node");
        try (Stand stand = Stand.start(Target.WASL, plan, network, node, run.parts())) {
            stand.watch();
            stand.warmUp();
            stand.residence(); // what asking and collecting needs is there afterwards
            Residence before = stand.residence();
            stand.connectIdle(run.parts());
            var figure = new IdleFile.One(heap, plan, connections, before, stand.residence());
            if (figure.held() < connections) {
                throw new IllegalStateException("only " + figure.held() + " of the connections are still there");
            }
            return figure;
        }
    }

    private void require(boolean isRight, String option, String what) {
        if (!isRight) {
            throw new ParameterException(spec.commandLine(), option + ": " + what);
        }
    }

    private static void print(IdleFile.One shipped, IdleFile.One touched, Screen screen) {
        var table = new Table(
                "heap",
                "connections",
                "resident, MiB",
                "lives in heap, MiB",
                "heap, MiB",
                "resident each",
                "heap each");
        table.row(cells(shipped));
        table.row(cells(touched));
        table.print(screen);
        double each = touched.residentEach() + touched.heapEach();
        screen.line(String.format(
                Locale.ROOT,
                "an idle connection holds %,.0f B: %,.0f outside of the heap, %,.0f in it; goal at most %,.0f: %s",
                each,
                touched.residentEach(),
                touched.heapEach(),
                GOAL_BYTES,
                each <= GOAL_BYTES ? "met" : "missed"));
    }

    private static String[] cells(IdleFile.One one) {
        JvmWatch.Memory before = one.before().jvm();
        JvmWatch.Memory after = one.after().jvm();
        return new String[] {
            one.heap(),
            Figures.count(one.connections()),
            fromTo(one.before().residentBytes(), one.after().residentBytes()),
            fromTo(before.heapUsedBytes(), after.heapUsedBytes()),
            fromTo(before.heapCommittedBytes(), after.heapCommittedBytes()),
            String.format(Locale.ROOT, "%,.0f B", one.residentEach()),
            String.format(Locale.ROOT, "%,.0f B", one.heapEach())
        };
    }

    private static String fromTo(long from, long to) {
        return String.format(Locale.ROOT, "%.1f to %.1f", from / MIB, to / MIB);
    }
}
