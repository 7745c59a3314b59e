package io.wasl.sim.net;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.wasl.time.NanoClock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One thread that carries a simulator's sockets, timers and logic. epoll where the platform has it, because its timers are
 * finer than a millisecond; NIO elsewhere.
 *
 * <p>Any thread may call its methods; what they are given runs on the loop.
 */
public final class FramedLoop implements AutoCloseable {

    /** How long {@link #call} and {@link #close} wait for the loop before they give it up. */
    private static final long PATIENCE_SECONDS = 10;

    private final MultiThreadIoEventLoopGroup group;
    private final NanoClock clock;
    private final boolean epoll;
    private long connections;
    private volatile @Nullable Throwable failure;

    public FramedLoop(String name, NanoClock clock) {
        this(name, clock, Epoll.isAvailable());
    }

    private FramedLoop(String name, NanoClock clock, boolean epoll) {
        this.clock = clock;
        this.epoll = epoll;
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), io);
    }

    /**
     * For sockets with {@link io.netty.channel.ChannelOption#ALLOW_HALF_CLOSURE}: always NIO, with timers of a
     * millisecond. The epoll of Netty 4.2.18 forgets a socket with nothing to read and nothing to write, which one whose
     * peer has closed its half soon is, and fails the next write that has to wait.
     */
    public static FramedLoop halfClosing(String name, NanoClock clock) {
        return new FramedLoop(name, clock, false);
    }

    public NanoClock clock() {
        return clock;
    }

    public void execute(Runnable task) {
        group.execute(() -> guarded(task));
    }

    /** Runs the task once, {@code delayNs} from now; what it throws is kept by {@link #guarded}. */
    @SuppressWarnings("FutureReturnValueIgnored") // nothing that was scheduled is ever taken back
    public void schedule(long delayNs, Runnable task) {
        group.schedule(() -> guarded(task), delayNs, TimeUnit.NANOSECONDS);
    }

    /**
     * Asks the loop and waits for its answer; never from the loop itself.
     *
     * @throws IllegalStateException if the question fails, or the loop does not answer in ten seconds
     */
    public <T> T call(Callable<T> question) {
        try {
            return group.submit(question).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the loop", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the loop gave no answer", e);
        }
    }

    /** The first programming error on the loop; a run that has one has failed. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Closes every connection and ends the thread. */
    @Override
    public void close() {
        boolean ended = group.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            throw new IllegalStateException("the loop does not end");
        }
    }

    /** For rooms with sockets of their own on this loop. */
    public MultiThreadIoEventLoopGroup group() {
        return group;
    }

    public Class<? extends SocketChannel> socketType() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    public Class<? extends ServerSocketChannel> serverType() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** Loop thread only. */
    long nextConnectionId() {
        return ++connections;
    }

    /** A programming error on the loop; the first is kept for {@link #failure}. Loop thread only. */
    public void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            fail(e);
            throw e;
        }
    }
}
