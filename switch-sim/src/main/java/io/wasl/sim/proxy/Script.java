package io.wasl.sim.proxy;

import java.util.List;

/**
 * Steps at times. Immutable.
 *
 * @param steps by their times, those of one time in the file's order
 * @param repeatNs when the script begins again, counted from its beginning; {@link #ONCE}
 */
public record Script(List<TimedStep> steps, long repeatNs) {

    public static final long ONCE = 0;

    /**
     * @param afterNs since the script's beginning
     */
    public record TimedStep(long afterNs, Step step) {}

    public Script {
        steps = List.copyOf(steps);
    }
}
