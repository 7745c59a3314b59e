package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.link.Link;
import io.wasl.link.SendOutcome;
import io.wasl.routing.Route;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request, 0100, 0200 and 0600, top to bottom. An administrative one moves no money: nothing is owed for it.
 *
 * <pre>
 *   onRequest   validate → de-duplicate → route → secure → journal R1 R2 ─► (durable) ─► forward
 *   onResponse  correlate → journal R3 ─► (durable, if it approves) ─► respond
 *   onDeadline  TIMED_OUT: respond 91, reversal owed
 *   instead     of an issuer that cannot be asked or does not answer: {@link StandIn}, where its profile says so
 * </pre>
 *
 * Exactly one of onResponse and onDeadline ends a transaction: whichever moves it out of FORWARDED first. Nothing goes to
 * an issuer before R1 and R2 are durable, no approval to an acquirer before R3 is; a decline waits for nothing. Loop
 * thread.
 */
final class AuthorizationFlow {

    private final Switchboard board;
    private final Admission admission;
    private final Repeats repeats;
    private final Forwarding forwarding;
    private final Endings endings;
    private final StandIn standIn;
    private final Recall recall;

    AuthorizationFlow(
            Switchboard board,
            Admission admission,
            Repeats repeats,
            Forwarding forwarding,
            Endings endings,
            StandIn standIn) {
        this.recall = repeats.older();
        this.board = board;
        this.admission = admission;
        this.repeats = repeats;
        this.forwarding = forwarding;
        this.endings = endings;
        this.standIn = standIn;
    }

    /** A 0100, 0200 or 0600 of an acquirer, or a repeat of one. */
    void onRequest(Link link, MessageView request, Frame frame, long receivedNs) {
        Acquirer acquirer = board.acquirers.get(link.memberIndex());

        // validate
        if (!admission.isValid(request, acquirer)) {
            admission.refuse(link, request, frame, Reason.FORMAT_ERROR);
            return;
        }

        // de-duplicate, before any refusal for want of room
        if (repeats.answer(link, request, frame)) {
            return;
        }
        if (recall.ofRepeat(link, request, frame, receivedNs)) {
            return;
        }
        if (repeats.isReversedBefore()) {
            board.count(EngineCounter.REVERSED_BEFORE);
            admission.decline(link, request, frame, Reason.REVERSED_BEFORE);
            return;
        }

        if (board.isDraining) {
            admission.refuse(link, request, frame, Reason.NODE_STOPPING);
            return;
        }

        // route
        Route route = board.router.route(board.facts.pan, 0, board.facts.panLength);
        if (route instanceof Route.Decline decline) {
            admission.decline(link, request, frame, decline.reason());
            return;
        }
        Route.To destinations = (Route.To) route;
        Reason hot = Mti.movesMoney(request.mti()) ? board.hotList.refusal(destinations, board.facts) : null;
        if (hot != null) {
            board.count(EngineCounter.HOT_CARDS_DECLINED);
            admission.decline(link, request, frame, hot);
            return;
        }
        Link issuerLink = forwarding.choose(destinations.issuers(), frame.bodyLength());
        if (issuerLink == null) {
            if (!standIn.answers(link, request, frame, destinations, receivedNs)) {
                admission.decline(link, request, frame, forwarding.whyNobody(destinations.issuers()));
            }
            return;
        }

        // secure, journal R1 R2; the forward leaves when they are durable
        Reason refusal = forwarding.begin(link, request, frame, issuerLink, receivedNs);
        if (refusal != Reason.ACCEPTED) {
            admission.refuse(link, request, frame, refusal);
        }
    }

    /** R1 and R2 are durable: forward, unless something came between. */
    void onForwardDurable(int slot, Frame frame) {
        if (state(slot) != TransactionState.FORWARDED) {
            return;
        }
        long nowNs = board.nanos.nanoTime();
        boolean isTooLate = nowNs - board.inFlight.deadlineNs[slot] >= 0;
        boolean isReversed = board.history.has(row(slot), History.FLAG_REVERSAL_WAITS);
        if (isTooLate || isReversed || !forward(slot, frame)) {
            endings.notSent(slot, isReversed ? Reason.REVERSED_IN_FLIGHT : Reason.NOT_SENT);
        } else {
            forwarding.startLeg(slot, nowNs);
        }
    }

