package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.config.AcquirerProfile;
import io.wasl.config.IssuerProfile;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.journal.Journal;
import io.wasl.link.Link;
import io.wasl.link.SendOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Acquirers' reversals that their issuers are asked for, as 0400 ({@code reversal: relay}).
 *
 * <pre>
 *   begin ─ R1 R2 ─► RECORDED ─ durable ─► ASKED ─► ENDED        FOUND, by a start: R2 without R3
 *
 *   while            comes                                    written with R3, in one append             answer
 *   ASKED            an answer that accepts                   the original's R3, a decline; NET          the issuer's
 *                    one that declines                        nothing: the original stands               the issuer's
 *                    91 96, 94, a code nobody knows           as taken over                              00
 *                    none in time; its link closes            as taken over                              00
 *   RECORDED         too late, or no link when durable        as taken over, 25 does not end the 0420    00
 *   RECORDED, ASKED  another message about the original;      as taken over                              00
 *                    the original is nearly forgotten
 *   FOUND            the original is read back, where the     as taken over                              00
 *                    start has not read it by key files
 *   any              the log takes nothing                    DUE: nothing yet, again each tick          later
 * </pre>
 *
 * Taken over is what {@link ReversalFlow} does with any other reversal: the original's R3, OWED, NET. But where the issuer may
 * have done it already its 25 ends the 0420, which OWED says. Everything leaves when its record is durable, refusals too: after
 * a crash nobody could tell one from a time-out. Loop thread.
 */
final class RelayedReversals {

    private static final long READ_AGAIN_NS = 1_000_000_000;
    /** What an 0420 says of why, it takes from these. */
    private static final List<Integer> SAYS_WHY = List.of(25, 39);

    private final Switchboard board;
    private final Takeovers takeovers;
    private final ReversalAppend append;
    private final Forwarding forwarding;
    private final RelayLeg leg;
    private final RelayEndings endings;
    private final Recall recall;
    private final Relays relays;

    RelayedReversals(
            Switchboard board,
            Takeovers takeovers,
            ReversalAppend append,
            Forwarding forwarding,
            Repeats repeats,
            Relays relays) {
        this.board = board;
        this.takeovers = takeovers;
        this.append = append;
        this.forwarding = forwarding;
        this.recall = repeats.older();
        this.relays = relays;
        leg = new RelayLeg(board);
        endings = new RelayEndings(board, takeovers, append, forwarding, repeats.replays(), relays);
    }

    Takeovers takeovers() {
        return takeovers;
    }

    ReversalAppend append() {
        return append;
    }

    // --- begin -------------------------------------------------------------------------------------------------------

    /**
     * Asks the issuer for a reversal that gives something back.
     *
     * @param original read from the log
     * @return false when that is not for it, or cannot be now: then it is taken over
     */
    boolean begin(Takeover pending, Original original) {
        if (!mayAsk(pending)) {
            return false;
        }
        long row = pending.original;
        Issuer issuer = board.issuers.get(board.history.issuer(row));
        Link link = link(issuer, row);
        int length = link == null ? -1 : leg.make(pending, original, append.release(pending), issuer);
        if (link == null || length < 0 || !link.hasRoom(length) || !board.outbox.hasRoom(length)) {
            return false;
        }
        if (!board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            return false;
        }
        Relay relay = new Relay(pending, board.inFlight.slotOf(pending.token), Relay.State.RECORDED);
        relay.original = original;
        board.records.add(pending.accepted);
        board.history.acceptedPosition(pending.row, pending.accepted.position);
        leg.record(relay, issuer);
        long position = board.journal.append();
        board.history.transition(pending.row, TransactionState.FORWARDED);
        board.inFlight.issuerLink[relay.slot] = link;
        long deadlineNs = pending.receivedNs + pending.acquirer.responseTimeoutNs;
        board.inFlight.deadlineNs[relay.slot] = deadlineNs;
        board.deadlines.set(relay.slot, deadlineNs);
        board.outbox.offer(position, board.inFlight.token(Outbox.RELAY, relay.slot), leg.body, 0, length);
        hold(relay);
        return true;
    }

