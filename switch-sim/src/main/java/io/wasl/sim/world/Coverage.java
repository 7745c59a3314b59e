package io.wasl.sim.world;

import io.wasl.engine.Alarm;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import io.wasl.journal.NetState;
import io.wasl.journal.RecordType;
import io.wasl.metric.Counters;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How often each fault happened, each step was taken, each counter of the node moved, each alarm was raised, each answer was
 * given: what a campaign has not seen it has not shown.
 *
 * <p>Owner: the world's thread; worlds' coverages are added by whoever runs them.
 */
final class Coverage {

    private final Map<String, Long> counts = new HashMap<>();
    private final Map<Long, Long> answers = new HashMap<>();
    private final long[] faults = new long[Fault.values().length];
    private final long[] alarms = new long[Alarm.values().length];
    private final long[] records = new long[RecordType.values().length];
    private final long[] nets = new long[NetState.values().length];
    private final long[] reasons = new long[Reason.values().length];

    void onFault(Fault fault) {
        faults[fault.ordinal()]++;
    }

    void onAlarm(Alarm alarm) {
        alarms[alarm.ordinal()]++;
    }

    void onRecord(RecordType type) {
        records[type.ordinal()]++;
    }

    void onNet(NetState net) {
        nets[net.ordinal()]++;
    }

    void onReason(Reason reason) {
        reasons[reason.ordinal()]++;
    }

    /** An answer left for an acquirer. */
    void onAnswer(int mti, int code) {
        answers.merge((long) mti << 32 | code, 1L, Long::sum);
    }

    /** What a life of the node has counted; levels are none of it. */
    <E extends Enum<E>> void onNodeGone(String room, Counters<E> counters, Set<E> levels) {
        for (E counter : counters.names()) {
            if (!levels.contains(counter)) {
                add(room + " " + counter, counters.get(counter));
            }
        }
    }

    void add(String what, long count) {
        if (count > 0) {
            counts.merge(what, count, Long::sum);
        }
    }

    void addAll(Coverage other) {
        other.counts().forEach(this::add);
    }

    /** All that happened at least once. */
    Map<String, Long> counts() {
        var told = new Coverage();
        counts.forEach(told::add);
        told.addEach("fault ", Fault.values(), faults);
        told.addEach("alarm ", Alarm.values(), alarms);
        told.addEach("record ", RecordType.values(), records);
        told.addEach("net ", NetState.values(), nets);
        told.addEach("reason ", Reason.values(), reasons);
        answers.forEach((answer, count) -> {
            int mti = (int) (answer >>> 32);
            int code = (int) (long) answer;
            told.add("answer " + Mti.toString(mti) + " " + ResponseCode.toString(code), count);
            told.add(Expectations.code(Version.ofNibble(Mti.version(mti)), code), count);
        });
        return Map.copyOf(told.counts);
    }

    private void addEach(String kind, Enum<?>[] values, long[] times) {
        for (Enum<?> value : values) {
            add(kind + value, times[value.ordinal()]);
        }
    }
}
