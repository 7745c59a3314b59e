package io.wasl;

import io.wasl.engine.Alarm;
import io.wasl.engine.AlarmSink;
import io.wasl.metric.Counters;
import io.wasl.time.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each alarm to the log, with the transaction's id to look it up by, and counts it. So many a second are written at
 * most, so that a bad peer cannot fill the disk; all are counted. Loop thread.
 */
final class AlarmLog implements AlarmSink {

    private static final Logger LOG = LoggerFactory.getLogger("io.wasl.alarm");

    /** Enough to see what goes on; the rest of a second is only counted. */
    private static final int LINES_PER_SECOND = 20;

    private static final long SECOND_NS = 1_000_000_000L;

    private final Counters<Alarm> counters = new Counters<>(Alarm.class);
    private final NanoClock clock;
    private long secondStartNs;
    private int lines;
    private long unwritten;

    AlarmLog(NanoClock clock) {
        this.clock = clock;
        secondStartNs = clock.nanoTime();
    }

    Counters<Alarm> counters() {
        return counters;
    }

    @Override
    public void raise(Alarm alarm, String member, long epoch, long counter) {
        counters.increment(alarm);
        long nowNs = clock.nanoTime();
        if (nowNs - secondStartNs >= SECOND_NS) {
            secondStartNs = nowNs;
            lines = 0;
            if (unwritten > 0) {
                LOG.warn("{} more alarms were counted and not written", unwritten);
                unwritten = 0;
            }
        }
        if (lines++ < LINES_PER_SECOND) {
            LOG.warn("{} {} transaction {}.{}", alarm, member, epoch, counter);
        } else {
            unwritten++;
        }
    }
}
