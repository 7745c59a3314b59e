package io.wasl.journal;

import java.io.IOException;

/** Who runs the log's steps: a thread in production, the world's own loop in a simulated one. */
public interface LogDriver {

    void start(LogWork work);

    /** A group was handed over. Loop thread. */
    void wake();

    /**
     * Returns when no step is running and none will be.
     *
     * @throws IOException when the step that is running does not end
     */
    void stop() throws IOException;
}
