package io.wasl.time;

/** Wall-clock milliseconds since 1970-01-01T00:00Z, for what people and messages read (DE 7, log time); never for deadlines. */
@FunctionalInterface
public interface EpochClock {
    long epochMillis();
}
