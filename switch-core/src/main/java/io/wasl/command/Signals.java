package io.wasl.command;

import java.util.function.IntSupplier;

/** What the system asks of a running node. */
public interface Signals {

    /**
     * On SIGTERM and SIGINT this work is done, on another thread, and the process ends with the status it returns.
     *
     * @return stops waiting for the signals, for a node that ends by itself
     */
    Runnable onTerminate(IntSupplier work);

    /**
     * On SIGHUP this work is done, on another thread.
     *
     * @return false where the system does not tell about it; the command channel does the same and always can
     */
    boolean onHangUp(Runnable work);
}
