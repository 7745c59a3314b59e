package io.wasl.bench.e2e;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How much there is around the targets while the same rate is offered.
 *
 * @param connections of the acquirer, all of them active in turn
 * @param relayLoops of the relay; the switch has one
 */
public record GrowthPoint(int connections, int issuers, int relayLoops) {

    /** With each number of loops the first of both, then more connections and the first issuers, then the other way. */
    static List<GrowthPoint> of(List<Integer> connections, List<Integer> issuers, List<Integer> loops) {
        Set<GrowthPoint> points = new LinkedHashSet<>();
        for (int loop : loops) {
            connections.forEach(count -> points.add(new GrowthPoint(count, issuers.get(0), loop)));
            issuers.forEach(count -> points.add(new GrowthPoint(connections.get(0), count, loop)));
        }
        return new ArrayList<>(points);
    }
}
