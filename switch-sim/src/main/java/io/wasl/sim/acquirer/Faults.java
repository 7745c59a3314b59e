package io.wasl.sim.acquirer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts faults and keeps the first few as sentences, without card data. Owner: the acquirer's loop. */
final class Faults {

    /** Sentences kept: enough to see the pattern. */
    private static final int SHOWN = 20;

    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
    private final List<String> sentences = new ArrayList<>();

    void add(Fault fault, String detail) {
        add(fault, 1, detail);
    }

    void add(Fault fault, long count, String detail) {
        counts.merge(fault, count, Math::addExact);
        if (sentences.size() < SHOWN) {
            sentences.add(fault.sentence() + ": " + detail);
        }
    }

    Map<Fault, Long> counts() {
        return new EnumMap<>(counts);
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
