package io.wasl.sim.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import io.wasl.config.HostPort;
import io.wasl.sim.net.FramedLoop;
import io.wasl.time.RandomSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Listens, dials its server for each connection, and does to both what {@link Step}s say.
 *
 * <p>Memory is bounded by {@link #MOST_CONNECTIONS} times two lanes of {@link Lane#HELD_LIMIT_BYTES}: who sends more is
 * not read.
 *
 * <p>Owner: its loop. The public methods may be called by any other thread.
 */
public final class FaultProxy implements AutoCloseable {

    /** One more is closed at once. With full lanes so many hold 256 MiB. */
    public static final int MOST_CONNECTIONS = 512;

    private static final int READ_BYTES = 16 << 10;
    private static final int DIAL_TIMEOUT_MILLIS = 5_000;

    private final FramedLoop loop;
    private final HostPort target;
    private final ProxyTrace trace;
    private final Conditions conditions;
    private final Set<Relay> relays = new LinkedHashSet<>();
    private final Channel listening;
    private long steps;
    private boolean isClosed;

    private FaultProxy(FramedLoop loop, Setup setup, RandomSource random) throws IOException {
        this.loop = loop;
        target = setup.connect();
        trace = setup.trace();
        conditions = Conditions.of(loop, random);
        listening = listen(setup.listen());
    }

    /**
     * @param listen port 0 lets the system choose
     * @param connect the server, dialled anew for each connection
     */
    public record Setup(HostPort listen, HostPort connect, ProxyTrace trace) {}

    /**
     * @param loop one for half-closing sockets
     * @param random for jitter and flipped bits
     * @throws IOException if it cannot listen there
     */
    public static FaultProxy start(FramedLoop loop, Setup setup, RandomSource random) throws IOException {
        return new FaultProxy(loop, setup, random);
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    public long count(ProxyCounter counter) {
        return conditions.counters().get(counter);
    }

    /** Connections whose sockets are not both closed. */
    public int connections() {
        return loop.call(relays::size);
    }

    /** Does a step now; it has been done when this returns. */
    public void apply(Step step) {
        loop.call(() -> {
            perform(step);
            return true;
        });
    }

    /** Does a script's steps at their times from now on. */
    public void play(Script script) {
        for (Script.TimedStep timed : script.steps()) {
            loop.schedule(timed.afterNs(), () -> perform(timed.step()));
        }
        if (script.repeatNs() != Script.ONCE) {
            loop.schedule(script.repeatNs(), () -> {
                if (!isClosed) {
                    play(script);
                }
            });
        }
    }

    /** Stops listening and closes every connection; the loop goes on. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        loop.call(() -> {
            isClosed = true;
            List.copyOf(relays).forEach(Relay::close);
            return true;
        });
    }

    private void perform(Step step) {
        if (isClosed) {
            return;
        }
        conditions.counters().increment(ProxyCounter.STEPS);
        int connections = relays.size();
        if (step.fault() instanceof Fault.Standing standing) {
            putOn(standing, step);
        } else if (step.fault() instanceof Fault.Clear clear) {
            step.directions().forEach(direction -> conditions.faults(direction).clear(clear.kind()));
        } else if (step.fault() instanceof Fault.Cut) {
            List.copyOf(relays).forEach(relay -> relay.cut(step.directions()));
        } else {
            List.copyOf(relays).forEach(relay -> relay.reset(step.directions()));
        }
        List.copyOf(relays).forEach(Relay::pump);
        trace.onDone(step, connections);
    }

    private void putOn(Fault.Standing fault, Step step) {
        long number = ++steps;
        step.directions().forEach(direction -> conditions.faults(direction).put(fault, number));
        if (step.lastingNs() != Step.UNTIL_CLEARED) {
            loop.schedule(step.lastingNs(), () -> lift(fault.kind(), step, number));
        }
    }

    private void lift(Fault.Kind kind, Step step, long number) {
        boolean isLifted = false;
        for (Direction direction : step.directions()) {
            isLifted |= conditions.faults(direction).end(kind, number);
        }
        if (isLifted && !isClosed) {
            List.copyOf(relays).forEach(Relay::pump);
            trace.onOver(step);
        }
    }

    private Channel listen(HostPort address) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop.group())
                .channel(loop.serverType())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        accept(client);
                    }
                })
                .bind(new InetSocketAddress(address.host(), address.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + address + ": " + bound.cause().getMessage(), bound.cause());
        }
        return bound.channel();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // refused: nobody waits for its close
    private void accept(SocketChannel client) {
        if (relays.size() >= MOST_CONNECTIONS) {
            conditions.counters().increment(ProxyCounter.REFUSED_CONNECTIONS);
            client.close();
            return;
        }
        conditions.counters().increment(ProxyCounter.CONNECTIONS);
        var relay = new Relay(conditions, client, relays::remove);
        relays.add(relay);
        client.pipeline().addLast(new SideHandler(loop, relay, Direction.TO_SERVER));
        dial(relay);
    }

    private void dial(Relay relay) {
        ChannelHandler side = new SideHandler(loop, relay, Direction.TO_CLIENT);
        ChannelFuture dialled = new Bootstrap()
                .group(loop.group())
                .channel(loop.socketType())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, DIAL_TIMEOUT_MILLIS)
                .handler(side)
                .connect(new InetSocketAddress(target.host(), target.port()));
        dialled.addListener(done -> {
            if (done.isSuccess()) {
                relay.onDialled(dialled.channel());
            } else {
                relay.onDialFailed();
            }
        });
    }
}
