package io.wasl.sim.proxy;

import io.wasl.time.RandomSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The faults that are on in one direction. Owner: the loop. */
final class StandingFaults {

    private final Map<Fault.Kind, Entry> byKind = new EnumMap<>(Fault.Kind.class);

    /** @param number of the step that put it on */
    private record Entry(Fault.Standing fault, long number) {}

    /** Takes the place of another of its kind. */
    void put(Fault.Standing fault, long number) {
        byKind.put(fault.kind(), new Entry(fault, number));
    }

    /** Lifts what this step has put on; false when something else stands in its place, or nothing. */
    boolean end(Fault.Kind kind, long number) {
        Entry entry = byKind.get(kind);
        boolean isStill = entry != null && entry.number() == number;
        if (isStill) {
            byKind.remove(kind);
        }
        return isStill;
    }

    void clear(Optional<Fault.Kind> kind) {
        if (kind.isPresent()) {
            byKind.remove(kind.get());
        } else {
            byKind.clear();
        }
    }

    boolean isStalled() {
        return byKind.containsKey(Fault.Kind.STALL);
    }

    boolean isHalfOpen() {
        return byKind.containsKey(Fault.Kind.HALF_OPEN);
    }

    /** Nanoseconds that bytes which come now must wait. */
    long drawDelayNs(RandomSource random) {
        if (find(Fault.Kind.DELAY).orElse(null) instanceof Fault.Delay delay) {
            return delay.delayNs() + (delay.jitterNs() == 0 ? 0 : random.below(delay.jitterNs() + 1));
        }
        return 0;
    }

    Optional<Fault.Split> split() {
        return find(Fault.Kind.SPLIT).map(Fault.Split.class::cast);
    }

    Optional<Fault.Standing> corruption() {
        return find(Fault.Kind.CORRUPT);
    }

    private Optional<Fault.Standing> find(Fault.Kind kind) {
        return Optional.ofNullable(byKind.get(kind)).map(Entry::fault);
    }
}
