package io.wasl.bench.report;

import io.wasl.bench.e2e.E2eFile;
import io.wasl.bench.e2e.LoadShape;
import io.wasl.bench.e2e.Results;
import io.wasl.bench.e2e.Target;
import java.util.Arrays;
import java.util.List;

/**
 * A run of {@code bench e2e}, as it was written.
 *
 * @param file the name under which it lies beside the report
 */
record MeasuredRun(String file, E2eFile e2e) {

    Results results() {
        return new Results(e2e.measured());
    }

    /** Those of which anything was measured. */
    List<Target> targets() {
        return Arrays.stream(Target.values())
                .filter(target ->
                        e2e.measured().stream().anyMatch(one -> one.target().equals(target.word())))
                .toList();
    }

    /** In the order in which they were measured. */
    List<LoadShape> shapes() {
        return e2e.measured().stream()
                .map(one -> one.load().shape())
                .distinct()
                .map(LoadShape::parse)
                .toList();
    }

    int rounds() {
        return e2e.measured().stream().mapToInt(one -> one.round()).max().orElse(0);
    }

    String command() {
        return Words.command(e2e.command());
    }

    /** As targets are meant to be run: one connection, and no option that only this run had. */
    boolean isPlain() {
        return e2e.plan().targetOptions().isEmpty() && e2e.plan().connections() == 1;
    }
}
