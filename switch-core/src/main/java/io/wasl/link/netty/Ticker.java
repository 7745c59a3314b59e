package io.wasl.link.netty;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes a loop tick from a thread of its own, so that the loop itself waits for its sockets without an end.
 *
 * <pre>
 *   wasl-ticker: hand a tick to the loop, unless the last one still waits there ─► sleep a period ─► …
 *   loop:        onTick(period) ─► …
 * </pre>
 *
 * A wait with an end sets a timer of the processor and takes it back at each wake-up; in a virtual machine both leave the
 * guest. What that costs a transaction is in docs/PERFORMANCE.md.
 *
 * <p>Owner: its own thread, except where a method says otherwise.
 */
final class Ticker {

    private static final long STOP_LIMIT_MS = 5_000;

    private final Runnable tick;
    private final Thread thread = new Thread(this::run, "wasl-ticker");

    private volatile long periodNs;
    private volatile boolean underWay;
    private volatile boolean stopping;

    /**
     * @param tick hands a tick to the loop, which answers with {@link #onTick}
     * @param periodMs of the first sleep
     */
    Ticker(Runnable tick, long periodMs) {
        this.tick = tick;
        periodNs = TimeUnit.MILLISECONDS.toNanos(periodMs);
        thread.setDaemon(true);
    }

    /** The first tick comes at once. */
    void start() {
        thread.start();
    }

    /**
     * The loop: a tick has arrived. A shorter period begins with another tick at once; a longer one, where the ticker sleeps
     * already, behind the next.
     */
    void onTick(long nextPeriodMs) {
        long nextPeriodNs = TimeUnit.MILLISECONDS.toNanos(nextPeriodMs);
        boolean isShorter = nextPeriodNs < periodNs;
        periodNs = nextPeriodNs;
        underWay = false;
        if (isShorter) {
            LockSupport.unpark(thread);
        }
    }

    /** Any thread but the loop's: afterwards nothing is handed to the loop any more. */
    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A sleep may end early, without a cause: then a tick is early too. */
    private void run() {
        while (!stopping) {
            if (!underWay) {
                underWay = true;
                tick.run();
            }
            LockSupport.parkNanos(this, periodNs);
        }
    }
}
