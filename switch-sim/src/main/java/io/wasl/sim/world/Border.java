package io.wasl.sim.world;

import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import io.wasl.link.Link;
import io.wasl.link.LinkListener;
import io.wasl.link.LinkRole;
import io.wasl.link.LinkSession;
import io.wasl.link.SendOutcome;
import java.util.HashMap;
import java.util.Map;

/**
 * What crosses the node's border, in the order in which it does: a host cannot tell whether an answer is late or was long on
 * its way. Stands between the links and the engine, and beside what the links write.
 *
 * <p>Owner: the world's thread.
 */
final class Border {

    private static final int LENGTH_BYTES = 2;
    /** In DE 90 or 56, behind the MTI. */
    private static final int STAN_AT = 4;

    private final World world;
    private final long switchNs;
    private final MessageView view = new MessageView();
    /** By DE 11 of the acquirer's messages, for all lives of the node. */
    private final Map<Long, Crossing> crossings = new HashMap<>();
    /** Of requests, by DE 37. */
    private final Map<Long, Crossing> requests = new HashMap<>();

    /** What has crossed about one payment. */
    private static final class Crossing {
        /** When its newest request, repeat or advice was read. */
        private long receivedNs;
        /** An approval was written, to whomever. */
        private boolean isApproved;
        /** An approval has arrived: it stands until a reversal takes it back. */
        private boolean isKnownApproved;
        /** A reversal was read. */
        private boolean isReversing;
        /** A reversal was acknowledged. */
        private boolean isReversed;
        /** DE 11 of its partial reversal: that one leaves an approval what it is. */
        private long reductionStan;
    }

    Border(World world, long switchNs) {
        this.world = world;
        this.switchNs = switchNs;
    }

    /** The acquirer's host has an approval. */
    void onApprovalArrived(Message answer) {
        crossing(answer.number(11)).isKnownApproved = true;
    }

    /** The engine, with the border's officer in front of it. */
    LinkListener before(LinkListener engine) {
        return new Officer(engine);
    }

    /**
     * A link writes a whole frame.
     *
     * @param mayLeave whether its node leads
     */
    void onWrite(LinkSession link, byte[] bytes, int offset, int length, boolean mayLeave) {
        if (!view.decode(link.dialect(), bytes, offset + LENGTH_BYTES, length - LENGTH_BYTES)) {
            world.checker().violated("the node writes what is no message to " + link);
            return;
        }
        int mti = view.mti();
        if (link.role() == LinkRole.ACQUIRER && Mti.isAnswer(mti)) {
            world.coverage().onAnswer(mti, view.code());
        }
        if (Mti.messageClass(mti) == Mti.CLASS_NETWORK) {
            return;
        }
        if (!mayLeave) {
            world.checker().violated("a node wrote while another leads: " + Mti.toString(mti) + " to " + link);
        }
        if (!view.has(37)) {
            return;
        }
        boolean isOfReversal = Mti.messageClass(mti) == Mti.CLASS_REVERSAL;
        if (link.role() == LinkRole.ISSUER) {
            Crossing request = requests.get(view.number(37));
            if (request != null && !isOfReversal && Mti.function(mti) == Mti.FUNCTION_REQUEST) {
                onForward(request);
            }
        } else if (isOfReversal) {
            Crossing crossing = crossing(view.number(11));
            crossing.isReversed |= isTaken() && view.number(11) != crossing.reductionStan;
        } else {
            onAnswer(crossing(view.number(11)));
        }
    }

    private void onForward(Crossing crossing) {
        long ageNs = world.time().nowNs() - crossing.receivedNs;
        if (ageNs >= switchNs) {
            world.checker().violated("a request was forwarded " + ageNs / 1_000_000 + " ms after it came");
        }
    }

