package io.wasl.bench.e2e;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** What was measured, and what it comes to: medians over valid rounds, ratios made within a round. */
public final class Results {

    private final List<Measured> all;

    public Results(List<Measured> all) {
        this.all = List.copyOf(all);
    }

    /** Of one target under one load, the round's order. */
    public List<Measured> of(Target target, LoadShape shape) {
        return all.stream()
                .filter(one -> one.target().equals(target.word()))
                .filter(one -> one.load().shape().equals(shape.word()))
                .toList();
    }

    /** Empty without a valid round that tells it. */
    public OptionalDouble median(Target target, LoadShape shape, ToDoubleFunction<Measured> figure) {
        return median(of(target, shape).stream()
                .filter(Measured::isValid)
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .toArray());
    }

    /** Of the target's figure to that of another in the same round; empty when no round has both. */
    public OptionalDouble ratio(Target target, Target to, LoadShape shape, ToDoubleFunction<Measured> figure) {
        return paired(target, to, shape, (one, other) -> figure.applyAsDouble(one) / figure.applyAsDouble(other));
    }

    /** The median of what is made of the figures of two targets in the same round; empty when no round has both. */
    public OptionalDouble paired(
            Target target, Target to, LoadShape shape, ToDoubleBiFunction<Measured, Measured> figure) {
        List<Measured> others = of(to, shape);
        return median(of(target, shape).stream()
                .filter(Measured::isValid)
                .flatMapToDouble(one -> others.stream()
                        .filter(other -> other.round() == one.round() && other.isValid())
                        .mapToDouble(other -> figure.applyAsDouble(one, other)))
                .filter(Double::isFinite)
                .toArray());
    }

    /** The median of what the target's JVM told; empty where it told nothing. */
    public OptionalDouble medianOfJvm(Target target, LoadShape shape, ToDoubleFunction<JvmUse> figure) {
        return median(target, shape, one -> one.jvm().map(figure::applyAsDouble).orElse(Double.NaN));
    }

    /** Of the round with the longest pause; empty where no JVM told. */
    public Optional<JvmUse> longestPause(Target target, LoadShape shape) {
        return of(target, shape).stream()
                .flatMap(one -> one.jvm().stream())
                .max(Comparator.comparingLong(JvmUse::longestPauseNs));
    }

    public static OptionalDouble median(double[] values) {
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
