package io.wasl.bench.e2e;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * The relay as a switch stands between many acquirers and many issuers: all acquirers' connections share one to each issuer.
 *
 * <pre>
 *   acquirer ──┐          ┌── trunk ──► issuer     requests go to the issuers in turn,
 *   acquirer ──┼─ loop ───┤                        answers come back in the order of their requests,
 *   acquirer ──┘          └── trunk ──► issuer     so that nobody need look into them
 * </pre>
 *
 * It cuts frames and reads nothing else. What all connections of a loop brought in one turn leaves each connection in one write,
 * as the switch's does. Each loop has trunks of its own and touches no other's.
 */
final class TrunkRelay {

    private final Map<EventLoop, Lane> lanes = new HashMap<>();

    private TrunkRelay() {}

    /** @return the port on which it listens */
    static int start(Sockets sockets, List<Integer> issuerPorts) {
        var relay = new TrunkRelay();
        EventLoop loop = sockets.loop();
        while (!relay.lanes.containsKey(loop)) {
            relay.lanes.put(loop, new Lane(sockets, loop, issuerPorts));
            loop = sockets.loop();
        }
        return sockets.listen(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel accepted) {
                Lane lane = relay.lanes.get(accepted.eventLoop());
                if (lane == null) {
                    throw new IllegalStateException("a loop without trunks");
                }
                accepted.pipeline().addLast(new Acquirer(lane));
            }
        });
    }

    /** A loop's own, on its thread once it listens. */
    private static final class Lane {

        private final SingleThreadEventLoop loop;
        private final List<Trunk> trunks = new ArrayList<>();
        private final List<End> waiting = new ArrayList<>();
        private final Runnable turnEnd = this::endTurn;
        private int turn;

        Lane(Sockets sockets, EventLoop loop, List<Integer> issuerPorts) {
            this.loop = (SingleThreadEventLoop) loop;
            for (int port : issuerPorts) {
                var trunk = new Trunk(this);
                sockets.connect(port, trunk, loop).syncUninterruptibly();
                trunks.add(trunk);
            }
        }

        Trunk next() {
            Trunk trunk = trunks.get(turn);
            turn = turn + 1 == trunks.size() ? 0 : turn + 1;
            return trunk;
        }

        void flushLater(End end) {
            if (waiting.isEmpty()) {
                loop.executeAfterEventLoopIteration(turnEnd);
            }
            waiting.add(end);
        }

        private void endTurn() {
            for (End end : waiting) {
                end.isWaiting = false;
                end.flush();
            }
            waiting.clear();
        }
    }

    /** A connection of either side. */
    private abstract static class End extends FramedHandler {

        final Lane lane;
        private boolean isWaiting;

        End(Lane lane) {
            this.lane = lane;
        }

        /** A frame as it came: its length stands before it. */
        void pass(byte[] bytes, int offset, int length) {
            out().writeBytes(bytes, offset - FrameCutter.LENGTH_BYTES, FrameCutter.LENGTH_BYTES + length);
            if (!isWaiting) {
                isWaiting = true;
                lane.flushLater(this);
            }
        }

        @Override
        void onReadEnd() {
            // Everything leaves at the turn's end.
        }
    }

    private static final class Acquirer extends End {

        private boolean isClosed;

        Acquirer(Lane lane) {
            super(lane);
        }

        @Override
        void onFrame(byte[] bytes, int offset, int length) {
            lane.next().ask(this, bytes, offset, length);
        }

        @Override
        void onClosed(String why) {
            isClosed = true;
        }
    }

    private static final class Trunk extends End {

        private final Queue<Acquirer> asked = new ArrayDeque<>();

        Trunk(Lane lane) {
            super(lane);
        }

        void ask(Acquirer acquirer, byte[] bytes, int offset, int length) {
            asked.add(acquirer);
            pass(bytes, offset, length);
        }

        @Override
        void onFrame(byte[] bytes, int offset, int length) {
            Acquirer acquirer = asked.remove();
            if (!acquirer.isClosed) {
                acquirer.pass(bytes, offset, length);
            }
        }

        /** What was asked stays unanswered: the load sees that. */
        @Override
        void onClosed(String why) {
            System.err.println("an issuer is gone: " + why);
        }
    }
}
