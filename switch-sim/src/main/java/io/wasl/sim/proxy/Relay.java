package io.wasl.sim.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection through the proxy: the client's side, the server's side, and a lane each way. Closes pass as they come,
 * in their place in the stream: FIN as FIN, RST as RST.
 *
 * <p>Owner: the loop.
 */
final class Relay {

    /** A side that was cut is read so long, so that its FIN is not overtaken by an RST over unread bytes. */
    private static final long CUT_GRACE_NS = TimeUnit.SECONDS.toNanos(1);

    private enum State {
        /** The client is there, the server is being dialled. */
        DIALLING,
        OPEN,
        /** The proxy has ended it, or the dial failed; sockets may still be closing. */
        OVER
    }

    private final Conditions conditions;
    private final Consumer<Relay> onGone;
    private final Channel client;
    private final Lane toServer;
    private final Lane toClient;
    private @Nullable Channel server;
    private State state = State.DIALLING;
    /** How the server's side ends as soon as it is there. */
    private @Nullable Consumer<Channel> afterDial;

    private int finished;

    /**
     * @param onGone told once both sockets are closed
     */
    Relay(Conditions conditions, Channel client, Consumer<Relay> onGone) {
        this.conditions = conditions;
        this.client = client;
        this.onGone = onGone;
        toServer = new Lane(conditions, Direction.TO_SERVER, this);
        toClient = new Lane(conditions, Direction.TO_CLIENT, this);
    }

    /** The lane in a direction. */
    Lane lane(Direction direction) {
        return switch (direction) {
            case TO_SERVER -> toServer;
            case TO_CLIENT -> toClient;
        };
    }

    void onDialled(Channel dialled) {
        server = dialled;
        if (state == State.DIALLING) {
            state = State.OPEN;
            toServer.open(client, dialled);
            toClient.open(dialled, client);
        }
        if (afterDial != null) {
            afterDial.accept(dialled);
        } else if (state == State.OVER) {
            abort(dialled);
        }
    }

    /** A client sees a refused server as a connection that is reset. */
    void onDialFailed() {
        conditions.counters().increment(ProxyCounter.DIALS_FAILED);
        state = State.OVER;
        abort(client);
        checkGone();
    }

    /** @param sent the way the bytes of the closed side went */
    void onInactive(Direction sent) {
        if (state != State.OVER) {
            lane(sent).offerReset();
            lane(sent.opposite()).sever();
        }
        checkGone();
    }

    void pump() {
        toServer.pump();
        toClient.pump();
    }

    /** Ends sides with a FIN; a side that is not among them hears nothing more. */
    void cut(Set<Direction> toward) {
        conditions.counters().increment(ProxyCounter.CONNECTIONS_CUT);
        end(toward, this::cut);
    }

    /** As {@link #cut}, with an RST. */
    void reset(Set<Direction> toward) {
        conditions.counters().increment(ProxyCounter.CONNECTIONS_RESET);
        end(toward, this::abort);
    }

    /** Closes both sockets now. */
    void close() {
        state = State.OVER;
        closeQuietly(client);
        if (server != null) {
            closeQuietly(server);
        }
    }

    /** A lane's source has ended and all its bytes have gone: its target hears the end behind the last of them. */
    void finish(Channel target) {
        target.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> {
            if (done.isSuccess()) {
                shutDown(target);
            }
            finished++;
            if (finished == Direction.values().length) {
                close();
            }
        });
    }

    /** A lane's source is gone: so is its target. */
    void reset(Channel target) {
        abort(target);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // channelInactive tells
    void closeQuietly(Channel side) {
        side.close();
    }

    private void end(Set<Direction> toward, Consumer<Channel> how) {
        if (toward.size() == Direction.values().length) {
            state = State.OVER;
        }
        toServer.sever();
        toClient.sever();
        if (toward.contains(Direction.TO_CLIENT)) {
            how.accept(client);
        }
        if (toward.contains(Direction.TO_SERVER) && server != null) {
            how.accept(server);
        } else if (toward.contains(Direction.TO_SERVER)) {
            afterDial = how;
        }
    }

    private void cut(Channel side) {
        if (side.isActive()) {
            shutDown(side);
            conditions.loop().schedule(CUT_GRACE_NS, () -> closeQuietly(side));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a side that cannot be shut down is gone already
    private static void shutDown(Channel side) {
        if (side.isActive()) {
            ((DuplexChannel) side).shutdownOutput();
        }
    }

    private void abort(Channel side) {
        if (side.isActive()) {
            side.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        closeQuietly(side);
    }

    private void checkGone() {
        boolean isServerGone = server == null ? state == State.OVER : !server.isActive();
        if (isServerGone && !client.isActive()) {
            onGone.accept(this);
        }
    }
}
