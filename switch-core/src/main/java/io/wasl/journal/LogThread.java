package io.wasl.journal;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The log thread: steps while there is work, parks otherwise. It never spins: on few cores the loop needs them.
 */
final class LogThread implements LogDriver {

    private static final long STOP_LIMIT_MS = 10_000;

    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    @Override
    public void start(LogWork work) {
        Thread started = new Thread(() -> run(work), "wasl-log");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    @Override
    public void wake() {
        LockSupport.unpark(thread);
    }

    /** A group handed over after the step has looked leaves its permit: nothing takes a lock between that look and the park. */
    private void run(LogWork work) {
        while (!stopping && !work.hasFailed()) {
            long waitNs = work.step();
            if (waitNs > 0 && !stopping && !work.hasFailed()) {
                LockSupport.parkNanos(this, waitNs);
            }
        }
    }

    @Override
    public void stop() throws IOException {
        stopping = true;
        Thread running = thread;
        if (running == null) {
            return;
        }
        LockSupport.unpark(running);
        boolean interrupted = false;
        try {
            running.join(STOP_LIMIT_MS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (running.isAlive()) {
            throw new IOException("the log thread does not end: the disk does not answer");
        }
    }
}
