package io.wasl.ops;

import io.netty.channel.Channel;

/** Counts connections and closes those over the limit. Written by the admin server's thread, read by any. */
final class ConnectionLimit {

    private final int most;
    private volatile int open;
    private volatile int refused;

    ConnectionLimit(int most) {
        this.most = most;
    }

    /** False when the connection was one too many and is closed. The admin server's thread only. */
    @SuppressWarnings({"NonAtomicVolatileUpdate", "FutureReturnValueIgnored"}) // one writer; nobody waits for its end
    boolean admit(Channel connection) {
        if (open >= most) {
            refused++;
            connection.close();
            return false;
        }
        open++;
        connection.closeFuture().addListener(closed -> open--);
        return true;
    }

    int open() {
        return open;
    }

    int refused() {
        return refused;
    }
}
