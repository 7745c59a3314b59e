package io.wasl.sim.world;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * The world's clocks: monotonic time moves with the agenda, the node's wall clock beside it also jumps. Hosts' clocks are
 * right.
 *
 * <p>Owner: the world's thread.
 */
final class VirtualTime {

    /** 2026-01-05 10:00 UTC: a Monday. */
    private static final long START_EPOCH_MS = 1_767_607_200_000L;
    /** When worlds begin, UTC. */
    static final LocalTime START = LocalTime.ofInstant(Instant.ofEpochMilli(START_EPOCH_MS), ZoneOffset.UTC);

    private static final long DAY_MS = 86_400_000;

    private long nowNs;
    private long wallJumpsMs;
    private long daysMs;
    private long toldSecond = -1;
    private String told = "";

    /** Monotonic, from 0. */
    long nowNs() {
        return nowNs;
    }

    /** The node's wall clock. */
    long epochMillis() {
        return trueMillis() + wallJumpsMs;
    }

    private long trueMillis() {
        return START_EPOCH_MS + daysMs + nowNs / 1_000_000;
    }

    /** MMDDhhmmss, UTC, of hosts whose clocks are right. */
    String hostsTime() {
        long second = trueMillis() / 1000;
        if (second != toldSecond) {
            toldSecond = second;
            LocalDateTime at = LocalDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC);
            told = Message.digits(at.getMonthValue(), 2)
                    + Message.digits(at.getDayOfMonth(), 2)
                    + Message.digits(at.getHour(), 2)
                    + Message.digits(at.getMinute(), 2)
                    + Message.digits(at.getSecond(), 2);
        }
        return told;
    }

    /** Never backwards. */
    void advanceTo(long ns) {
        nowNs = Math.max(nowNs, ns);
    }

    /** The node's wall clock is set, forwards or back. */
    void jumpWall(long byMs) {
        wallJumpsMs += byMs;
    }

    /** Days in which nothing happens: monotonic time, which only paces what is under way, stands still. */
    void passDays(int days) {
        daysMs += days * DAY_MS;
    }
}
