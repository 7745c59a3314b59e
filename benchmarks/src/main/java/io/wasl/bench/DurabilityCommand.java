package io.wasl.bench;

import io.wasl.bench.e2e.MemoryDisk;
import io.wasl.bench.e2e.RunFolder;
import io.wasl.bench.e2e.RunStop;
import io.wasl.config.ConfigException;
import io.wasl.sim.acquirer.LoadReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What durability costs: the same node end to end, on a log that is forced and on one that is not, beside the disk's force. */
@Command(
        name = "durability",
        mixinStandardHelpOptions = true,
        description =
                "Measures the whole node, over sockets and with its ledger, on a log that is forced and on one that is"
                        + " written and never forced, beside the disk's own force.",
        footer = {
            "",
            "Node, issuer and load share this process; each kind of log is warmed up before either is measured.",
            "Exit status: 0 measured, 1 a payment was answered wrongly, 2 wrong arguments."
        })
final class DurabilityCommand implements Callable<Integer> {

    private static final List<Integer> WINDOWS = List.of(1, 64);
    private static final int MOST_SECONDS = 3_600;
    private static final String ROW = "%-24s %8s %12s %10s %10s %10s%n";

    @Spec
    private CommandSpec spec;

    @Option(names = "--seconds", paramLabel = "N", description = "Of each measurement (${DEFAULT-VALUE}).")
    private int seconds = 15;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "A folder on the disk to measure (the system's temporary one).")
    private Optional<Path> folder = Optional.empty();

    @Override
    public Integer call() throws IOException, ConfigException, InterruptedException {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new ParameterException(spec.commandLine(), "--seconds: must be from 1 to " + MOST_SECONDS);
        }
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            throw new ParameterException(spec.commandLine(), "--folder: is no folder");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.describe(Clock.systemUTC()));
        try (var stop = new RunStop();
                var work = stop.watch(RunFolder.make(folder, "durability"))) {
            try {
                MemoryDisk.remark(work.path()).ifPresent(out::println);
                out.println("this disk's own write and force of 4 KiB: " + DiskForce.measure(work.path()));
                out.flush();
                measure(work.path(), out);
                return 0;
            } catch (IllegalStateException e) {
                stop.awaitEndIfTold(); // what fails then says nothing
                out.println(e.getMessage());
                return 1;
            } catch (IOException e) {
                stop.awaitEndIfTold();
                throw e;
            }
        } finally {
            out.flush();
        }
    }

    private void measure(Path work, PrintWriter out) throws IOException, ConfigException, InterruptedException {
        Duration time = Duration.ofSeconds(seconds);
        for (DurabilityRig.Log log : DurabilityRig.Log.values()) {
            try (var rig = new DurabilityRig(work.resolve("warm-up-" + log.name()), log)) {
                rig.run(WINDOWS.get(WINDOWS.size() - 1), Duration.ZERO, time);
            }
        }
        out.printf(Locale.ROOT, ROW, "log", "window", "held", "p50", "p99", "p99.9");
        for (int window : WINDOWS) {
            for (DurabilityRig.Log log : DurabilityRig.Log.values()) {
                try (var rig = new DurabilityRig(work.resolve(log.name() + "-" + window), log)) {
                    print(log, window, rig.run(window, time.dividedBy(2), time), out);
                }
            }
        }
    }

    private static void print(DurabilityRig.Log log, int window, LoadReport report, PrintWriter out) {
        LoadReport.Latency latency = report.latency();
        out.printf(
                Locale.ROOT,
                ROW,
                log,
                Integer.toString(window),
                String.format(Locale.ROOT, "%,.0f/s", report.paymentsPerSecond()),
                millis(latency.p50()),
                millis(latency.p99()),
                millis(latency.p999()));
        out.flush();
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.2f ms", micros / 1e3);
    }
}
