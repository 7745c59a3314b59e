package io.wasl.bench.e2e;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What was measured at each point, and how many times a target's cost beside the relay's it is at the first. */
public final class GrowthResults {

    /** @param measured one window of one target in one round */
    public record One(GrowthPoint point, Measured measured) {}

    private final List<One> all;
    private final LoadShape shape;

    GrowthResults(List<One> all, LoadShape shape) {
        this.all = List.copyOf(all);
        this.shape = shape;
    }

    List<One> all() {
        return all;
    }

    LoadShape shape() {
        return shape;
    }

    Results at(GrowthPoint point) {
        return new Results(all.stream()
                .filter(one -> one.point().equals(point))
                .map(One::measured)
                .toList());
    }

    /** The target's figure to the relay's in the same round at the same point; empty without such a round. */
    OptionalDouble ratio(GrowthPoint point, Target target, ToDoubleFunction<Measured> figure) {
        return at(point).ratio(target, Target.RELAY, shape, figure);
    }

    /** The ratio at that point ÷ the ratio at the base; empty where either is. */
    OptionalDouble growth(GrowthPoint base, GrowthPoint point, Target target, ToDoubleFunction<Measured> figure) {
        OptionalDouble first = ratio(base, target, figure);
        OptionalDouble here = ratio(point, target, figure);
        return first.isEmpty() || here.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(here.getAsDouble() / first.getAsDouble());
    }
}
