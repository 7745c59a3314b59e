package io.wasl.sim.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What has been opened, closed once in the reverse order, whichever thread comes first: the run at its end, or a signal in
 * its middle.
 */
final class Cleanup implements Closeable {

    private final Deque<Closeable> open = new ArrayDeque<>();
    private boolean isClosed;

    /**
     * @throws IllegalStateException after {@link #close}; what comes too late is closed at once
     */
    synchronized <T extends Closeable> T register(T resource) throws IOException {
        if (isClosed) {
            resource.close();
            throw new IllegalStateException("the run is ending");
        }
        open.push(resource);
        return resource;
    }

    /** Closes all, whatever one of them says; the first failure is thrown in the end. */
    @Override
    public synchronized void close() throws IOException {
        isClosed = true;
        Optional<IOException> first = Optional.empty();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException e) {
                first = first.or(() -> Optional.of(e));
            }
        }
        if (first.isPresent()) {
            throw first.get();
        }
    }
}
