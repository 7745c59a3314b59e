package io.wasl.bench;

import io.wasl.bench.SuiteFile.Ratio;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs the suite and compares it with the baseline of the repository, by ratios to the limit measured in the same run, since times
 * of two machines cannot be compared.
 *
 * <p>The main thread owns it; what is measured runs in JVMs of its own.
 */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compares the suite with the stored baseline, by ratios to the limit of the same run.",
        footer = {
            "",
            "Worse is: more than half as long again, outside the errors of baseline and run, when measured again too;",
            "or garbage where there was none. Peers and limits are not compared. What the baseline has and the run has not,",
            "of those that --short or --filter chose, fails too.",
            "To renew the baseline, with nothing else running: ./wasl bench compare --quick --write",
            "Exit status: 0 nothing became worse, 1 something did or is missing, or a measurement failed, 2 wrong arguments,",
            "or a baseline or results that cannot be used."
        })
final class CompareCommand implements Callable<Integer> {

    /** One of each part of the way of a message, as the short guard of the continuous integration has them. */
    static final List<String> SHORT = List.of(
            "HotPathBenchmark.hop ascii",
            "EngineBenchmark.hopOf64 ascii",
            "DecodeBenchmark.request ascii",
            "EncodeBenchmark.rewrite ascii",
            "TranscodeBenchmark.wasl ascii-binary",
            "FramingBenchmark.cut length-2",
            "RoutingBenchmark.route 1000000",
            "DuplicateGuardBenchmark.engine 1000000",
            "DeadlineBenchmark.wheel",
            "JournalBenchmark.append",
            "PanTokenBenchmark.cmac",
            "PanSealBenchmark.group");

    private static final Path BASELINE = Path.of("benchmarks", "baseline.json");
    private static final Path MARK = Path.of("benchmarks", "pom.xml");

    private final String machine = Machine.describe(Clock.systemUTC());

    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "One fork and short iterations: about six minutes for all.")
    private boolean isQuick;

    @Option(names = "--short", description = "Only the dozen that tell most.")
    private boolean isShort;

    @Option(
            names = "--filter",
            paramLabel = "REGEX",
            description = "Only those with this in their names, such as RoutingBenchmark.route 1000000.")
    private String filter = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Writes JMH's own JSON too, with the machine in it.")
    private @Nullable Path json;

    @Option(names = "--from", paramLabel = "FILE", description = "Compares results in JMH's JSON; measures nothing.")
    private @Nullable Path from;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Another baseline than benchmarks/baseline.json of this clone.")
    private @Nullable Path baselineFile;

    @Option(names = "--write", description = "Makes the run the baseline, and compares nothing.")
    private boolean isToWrite;

    @Override
    public Integer call() throws IOException {
        refuse(isToWrite && (isShort || !filter.isEmpty()), "--write: a baseline is of the whole suite");
        refuse(isShort && !filter.isEmpty(), "--short: cannot be combined with --filter");
        refuse(from != null && (isQuick || json != null), "--from: measures nothing");
        OutputFile.require(spec, "--json", Optional.ofNullable(json));
        Choice choice = choice();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Path file = baselineFile == null ? ofThisClone() : baselineFile;
            if (isToWrite) {
                OutputFile.require(spec, "--baseline", Optional.of(file));
                return write(file);
            }
            return compare(Baseline.read(file), choice);
        } catch (BaselineException e) {
            err.println(e.getMessage());
            err.flush();
            return 2;
        } catch (RunnerException e) {
            err.println("the measurement failed: " + e.getMessage());
            err.flush();
            return 1;
        }
    }

    private void refuse(boolean isWrong, String reason) {
        if (isWrong) {
            throw new ParameterException(spec.commandLine(), reason);
        }
    }

    private Choice choice() {
        try {
            return new Choice(filter, isShort ? SHORT : List.of());
        } catch (PatternSyntaxException e) {
            throw new ParameterException(spec.commandLine(), "--filter: " + e.getDescription(), e);
        }
    }

    private static Path ofThisClone() throws BaselineException {
        return Checkout.around(MARK)
                .orElseThrow(() -> new BaselineException("there is no clone of Wasl around "
                        + Path.of("").toAbsolutePath() + ": --baseline names the file"))
                .resolve(BASELINE);
    }

    private int write(Path file) throws IOException, BaselineException, RunnerException {
        String command = "./wasl bench compare" + (isQuick ? " --quick" : "") + " --write";
        String measured = (from == null ? "" : "results in " + from + ", taken on ") + machine;
        SuiteFile results = results(run());
        Baseline.of(measured, command, results.ratios()).write(file);
        PrintWriter out = spec.commandLine().getOut();
        out.println("The baseline is " + file + " now.");
        out.flush();
        return 0;
    }

    private int compare(Baseline baseline, Choice choice) throws IOException, BaselineException, RunnerException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Baseline: " + baseline.measured() + "; " + baseline.command());
        out.println("Now:      " + (from == null ? machine : from));
        out.flush();
        Map<String, Ratio> expected = choice.of(baseline.ratios());
        SuiteRun run = run();
        var comparison = new Comparison(expected, choice.of(results(run).ratios()));
        if (from == null && !comparison.worse().isEmpty()) {
            comparison.print(out);
            out.println();
            out.println("Measured again: " + String.join(", ", comparison.worse()));
            out.flush();
            run.again(comparison.worse(), this::say);
            comparison = new Comparison(
                    expected, choice.of(SuiteFile.parse(written(run)).ratios()));
        }
        comparison.print(out);
        if (comparison.known() == 0) {
            throw new BaselineException("the baseline knows none of these benchmarks");
        }
        out.println();
        int others = baseline.ratios().size() - expected.size();
        out.println(comparison.known() + " of " + expected.size() + " benchmarks of the baseline were compared"
                + (others == 0 ? "." : "; " + others + " more were not asked for."));
        List<String> missing = comparison.missing();
        List<String> worse = comparison.worse();
        if (!missing.isEmpty()) {
            out.println("Missing from the run: " + String.join(", ", missing));
        }
        out.println(worse.isEmpty() ? "Nothing became worse." : "Worse than the baseline: " + String.join(", ", worse));
        out.flush();
        return missing.isEmpty() && worse.isEmpty() ? 0 : 1;
    }

    private SuiteRun run() {
        return new SuiteRun(new Measurement(isQuick, isQuick ? 1 : 2));
    }

    private SuiteFile results(SuiteRun run) throws IOException, BaselineException, RunnerException {
        if (from != null) {
            return stored(from);
        }
        List<Measurement.Case> cases = run.cases(filter, isShort ? SHORT : List.of());
        refuse(cases.isEmpty(), "--filter: no benchmark of Wasl's own has such a name");
        run.measure(cases, this::say);
        return SuiteFile.parse(written(run));
    }

    private static SuiteFile stored(Path file) throws BaselineException {
        String named = "--from: " + file + ": ";
        if (!Files.isRegularFile(file)) {
            throw new BaselineException(named + (Files.exists(file) ? "is no file" : "is not there"));
        }
        try {
            return SuiteFile.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new BaselineException(named + "cannot be read: " + e.getMessage());
        } catch (BaselineException e) {
            throw new BaselineException(named + e.getMessage());
        }
    }

    /** The results so far, in the file too that was asked for. */
    private byte[] written(SuiteRun run) throws IOException {
        byte[] results = JmhJson.of(run.results(), machine);
        if (json != null) {
            Files.write(json, results);
        }
        return results;
    }

    private void say(Measurement.Case one) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("measuring " + one);
        err.flush();
    }
}
