package io.wasl.journal;

import org.jspecify.annotations.Nullable;

/** The log's side, driven by the test's own thread. */
final class ManualLog implements LogDriver {

    private @Nullable LogWork work;
    private boolean stopped;

    @Override
    public void start(LogWork newWork) {
        work = newWork;
    }

    @Override
    public void wake() {
        // the test decides when it steps
    }

    @Override
    public void stop() {
        stopped = true;
    }

    /** One step, if the log has not failed or been stopped. */
    void step() {
        LogWork target = work;
        if (target != null && !stopped && !target.hasFailed()) {
            long ignored = target.step();
            assert ignored >= 0;
        }
    }
}
