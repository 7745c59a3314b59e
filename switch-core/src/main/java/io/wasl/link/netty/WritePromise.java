package io.wasl.link.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import org.jspecify.annotations.Nullable;

/**
 * The promise of one write after the other of a connection, the same object for all: one for each write would be most of
 * what a quiet loop leaves to the collector. It is never done itself, it only tells; so it is for a writer that has one
 * write under way at a time and asks it nothing. Owner: the loop's thread.
 */
final class WritePromise extends DefaultChannelPromise {

    private final Listener listener;

    /** Exactly one of these is called for each write. */
    interface Listener {

        void onWritten();

        void onWriteFailed(Throwable cause);
    }

    WritePromise(Channel channel, Listener listener) {
        super(channel);
        this.listener = listener;
    }

    @Override
    public boolean trySuccess(@Nullable Void result) {
        listener.onWritten();
        return true;
    }

    @Override
    public boolean trySuccess() {
        return trySuccess(null);
    }

    @Override
    public ChannelPromise setSuccess(@Nullable Void result) {
        trySuccess(null);
        return this;
    }

    @Override
    public ChannelPromise setSuccess() {
        return setSuccess(null);
    }

    @Override
    public boolean tryFailure(Throwable cause) {
        listener.onWriteFailed(cause);
        return true;
    }

    @Override
    public ChannelPromise setFailure(Throwable cause) {
        tryFailure(cause);
        return this;
    }

    @Override
    public boolean setUncancellable() {
        return true;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return false;
    }
}
