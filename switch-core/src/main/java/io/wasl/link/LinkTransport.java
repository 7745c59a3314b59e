package io.wasl.link;

/**
 * What carries a session's bytes: a socket in {@code link.netty}, a queue in the simulated world. Loop thread only.
 *
 * <p>No method calls back before it returns. What became of tokens and of the connection is told later, by
 * {@link LinkSession#onSent}; when the connection ends by {@link LinkSession#onBroken}, the waiting tokens, and last
 * {@link LinkSession#onDisconnected}.
 */
public interface LinkTransport {

    /**
     * Takes the bytes of one whole frame, copied before this returns.
     *
     * @param token told to {@link LinkSession#onSent}, unless {@link Link#NO_TOKEN} or this returns false
     * @return false when taking it would pass the write limit: nothing of the frame was taken
     */
    boolean write(byte[] source, int offset, int lengthBytes, long token);

    /** Whether so many bytes more would leave half of the write limit free; never when it is closing. */
    boolean hasRoom(int lengthBytes);

    /** Hands over what waits, as far as the peer takes it at once, then closes. */
    void close();

    /** Closes without handing over what waits. */
    void abort();
}
