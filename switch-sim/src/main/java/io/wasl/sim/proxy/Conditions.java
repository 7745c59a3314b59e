package io.wasl.sim.proxy;

import io.wasl.metric.Counters;
import io.wasl.sim.net.FramedLoop;
import io.wasl.time.RandomSource;
import java.util.EnumMap;
import java.util.Map;

/** What all connections of one proxy share. Owner: the loop. */
record Conditions(
        FramedLoop loop, RandomSource random, Counters<ProxyCounter> counters, Map<Direction, StandingFaults> faults) {

    static Conditions of(FramedLoop loop, RandomSource random) {
        var faults = new EnumMap<Direction, StandingFaults>(Direction.class);
        for (Direction direction : Direction.values()) {
            faults.put(direction, new StandingFaults());
        }
        return new Conditions(loop, random, new Counters<>(ProxyCounter.class), faults);
    }

    /** The live ones: what a step changes is seen by every connection. */
    StandingFaults faults(Direction direction) {
        StandingFaults standing = faults.get(direction);
        if (standing == null) {
            throw new IllegalStateException("no faults for " + direction);
        }
        return standing;
    }
}
