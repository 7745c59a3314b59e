package io.wasl.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** The whole way takes the compiler longer than a part of it: figures after a short warm-up are of code half compiled. */
    private static final Pattern LONG_WARM_UP = Pattern.compile("\\.(EngineBenchmark|HotPathBenchmark)\\.");

    private final boolean isQuick;
    private final int forks;

    Measurement(boolean isQuick, int forks) {
        this.isQuick = isQuick;
        this.forks = forks;
    }

    /**
     * One benchmark with one value for each of its parameters.
     *
     * @param benchmark its full name
     */
    record Case(String benchmark, Map<String, String> parameters) {

        /** Its class's simple name, its own, and the parameters' values. */
        @Override
        public String toString() {
            String name = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
            return Stream.concat(Stream.of(name), parameters.values().stream()).collect(Collectors.joining(" "));
        }

        /** Whether it is a peer or a limit. */
        boolean isYardstick() {
            int dot = benchmark.lastIndexOf('.');
            try {
                Class<?> type = Class.forName(benchmark.substring(0, dot));
                return type.isAnnotationPresent(Yardstick.class)
                        || type.getMethod(benchmark.substring(dot + 1)).isAnnotationPresent(Yardstick.class);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Those in whose full names, or names as they are printed, the expression is found; sorted. */
    List<Case> cases(String regex) {
        Pattern pattern = Pattern.compile(regex);
        List<Case> cases = new ArrayList<>();
        Collection<BenchmarkListEntry> entries = BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of());
        for (BenchmarkListEntry entry : new TreeSet<>(entries)) {
            for (Map<String, String> parameters :
                    combinations(new TreeMap<>(entry.getParams().orElse(Map.of())))) {
                Case one = new Case(entry.getUsername(), parameters);
                if (pattern.matcher(one.benchmark).find()
                        || pattern.matcher(one.toString()).find()) {
                    cases.add(one);
                }
            }
        }
        return cases;
    }

    /** One value for each parameter, in all ways; one empty way where there is none. */
    private static List<Map<String, String>> combinations(SortedMap<String, String[]> parameters) {
        List<Map<String, String>> all = List.of(new TreeMap<>());
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> begun : all) {
                for (String value : parameter.getValue()) {
                    Map<String, String> next = new TreeMap<>(begun);
                    next.put(parameter.getKey(), value);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }

    Collection<RunResult> run(Case one) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(one.benchmark) + "$")
                .forks(forks)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class);
        one.parameters.forEach(options::param);
        if (isQuick) {
            if (!LONG_WARM_UP.matcher(one.benchmark).find()) {
                options.warmupIterations(2).warmupTime(TimeValue.milliseconds(700));
            }
            options.measurementIterations(3).measurementTime(TimeValue.milliseconds(700));
        }
        return new Runner(options.build()).run();
    }
}
