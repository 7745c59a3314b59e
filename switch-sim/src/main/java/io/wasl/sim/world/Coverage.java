package io.wasl.sim.world;

import io.wasl.engine.Alarm;
import io.wasl.engine.EngineCounter;
import io.wasl.iso.Mti;
import io.wasl.metric.Counters;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each fault happened, each counter of the engine moved, each alarm was raised, each answer was given: what a
 * campaign has not seen it has not shown.
 *
 * <p>Owner: the world's thread; worlds' coverages are added by whoever runs them.
 */
final class Coverage {

    private final Map<String, Long> counts = new TreeMap<>();

    void onFault(Fault fault) {
        add("fault " + fault, 1);
    }

    void onAlarm(Alarm alarm) {
        add("alarm " + alarm, 1);
    }

    void onAnswer(Message answer) {
        add("answer " + Mti.toString(answer.mti()) + " " + answer.get(39), 1);
    }

    /** What a life of the node has counted. */
    void onNodeGone(Counters<EngineCounter> counters) {
        for (EngineCounter counter : counters.names()) {
            if (!EngineCounter.LEVELS.contains(counter)) {
                add("engine " + counter, counters.get(counter));
            }
        }
    }

    void add(String what, long count) {
        counts.merge(what, count, Long::sum);
    }

    void addAll(Coverage other) {
        other.counts.forEach(this::add);
    }

    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }
}
