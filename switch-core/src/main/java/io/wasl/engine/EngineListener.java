package io.wasl.engine;

import org.jspecify.annotations.Nullable;

/** What the engine tells the node that runs it; on the loop's thread. */
public interface EngineListener {

    /** What a crash left open is ended and durable: listeners may open. */
    void onReady();

    /** An issuer has its first usable link, or lost its last: so many can be reached now. */
    void onIssuersUsable(int count);

    /** Nothing may be approved any more; the node closes its links and exits. */
    void onStopped(String reason, @Nullable Throwable cause);
}