    /** An answered request of which nothing is under way, whose issuer has heard of every reversal before this one. */
    private boolean mayAsk(Takeover pending) {
        History history = board.history;
        long original = pending.original;
        History.Delivery owed = history.delivery(original);
        boolean isAsked = pending.acquirer.config.profile().reversal() == AcquirerProfile.Reversal.RELAY
                && Mti.function(pending.accepted.mti) == Mti.FUNCTION_REQUEST
                && !board.isDraining;
        boolean isAtRest = !history.isTold(original)
                && history.slot(original) < 0
                && (owed == History.Delivery.NONE || owed == History.Delivery.ACKED)
                && !history.has(original, History.FLAG_BROUGHT_BACK)
                && !history.isAmongTheOldest(original);
        if (isAsked && isAtRest && relays.isFull()) {
            board.count(EngineCounter.RELAYS_FULL);
            return false;
        }
        return isAsked && isAtRest;
    }

    /** The original's connection while that lives. */
    private @Nullable Link link(Issuer issuer, long original) {
        Link link = issuer.link(board.history.issuerLink(original));
        return link != null && link.isUsable() ? link : issuer.nextLink(0);
    }

    private void hold(Relay relay) {
        relays.add(relay);
        if (relay.pending.original != 0) {
            board.history.set(relay.pending.original, History.FLAG_RELAYED);
        }
    }

    /** A start has found R2 without R3; its slot is taken, so that its acquirer's repeats wait for its end. */
    void found(int slot, Recovery.Relayed reversal) {
        long row = board.inFlight.row(slot);
        Takeover pending = new Takeover(board.acquirer(row), null);
        pending.row = row;
        pending.token = board.inFlight.token(Outbox.ANSWER, slot);
        pending.remains = reversal.remains();
        pending.original = reversal.original();
        pending.accepted.relatedEpoch = reversal.epoch();
        pending.accepted.relatedCounter = reversal.counter();
        pending.accepted.epoch = board.history.epoch(row);
        pending.accepted.counter = board.history.counter(row);
        pending.accepted.mti = board.history.mti(row);
        board.inFlight.elements(slot, board.elements);
        SAYS_WHY.forEach(de -> {
            int value = board.elements.find(de);
            if (value >= 0) {
                pending.accepted.open.put(de, board.elements.buffer(), value, board.elements.lengthAt(value));
            }
        });
        Relay relay = new Relay(pending, slot, Relay.State.FOUND);
        relay.originalPosition = reversal.position();
        hold(relay);
        read(relay);
    }

    private void read(Relay relay) {
        relay.isBeingRead = true;
        if (relay.pending.original == 0) {
            recall.begunAt(relay.originalPosition, () -> onRecalled(relay));
            return;
        }
        OriginalReader.read(board, relay.pending.original, new OriginalReader.Reader() {
            @Override
            public void onOriginal(Original read) {
                relay.isBeingRead = false;
                relay.original = read;
                endings.takeOver(relay, Reason.RECOVERED);
            }

            @Override
            public void onUnreadable() {
                board.raise(Alarm.ANSWER_UNREADABLE, relay.pending.acquirer.id, relay.pending.original);
                onBusy();
            }

            @Override
            public void onBusy() {
                readLater(relay);
            }
        });
    }

    /** Its original has a row again, or cannot be told whole yet. */
    private void onRecalled(Relay relay) {
        if (relay.pending.original == 0) {
            readLater(relay);
        } else {
            read(relay);
        }
    }

    private void readLater(Relay relay) {
        relay.isBeingRead = false;
        relay.readAgainNs = board.nanos.nanoTime() + READ_AGAIN_NS;
    }

    // --- ask ---------------------------------------------------------------------------------------------------------

    /** R1 and R2 are durable: the issuer is asked, unless something came between. */
    void onDurable(int slot, Frame frame) {
        Relay relay = relays.inSlot(slot);
        if (relay == null || relay.state != Relay.State.RECORDED) {
            return;
        }
        long nowNs = board.nanos.nanoTime();
        boolean isTooLate = nowNs - board.inFlight.deadlineNs[slot] >= 0;
        Link link = board.inFlight.issuerLink[slot];
        long token = board.inFlight.token(Outbox.RELAY, slot);
        if (isTooLate || link == null || !link.isUsable() || !board.handOver(link, frame, token)) {
            endings.takeOver(relay, Reason.NOT_SENT);
            return;
        }
        board.count(EngineCounter.REVERSALS_RELAYED);
        relay.state = Relay.State.ASKED;
        board.history.issuerLink(relay.pending.row, link.connectionId());
        forwarding.startLeg(slot, nowNs);
    }