    private void onAnswer(Crossing crossing) {
        boolean isApproval = view.dialect().isApproving(view.code());
        if (isApproval && crossing.isReversed) {
            world.checker()
                    .violated("G4: an approval was sent after its reversal was acknowledged: " + view.number(37));
        }
        long ageNs = world.time().nowNs() - crossing.receivedNs;
        boolean isTimed = Mti.function(view.mti()) == Mti.FUNCTION_REQUEST_RESPONSE;
        if (isApproval && isTimed && !crossing.isApproved && ageNs >= switchNs) {
            world.checker()
                    .violated("an approval was sent " + ageNs / 1_000_000 + " ms after its request came: "
                            + view.number(37));
        }
        boolean isDuplicate = view.dialect().code(io.wasl.iso.Reason.DUPLICATE, view.mti()) == view.code();
        if (!isApproval && !isDuplicate && crossing.isKnownApproved && !crossing.isReversing) {
            world.checker().violated("G4: an approval its acquirer has was answered anew: " + view.number(37));
        }
        crossing.isApproved |= isApproval;
    }

    /** 00 or 25: the acquirer takes its money for returned. */
    private boolean isTaken() {
        int code = view.code();
        return view.dialect().isApproving(code)
                || code == view.dialect().code(io.wasl.iso.Reason.ORIGINAL_UNKNOWN, view.mti());
    }

    private Crossing crossing(long stan) {
        return crossings.computeIfAbsent(stan, unused -> new Crossing());
    }

    private void onRead(MessageView message, long receivedNs) {
        int mti = message.mti();
        if (Mti.messageClass(mti) == Mti.CLASS_NETWORK || !message.has(11)) {
            return;
        }
        if (Mti.messageClass(mti) == Mti.CLASS_REVERSAL) {
            Crossing crossing = crossing(original(message));
            crossings.put(message.number(11), crossing);
            if (isPartial(message)) {
                crossing.reductionStan = message.number(11);
            } else {
                crossing.isReversing = true;
            }
            return;
        }
        Crossing crossing = crossing(message.number(11));
        crossing.receivedNs = receivedNs;
        if (Mti.function(mti) == Mti.FUNCTION_REQUEST) {
            requests.put(message.number(37), crossing);
        }
    }

    private static boolean isPartial(MessageView reversal) {
        return reversal.has(95) || reversal.number(24) == Version.PARTIAL_REVERSAL;
    }

    /** DE 11 of what a reversal names. */
    private static long original(MessageView reversal) {
        Version version = reversal.dialect().version();
        int de = version.originalData();
        long stan = 0;
        for (int i = STAN_AT; reversal.has(de) && i < STAN_AT + version.stanDigits(); i++) {
            stan = stan * 10 + reversal.neutralByte(de, i) - '0';
        }
        return stan;
    }

    private final class Officer implements LinkListener {

        private final LinkListener engine;

        private Officer(LinkListener engine) {
            this.engine = engine;
        }

        @Override
        public void onUsable(Link link) {
            engine.onUsable(link);
        }

        @Override
        public void onUnusable(Link link) {
            engine.onUnusable(link);
        }

        @Override
        public void onMessage(Link link, MessageView message, Frame frame, long receivedNs) {
            if (link.role() == LinkRole.ACQUIRER) {
                onRead(message, receivedNs);
            }
            engine.onMessage(link, message, frame, receivedNs);
        }

        @Override
        public void onMalformed(Link link, MessageView message, Frame frame, long receivedNs) {
            engine.onMalformed(link, message, frame, receivedNs);
        }

        @Override
        public boolean onCutover(Link link) {
            return engine.onCutover(link);
        }

        @Override
        public void onSent(Link link, long token, SendOutcome outcome, long nowNs) {
            engine.onSent(link, token, outcome, nowNs);
        }

        @Override
        public void onClosed(Link link, String reason) {
            engine.onClosed(link, reason);
        }

        @Override
        public void onTurnEnd(long nowNs) {
            engine.onTurnEnd(nowNs);
        }
    }
}
