package io.wasl.time;

/** Monotonic nanoseconds for deadlines; the origin is arbitrary, so only differences mean anything. */
@FunctionalInterface
public interface NanoClock {
    long nanoTime();
}
