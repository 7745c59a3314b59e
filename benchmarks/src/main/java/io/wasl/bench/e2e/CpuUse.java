package io.wasl.bench.e2e;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What was used between two moments, in seconds of one processor.
 *
 * @param seconds that passed
 * @param target the whole process
 * @param groups its threads, which are named so in Wasl only
 * @param others all processes of the machine but load, target, issuer and the command
 * @param stolen what the machine's host gave to others
 */
public record CpuUse(
        double seconds,
        double target,
        Map<CpuGroup, Double> groups,
        double load,
        double issuer,
        double others,
        double stolen) {

    /** Of one processor: what is above can be seen in the figures. */
    static final double DISTURBING = 0.1;

    /** What is read from a file may lack something. */
    public CpuUse {
        Objects.requireNonNull(groups, "groups is missing");
        groups.values().forEach(time -> Objects.requireNonNull(time, "a group's time is missing"));
    }

    static CpuUse between(CpuSnapshot begin, CpuSnapshot end) {
        var groups = new EnumMap<CpuGroup, Double>(CpuGroup.class);
        for (CpuGroup group : CpuGroup.values()) {
            groups.put(group, seconds(end.target().of(group) - begin.target().of(group)));
        }
        long target = end.target().total() - begin.target().total();
        long load = end.load().total() - begin.load().total();
        long issuer = end.issuer().total() - begin.issuer().total();
        long own = end.own().total() - begin.own().total();
        long busy = end.machine().busy() - begin.machine().busy();
        return new CpuUse(
                (end.atNs() - begin.atNs()) / 1e9,
                seconds(target),
                groups,
                seconds(load),
                seconds(issuer),
                seconds(Math.max(0, busy - target - load - issuer - own)),
                seconds(end.machine().stolen() - begin.machine().stolen()));
    }

    private static double seconds(long ticks) {
        return ticks / (double) StatLine.TICKS_PER_SECOND;
    }

    /** Processors that were not ours, on average. */
    public double foreign() {
        return (others + stolen) / seconds;
    }

    public boolean isDisturbed() {
        return foreign() > DISTURBING;
    }

    public double of(CpuGroup group) {
        return groups.getOrDefault(group, 0.0);
    }

    /** Loop, engine and journal: what an authorization waits for. */
    double path() {
        return of(CpuGroup.LOOP) + of(CpuGroup.JOURNAL);
    }
}
