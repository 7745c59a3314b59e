package io.wasl.bench.e2e;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What was measured, and what it comes to: medians over valid rounds, ratios made within a round. */
final class Results {

    private final List<Measured> all;

    Results(List<Measured> all) {
        this.all = List.copyOf(all);
    }

    /** Of one target under one load, the round's order. */
    List<Measured> of(Target target, LoadShape shape) {
        return all.stream()
                .filter(one -> one.target().equals(target.word()))
                .filter(one -> one.load().shape().equals(shape.word()))
                .toList();
    }

    /** Empty without a valid round. */
    OptionalDouble median(Target target, LoadShape shape, ToDoubleFunction<Measured> figure) {
        return median(of(target, shape).stream()
                .filter(Measured::isValid)
                .mapToDouble(figure)
                .toArray());
    }

    /** Of the target's figure to that of another in the same round; empty when no round has both. */
    OptionalDouble ratio(Target target, Target to, LoadShape shape, ToDoubleFunction<Measured> figure) {
        List<Measured> others = of(to, shape);
        return median(of(target, shape).stream()
                .filter(Measured::isValid)
                .flatMapToDouble(one -> others.stream()
                        .filter(other -> other.round() == one.round() && other.isValid())
                        .mapToDouble(other -> figure.applyAsDouble(one) / figure.applyAsDouble(other)))
                .filter(Double::isFinite)
                .toArray());
    }

    static OptionalDouble median(double[] values) {
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