    /** A 0110 or 0210 of an issuer. */
    void onResponse(Link link, MessageView answer, Frame frame) {
        Issuer issuer = board.issuers.get(link.memberIndex());

        // correlate
        long row = forwarding.correlate(issuer, answer);
        if (row == 0) {
            if (!recall.ofLeg(link, answer, frame, board.legKey.hash())) {
                board.count(EngineCounter.UNMATCHED_ANSWERS);
            }
            return;
        }
        if (board.history.isReversal(row)) {
            board.count(EngineCounter.UNMATCHED_ANSWERS);
            return;
        }
        int slot = board.history.slot(row);
        if (slot < 0 || board.history.state(row) != TransactionState.FORWARDED) {
            if (forwarding.fitsLate(row, answer)) {
                endings.late(row, answer, issuer);
            } else {
                endings.lateMismatch(row, issuer);
            }
            return;
        }
        if (!forwarding.isOnRightLink(slot, link, issuer) || !forwarding.fits(slot, answer)) {
            endings.mismatch(slot, issuer);
            return;
        }

        // journal R3, respond
        int length = board.answers.relay(
                answer,
                forwarding.request(slot),
                board.history.mti(row),
                board.answerTranslation(row),
                board.acquirer(row).echoed(board.inFlight.isPanOfTrack[slot]));
        if (length < 0) {
            endings.badAnswer(slot);
        } else if (Endings.isDecline(answer)) {
            endings.declined(slot, length);
        } else {
            endings.approved(slot, answer, length);
        }
    }

    /** R3 is durable: respond, unless the approval came too late or is being reversed. */
    void onApprovalDurable(int slot, Frame frame) {
        if (!state(slot).isAnswered()) {
            return;
        }
        long nowNs = board.nanos.nanoTime();
        boolean isTooLate = nowNs - board.inFlight.deadlineNs[slot] >= 0;
        if (isTooLate || board.history.has(row(slot), History.FLAG_REVERSAL_WAITS)) {
            endings.withdraw(slot, Reason.WITHDRAWN);
            return;
        }
        // So long the connections may need to take it: as long again as the whole answer.
        board.deadlines.set(slot, nowNs + board.acquirer(row(slot)).responseTimeoutNs);
        respond(slot, frame);
    }

    /** The leg's or the switch's own time is up. */
    void onDeadline(int slot) {
        switch (state(slot)) {
            case FORWARDED -> {
                if (!board.inFlight.isForwardSent[slot]) {
                    endings.notSent(slot, Reason.NOT_SENT);
                } else if (board.history.has(row(slot), History.FLAG_MISMATCHED)) {
                    endings.badAnswer(slot);
                } else {
                    board.count(EngineCounter.TIMED_OUT);
                    endings.outcomeUnknown(slot, TransactionState.TIMED_OUT, Reason.ISSUER_TIMEOUT);
                }
            }
            case ANSWERED, STOOD_IN -> {
                if (board.inFlight.isUnanswered[slot]) {
                    endings.withdraw(slot, Reason.WITHDRAWN);
                } else {
                    endings.notTaken(slot);
                }
            }
            case RECEIVED, DECLINED, TIMED_OUT, BAD_ANSWER, NOT_SENT, WITHDRAWN, TOMBSTONE -> {
                // Ended, and waits only for the log to take its records: Endings tries again each tick.
            }
        }
    }

    /** What became of a forward that was given to the issuer's link. */
    void onForwardSent(int slot, SendOutcome outcome) {
        if (state(slot) == TransactionState.FORWARDED) {
            switch (outcome) {
                case DELIVERED -> {
                    // The leg's deadline runs.
                }
                case NOT_SENT -> endings.notSent(slot, Reason.NOT_SENT);
                case UNKNOWN -> endings.outcomeUnknown(slot, TransactionState.TIMED_OUT, Reason.ISSUER_TIMEOUT);
            }
        }
    }

    /** What became of a copy of an approval that was given to an acquirer's link. */
    void onApprovalSent(int slot, SendOutcome outcome) {
        endings.approvalSent(slot, outcome == SendOutcome.DELIVERED);
    }

    /** Exit: to the issuer. */
    private boolean forward(int slot, Frame frame) {
        @Nullable Link link = board.inFlight.issuerLink[slot];
        long token = board.inFlight.token(Outbox.FORWARD, slot);
        if (link == null || !link.isUsable() || !board.handOver(link, frame, token)) {
            return false;
        }
        board.count(EngineCounter.FORWARDED);
        board.history.issuerLink(row(slot), link.connectionId());
        return true;
    }

    /** Exit: an approval to the acquirer, and to every repeat that waits for it. */
    private void respond(int slot, Frame frame) {
        long token = board.inFlight.token(Outbox.APPROVAL, slot);
        endings.approvalLeft(slot, board.sendToAll(slot, frame.buffer(), frame.bodyLength(), token));
    }

    private long row(int slot) {
        return board.inFlight.row(slot);
    }

    private TransactionState state(int slot) {
        return board.history.state(row(slot));
    }
}