    /** What became of the frame. */
    void onSent(int slot, SendOutcome outcome) {
        Relay relay = relays.inSlot(slot);
        if (relay != null && relay.state == Relay.State.ASKED && outcome != SendOutcome.DELIVERED) {
            endings.takeOver(relay, outcome == SendOutcome.NOT_SENT ? Reason.NOT_SENT : Reason.ISSUER_TIMEOUT);
        }
    }

    // --- the ends ----------------------------------------------------------------------------------------------------

    /** A 0410 of an issuer, which answers nothing that Wasl owes. */
    void onResponse(Link link, MessageView answer) {
        Issuer issuer = board.issuers.get(link.memberIndex());
        long row = forwarding.correlate(issuer, answer);
        if (row == 0 || !board.history.isReversal(row)) {
            board.count(EngineCounter.UNMATCHED_ANSWERS);
            return;
        }
        Relay relay = relays.inSlot(board.history.slot(row));
        Original original = relay == null ? null : relay.original;
        if (relay == null || original == null || relay.state != Relay.State.ASKED) {
            // Which answer its acquirer has, or will get, is in the log.
            board.count(EngineCounter.RELAYS_LATE);
        } else if (!forwarding.isOnRightLink(relay.slot, link, issuer) || !leg.fits(relay, original, answer)) {
            mismatch(relay, issuer);
        } else {
            endings.decide(relay, original, answer);
        }
    }

    /** Right key, wrong contents: no answer at all, and by profile a bad one at once. */
    private void mismatch(Relay relay, Issuer issuer) {
        board.count(EngineCounter.MISMATCHED_ANSWERS);
        board.raise(Alarm.MISMATCHED_ANSWER, issuer.id, relay.pending.row);
        relay.isMismatched = true;
        if (issuer.config.profile().mismatch() == IssuerProfile.Mismatch.AT_ONCE) {
            endings.takeOver(relay, Reason.BAD_ISSUER_ANSWER);
        }
    }

    /** The leg's time is up, or the acquirer's. */
    void onDeadline(int slot) {
        Relay relay = relays.inSlot(slot);
        if (relay != null && relay.state == Relay.State.RECORDED) {
            endings.takeOver(relay, Reason.NOT_SENT);
        } else if (relay != null && relay.state == Relay.State.ASKED) {
            endings.takeOver(relay, relay.isMismatched ? Reason.BAD_ISSUER_ANSWER : Reason.ISSUER_TIMEOUT);
        }
    }

    /** A connection to an issuer is gone: what was handed to it has an unknown outcome. */
    void onIssuerLinkClosed(Link link, Issuer issuer) {
        if (issuer.config.profile().answers() != IssuerProfile.Answers.GROUP) {
            relays.all().stream()
                    .filter(relay -> relay.state == Relay.State.ASKED)
                    .filter(relay -> board.inFlight.issuerLink[relay.slot] == link)
                    .forEach(relay -> endings.takeOver(relay, Reason.ISSUER_TIMEOUT));
        }
    }

    /**
     * Another message is about to change that original: a reversal of it that is with the issuer ends first.
     *
     * @return false when that cannot be written now: then nothing may be changed
     */
    boolean giveWay(long original) {
        Relay relay = relays.ofOriginal(original);
        return relay == null || endings.takeOver(relay, whyNow(relay));
    }

    /** Tries again what could not be read or written, and lets nothing hold up the memory. */
    void onTick(long nowNs) {
        if (relays.isEmpty()) {
            return;
        }
        for (Relay relay : relays.all()) {
            boolean isUnread = relay.original == null;
            if (isUnread && !relay.isBeingRead && nowNs - relay.readAgainNs >= 0) {
                read(relay);
            } else if (!isUnread && relay.state == Relay.State.DUE) {
                endings.takeOver(relay, relay.why);
            } else if (!isUnread && board.history.isAmongTheOldest(relay.pending.original)) {
                endings.takeOver(relay, whyNow(relay));
            }
        }
    }

    private static Reason whyNow(Relay relay) {
        return switch (relay.state) {
            case RECORDED -> Reason.NOT_SENT;
            case ASKED, ENDED -> Reason.ISSUER_TIMEOUT;
            case FOUND -> Reason.RECOVERED;
            case DUE -> relay.why;
        };
    }
}
