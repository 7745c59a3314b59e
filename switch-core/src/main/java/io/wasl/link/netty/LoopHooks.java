package io.wasl.link.netty;

import io.wasl.link.LinkListener;

/**
 * Who hears from the loop; every call on its thread.
 *
 * @param listener the engine
 * @param tick the engine's deadlines
 * @param fault stops the node
 */
public record LoopHooks(LinkListener listener, Tick tick, Fault fault) {

    /** Called every 5 ms while there is traffic or something pending, every 50 ms otherwise. */
    @FunctionalInterface
    public interface Tick {
        /** Lets the deadlines that are due happen, and says whether any is left. */
        boolean onTick(long nowNs);
    }

    /** An error that is no peer's fault: a broken assertion, or an exception outside any one link's message. */
    @FunctionalInterface
    public interface Fault {
        void onFault(Throwable fault);
    }
}
