package io.wasl.bench;

import io.wasl.bench.e2e.CatchUpCommand;
import io.wasl.bench.e2e.E2eCommand;
import io.wasl.bench.e2e.GrowthCommand;
import io.wasl.bench.report.ReportCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Measures the hop beside those of jPOS and j8583 and beside the memory's own speed, after making sure that they do the same work.
 *
 * <p>The main thread owns it; what is measured runs in JVMs of its own.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {
            CompareCommand.class,
            RoutingCommand.class,
            DurabilityCommand.class,
            E2eCommand.class,
            GrowthCommand.class,
            CatchUpCommand.class,
            ReportCommand.class,
            FuzzCommand.class,
            LedgerCommand.class,
            StartCommand.class
        },
        description = "Measures Wasl beside jPOS 2.1.10 and j8583 3.0.1 on the same messages.",
        footer = {
            "",
            "Without --filter: HotPathBenchmark.hop, PeerBenchmark and LimitBenchmark.hop, in both encodings.",
            "Exit status: 0 measured, 1 the hops disagree or a measurement failed, 2 wrong arguments."
        })
final class BenchCommand implements Callable<Integer> {

    static final String LICENCE =
            "jPOS is under AGPL-3.0, so this jar as a whole is too: a yardstick, made on this machine"
                    + " for measuring, never deployed and no part of the switch.";

    private static final String STANDARD = "\\.(HotPathBenchmark\\.hop|PeerBenchmark\\.\\w+|LimitBenchmark\\.hop)$";

    private static final int COMPARED_MESSAGES = 1000;
    private static final int COMPARED_RANGES = 10_000;

    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--quick",
            description = "One fork and short iterations: under a minute on two cores, for a first look and for CI.")
    private boolean isQuick;

    @Option(
            names = "--filter",
            paramLabel = "REGEX",
            description = "Other benchmarks, by their names such as io.wasl.bench.EngineBenchmark.hop.")
    private @Nullable String filter;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes JMH's own JSON too, with the machine in it.")
    private @Nullable Path json;

    @Option(names = "--forks", paramLabel = "N", description = "JVMs started for each measurement (2; with --quick 1).")
    private int forks;

    BenchCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (forks < 0) {
            throw new ParameterException(spec.commandLine(), "--forks: must be 1 or more");
        }
        OutputFile.require(spec, "--json", Optional.ofNullable(json));
        String machine = Machine.describe(clock);
        out.println(machine);
        out.println(LICENCE);
        out.flush();
        if (filter == null && !agree(out)) {
            return 1;
        }
        List<RunResult> results = new ArrayList<>();
        try {
            Measurement measurement = new Measurement(isQuick, forks == 0 ? (isQuick ? 1 : 2) : forks);
            for (Measurement.Case one : measurement.cases(filter == null ? STANDARD : filter)) {
                err.println("measuring " + one);
                err.flush();
                results.addAll(measurement.run(one));
            }
        } catch (PatternSyntaxException e) {
            throw new ParameterException(spec.commandLine(), "--filter: " + e.getDescription(), e);
        } catch (RunnerException e) {
            err.println("the measurement failed: " + e.getMessage());
            return 1;
        }
        if (results.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--filter: no benchmark has such a name");
        }
        new BenchReport(results).print(out);
        out.flush();
        if (json != null) {
            Files.write(json, JmhJson.of(results, machine));
        }
        return 0;
    }

    private static boolean agree(PrintWriter out) {
        boolean doAgree = true;
        for (Encoding encoding : Encoding.OF_HOPS) {
            List<String> differences = HopAgreement.differences(encoding, COMPARED_MESSAGES, COMPARED_RANGES);
            differences.forEach(difference -> out.println(encoding.parameter() + ": " + difference));
            doAgree &= differences.isEmpty();
        }
        out.println(
                doAgree
                        ? "All hops make the same elements of " + COMPARED_MESSAGES + " messages in both encodings."
                        : "The hops do not make the same elements: nothing was measured.");
        out.flush();
        return doAgree;
    }
}
