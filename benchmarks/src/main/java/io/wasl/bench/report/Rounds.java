package io.wasl.bench.report;

import io.wasl.bench.e2e.LoadShape;
import io.wasl.bench.e2e.Measured;
import io.wasl.bench.e2e.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rounds of one target under one load, and what must be said of them beside a verdict. */
record Rounds(MeasuredRun run, Target target, LoadShape shape) {

    /** Every key answered in every round, every rate held. */
    boolean areSound() {
        return all().stream().allMatch(one -> one.isValid() && one.isHeld());
    }

    /** Empty when there is nothing to say. */
    String remark() {
        List<String> said = conditions();
        all().stream()
                .flatMap(one -> one.following().stream())
                .mapToDouble(Measured.Following::catchUpSeconds)
                .max()
                .ifPresent(seconds -> said.add("ledger had all within " + Words.latency(seconds * 1e9)));
        if (shape instanceof LoadShape.Open && target.isDurable()) {
            said.add("this disk's force p99.9 " + Words.latency(run.e2e().disk().p999Ns()));
        }
        return String.join("; ", said);
    }

    /** The same of a target that another one is held against: only what makes its figures doubtful, with its name. */
    String remarkOfPeer() {
        List<String> said = conditions();
        return said.isEmpty() ? "" : target.word() + ": " + String.join(", ", said);
    }

    private List<String> conditions() {
        var said = new ArrayList<String>();
        add(said, "not counted", one -> !one.isValid());
        add(said, "below the rate", one -> one.isValid() && !one.isHeld());
        add(said, "disturbed", one -> one.cpu().isDisturbed());
        return said;
    }

    private void add(List<String> said, String what, Predicate<Measured> which) {
        long count = all().stream().filter(which).count();
        if (count > 0) {
            said.add(count + " of " + all().size() + " rounds " + what);
        }
    }

    private List<Measured> all() {
        return run.results().of(target, shape);
    }

    /** With a semicolon between what is not empty. */
    static String join(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }
}
