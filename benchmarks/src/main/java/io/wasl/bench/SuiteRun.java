package io.wasl.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures Wasl's own benchmarks with the limit before the first, behind the last, and every few between: what else the machine does
 * changes from minute to minute, and is to touch both sides of a ratio. Owner: one thread.
 */
final class SuiteRun {

    /** So many in a row lie between two measurements of the limit. */
    private static final int BETWEEN_LIMITS = 4;

    private final Measurement measurement;
    private final List<RunResult> results = new ArrayList<>();

    SuiteRun(Measurement measurement) {
        this.measurement = measurement;
    }

    /**
     * Wasl's own, without peers and limits.
     *
     * @param regex of names
     * @param names as {@link Measurement.Case} prints them; empty for all
     */
    List<Measurement.Case> cases(String regex, List<String> names) {
        return measurement.cases(regex).stream()
                .filter(one -> !one.isYardstick())
                .filter(one -> names.isEmpty() || names.contains(one.toString()))
                .toList();
    }

    /**
     * @param told before each of them
     */
    void measure(List<Measurement.Case> cases, Consumer<Measurement.Case> told) throws RunnerException {
        Measurement.Case limit =
                measurement.cases("^" + Pattern.quote(SuiteFile.LIMIT) + "$").get(0);
        for (int i = 0; i < cases.size(); i++) {
            if (i % BETWEEN_LIMITS == 0) {
                run(limit, told);
            }
            run(cases.get(i), told);
        }
        run(limit, told);
    }

    /** Those of these names, once more. */
    void again(List<String> names, Consumer<Measurement.Case> told) throws RunnerException {
        measure(cases("", names), told);
    }

    private void run(Measurement.Case one, Consumer<Measurement.Case> told) throws RunnerException {
        told.accept(one);
        results.addAll(measurement.run(one));
    }

    /** All so far, in order. */
    List<RunResult> results() {
        return List.copyOf(results);
    }
}
