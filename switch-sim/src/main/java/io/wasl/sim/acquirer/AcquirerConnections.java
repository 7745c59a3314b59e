package io.wasl.sim.acquirer;

import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.HostPort;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.sim.net.FramedClient;
import io.wasl.sim.net.FramedConnection;
import io.wasl.sim.net.FramedListener;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.net.WireFormat;
import io.wasl.time.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An acquirer's connections to the switch: dialled, signed on where wanted, dialled again when lost, and used in turn.
 *
 * <p>Owner: the acquirer's loop.
 */
final class AcquirerConnections {

    /** What the host hears: business only, network management ends here. */
    interface Business {
        void onUsable();

        void onMessage(FramedConnection connection, MessageView message, long receivedNs);

        void onMalformed(FramedConnection connection, MessageView message);

        /** What was sent on it and not answered will not be. */
        void onLost(FramedConnection connection);
    }

    private static final long FIRST_WAIT_NS = 50_000_000L;
    private static final int DOUBLINGS = 4;
    private static final int NETWORK_CODE = 70;
    private static final int TRANSMITTED = 7;
    private static final int STAN = 11;

    private final FramedLoop loop;
    private final KeySequence keys;
    private final RandomSource random;
    private final boolean signOn;
    private final Business business;
    private final MessageWriter writer = new MessageWriter();
    private final List<Slot> slots = new ArrayList<>();
    private int turn;
    private long lost;
    private boolean closing;

    AcquirerConnections(FramedLoop loop, KeySequence keys, RandomSource random, boolean signOn, Business business) {
        this.loop = loop;
        this.keys = keys;
        this.random = random;
        this.signOn = signOn;
        this.business = business;
    }

    /** Dials {@code count} connections, spread over the targets. */
    void open(List<HostPort> targets, WireFormat format, int count) {
        for (int i = 0; i < count; i++) {
            slots.add(new Slot(targets.get(i % targets.size()), format));
        }
        slots.forEach(slot -> slot.client.dial());
    }

    /** The next usable connection in turn. */
    Optional<FramedConnection> next() {
        for (int i = 0; i < slots.size(); i++) {
            turn = turn + 1 < slots.size() ? turn + 1 : 0;
            FramedConnection connection = slots.get(turn).usable();
            if (connection != null) {
                return Optional.of(connection);
            }
        }
        return Optional.empty();
    }

    int usable() {
        return (int) slots.stream().filter(slot -> slot.usable() != null).count();
    }

    int size() {
        return slots.size();
    }

    /** Connections lost so far. */
    long lost() {
        return lost;
    }

    /** Ends: what closes now is not dialled again. */
    void close() {
        closing = true;
        for (Slot slot : slots) {
            if (slot.connection != null) {
                slot.connection.close("the run has ended");
            }
        }
    }

    private final class Slot implements FramedListener {

        private final FramedClient client;
        private @Nullable FramedConnection connection;
        private boolean signedOn;
        private int failures;

        Slot(HostPort target, WireFormat format) {
            client = new FramedClient(loop, target, format, this);
        }

        @Nullable
        FramedConnection usable() {
            return connection != null && connection.isOpen() && (signedOn || !signOn) ? connection : null;
        }

        @Override
        public void onOpened(FramedConnection opened) {
            connection = opened;
            signedOn = false;
            if (closing) {
                opened.close("the run has ended");
            } else if (signOn) {
                opened.send(
                        writer.begin(opened.dialect(), 0x0800)
                                .setText(TRANSMITTED, keys.transmitted())
                                .setText(STAN, keys.nextStan())
                                .setText(NETWORK_CODE, "001"),
                        FramedConnection.NO_HEADER);
            } else {
                business.onUsable();
            }
        }

        @Override
        public void onMessage(FramedConnection from, MessageView message, Frame frame, long receivedNs) {
            failures = 0;
            if (Mti.messageClass(message.mti()) != Mti.CLASS_NETWORK) {
                business.onMessage(from, message, receivedNs);
            } else if (Mti.isAnswered(message.mti())) {
                answer(from, message, frame);
            } else if (message.code() == message.dialect().code(Reason.ACCEPTED, message.mti())) {
                signedOn = true;
                business.onUsable();
            } else {
                from.close("sign-on refused with " + ResponseCode.toString(message.code()));
            }
        }

        @Override
        public void onMalformed(FramedConnection from, MessageView message, Frame frame) {
            business.onMalformed(from, message);
        }

        @Override
        public void onClosed(FramedConnection from, String reason) {
            connection = null;
            if (!closing) {
                lost++;
                business.onLost(from);
                dialLater();
            }
        }

        @Override
        public void onDialFailed(String reason) {
            dialLater();
        }

        private void answer(FramedConnection from, MessageView message, Frame frame) {
            int start = frame.headerOffset();
            byte[] header = frame.headerLength() == 0
                    ? FramedConnection.NO_HEADER
                    : Arrays.copyOfRange(frame.headerBuffer(), start, start + frame.headerLength());
            writer.begin(message.dialect(), Mti.answer(message.mti()), message)
                    .keep(message.dialect().echoed())
                    .setCode(message.dialect().code(Reason.ACCEPTED, message.mti()));
            from.send(writer, header);
        }

        private void dialLater() {
            long ceiling = FIRST_WAIT_NS << Math.min(failures++, DOUBLINGS);
            loop.schedule(ceiling / 2 + random.below(ceiling / 2 + 1), () -> {
                if (!closing) {
                    client.dial();
                }
            });
        }
    }
}
