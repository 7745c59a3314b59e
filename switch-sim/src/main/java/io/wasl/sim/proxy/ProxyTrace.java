package io.wasl.sim.proxy;

/** Hears what a proxy does. Called on its loop. */
public interface ProxyTrace {

    /** Nobody watches. */
    ProxyTrace NONE = new ProxyTrace() {
        @Override
        public void onDone(Step step, int connections) {
            // nobody watches
        }

        @Override
        public void onOver(Step step) {
            // nobody watches
        }
    };

    /**
     * A step was done.
     *
     * @param connections open when it was done
     */
    void onDone(Step step, int connections);

    /** The time of a standing fault is over, and nothing had taken its place. */
    void onOver(Step step);
}
