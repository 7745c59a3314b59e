package io.wasl.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH, one case at a time and silently, with allocations and processor time counted. */
final class Measurement {

    private static final String ENCODING = "encoding";

    private final boolean isQuick;
    private final int forks;

    Measurement(boolean isQuick, int forks) {
        this.isQuick = isQuick;
        this.forks = forks;
    }

    /**
     * One benchmark in one encoding, or with all its parameters where it has no encoding.
     *
     * @param encoding empty for the latter
     */
    record Case(String benchmark, String encoding) {

        @Override
        public String toString() {
            String name = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
            return encoding.isEmpty() ? name : name + " " + encoding;
        }
    }

    /** Those whose full names the expression finds, sorted. */
    List<Case> cases(String regex) {
        Pattern pattern = Pattern.compile(regex);
        List<Case> cases = new ArrayList<>();
        Collection<BenchmarkListEntry> entries = BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of());
        for (BenchmarkListEntry entry : new TreeSet<>(entries)) {
            String name = entry.getUsername();
            if (!pattern.matcher(name).find()) {
                continue;
            }
            String[] encodings = entry.getParams().orElse(Map.of()).get(ENCODING);
            if (encodings == null) {
                cases.add(new Case(name, ""));
            } else {
                for (String encoding : encodings) {
                    cases.add(new Case(name, encoding));
                }
            }
        }
        return cases;
    }

    Collection<RunResult> run(Case one) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(one.benchmark) + "$")
                .forks(forks)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class);
        if (!one.encoding.isEmpty()) {
            options.param(ENCODING, one.encoding);
        }
        if (isQuick) {
            options.warmupIterations(2).warmupTime(TimeValue.milliseconds(700));
            options.measurementIterations(3).measurementTime(TimeValue.milliseconds(700));
        }
        return new Runner(options.build()).run();
    }
}
