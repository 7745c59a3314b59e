package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.config.StandInConfig.Trigger;
import io.wasl.frame.Frame;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Reason;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.link.Link;
import io.wasl.routing.Route;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the place of an issuer that cannot be heard, as far as it lets Wasl ({@link StandInRules}), and owes it an advice
 * of each approval.
 *
 * <pre>
 *   nobody was asked    R1, OWED (advice), R3              one append
 *   no answer came      OWED (reversal of the leg), OWED (advice), R3
 *   never sent          OWED (advice), R3
 * </pre>
 *
 * R3 is forced before the approval leaves, as any other; it then ends as any other ({@link Endings}). An advice waits behind
 * the reversal of its leg, and its own reversal behind it. Loop thread.
 */
final class StandIn {

    private final Switchboard board;
    private final Admission admission;
    private final OwedReversals reversals;
    private final OwedDeliveries deliveries;
    private final StandInAdvices advices;
    private final CardTokens tokens;
    private final Original request = new Original();
    private final byte[] pan = new byte[64];
    private final CardFacts cardFacts = new CardFacts();

    /** What answers to stood-in requests carry as DE 38. */
    private String approval = "";

    StandIn(
            Switchboard board,
            Admission admission,
            OwedReversals reversals,
            OwedDeliveries deliveries,
            CardTokens tokens) {
        this.board = board;
        this.admission = admission;
        this.reversals = reversals;
        this.deliveries = deliveries;
        this.tokens = tokens;
        advices = new StandInAdvices(board);
    }

    /**
     * No issuer of the request under hand can be asked.
     *
     * @return whether it is answered; otherwise nothing has happened
     */
    boolean answers(Link link, MessageView message, Frame frame, Route.To route, long receivedNs) {
        Issuer issuer = find(route);
        Acquirer acquirer = board.acquirers.get(link.memberIndex());
        if (issuer == null || !admission.fillAccepted(message, acquirer)) {
            return false;
        }
        Reason why = issuer.isSignedOff() ? Reason.ISSUER_SIGNED_OFF : Reason.ISSUER_DOWN;
        int facts = cardFacts.of(message);
        request.loadAccepted(board.accepted);
        request.rrnLength = 0;
        Reason verdict = decide(issuer, route.brand(), message.mti(), facts);
        if (verdict == null) {
            return false;
        }
        if (verdict != Reason.ACCEPTED) {
            board.count(EngineCounter.STAND_IN_DECLINED);
            admission.decline(link, message, frame, verdict);
            return true;
        }
        approval = approvalOf(board.epoch(), board.peekCounter());
        if (!advices.prepare(request, message.mti(), acquirer, issuer, why, approval)) {
            return false;
        }
        int length = answer(acquirer, message.mti(), board.accepted.state == JournalRecord.PAN_OF_TRACK);
        if (length < 0) {
            return false;
        }
        Reason refusal = refusal(length, Journal.Urgency.NEW_BUSINESS);
        if (refusal != Reason.ACCEPTED) {
            admission.refuse(link, message, frame, refusal);
            return true;
        }
        int slot = take(link, message, frame, receivedNs);
        approve(slot, issuer, why, length);
        return true;
    }

    /** The first that lets Wasl answer now, in the order of the routing table. */
    private @Nullable Issuer find(Route.To route) {
        for (int index : route.issuers()) {
            Issuer issuer = board.issuers.get(index);
            Trigger trigger = issuer.isSignedOff() ? Trigger.SIGN_OFF : Trigger.LINK_DOWN;
            if (issuer.standIn != null && issuer.standIn.areFor(trigger)) {
                return issuer;
            }
        }
        return null;
    }

    /** Where room is short nothing is stood in for: the request is refused as every other. */
    private Reason refusal(int length, Journal.Urgency urgency) {
        boolean hasRoom = board.history.hasRoom()
                && board.inFlight.hasRoom()
                && deliveries.hasRoomBeside(board.inFlight.size())
                && board.outbox.hasRoom(length);
        if (!hasRoom) {
            return Reason.OVERLOAD;
        }
        if (!board.journal.begin(urgency)) {
            return board.journal.room() == Journal.Room.OPEN ? Reason.OVERLOAD : Reason.JOURNAL_FULL;
        }
        return Reason.ACCEPTED;
    }

    /** R1 in the append that is begun, and its slot. */
    private int take(Link link, MessageView message, Frame frame, long receivedNs) {
        Acquirer acquirer = board.acquirers.get(link.memberIndex());
        long counter = board.nextCounter();
        board.accepted.counter = counter;
        board.records.accepted(board.accepted, board.facts, acquirer);
        long row = admission.addRow(acquirer, message.mti(), counter, board.accepted.position);
        InFlight inFlight = board.inFlight;
        int slot = inFlight.take(row);
        board.history.slot(row, slot);
        inFlight.acquirerLink[slot] = link;
        inFlight.keepHeader(slot, frame.headerBuffer(), frame.headerOffset(), frame.headerLength());
        inFlight.keepElements(slot, board.accepted);
        inFlight.receivedNs[slot] = receivedNs;
        inFlight.deadlineNs[slot] = receivedNs + acquirer.responseTimeoutNs;
        board.counters.set(EngineCounter.IN_FLIGHT, inFlight.size());
        return slot;
    }

    private void approve(int slot, Issuer issuer, Reason why, int length) {
        long row = board.inFlight.row(slot);
        board.history.issuer(row, issuer.index);
        OwedDelivery advice = advices.record(row, issuer);
        keepRrn(slot);
        finish(slot, why, length);
        deliveries.start(advice);
    }

    /** DE 37 of the advice, for its reversal. */
    private void keepRrn(int slot) {
        ElementSet told = advices.body();
        int value = told.find(37);
        board.inFlight.keepRrn(slot, told.buffer(), value, told.lengthAt(value));
    }

    /**
     * A request that was forwarded has ended without an answer, and nobody has been told yet.
     *
     * @param state in which it has ended
     * @return {@link Reason#ACCEPTED} when it is stood in for: nothing is left to do. Otherwise with which reason it is declined
     */
    Reason instead(int slot, TransactionState state, Reason reason) {
        long row = board.inFlight.row(slot);
        Issuer issuer = board.issuers.get(board.history.issuer(row));
        if (issuer.standIn == null || !isUndecided(slot, row, state, reason, issuer.standIn)) {
            return reason;
        }
        request.load(board.inFlight, slot);
        int mti = board.history.mti(row);
        Reason verdict = decide(issuer, brand(issuer), mti, board.inFlight.cardFacts[slot]);
        if (verdict == null) {
            return reason;
        }
        if (verdict != Reason.ACCEPTED) {
            board.count(EngineCounter.STAND_IN_DECLINED);
            return verdict;
        }
        Acquirer acquirer = board.acquirer(row);
        approval = approvalOf(board.history.epoch(row), board.history.counter(row));
        if (!advices.prepare(request, mti, acquirer, issuer, reason, approval)) {
            return reason;
        }
        int length = answer(acquirer, mti, board.inFlight.isPanOfTrack[slot]);
        boolean hasRoom = length > 0 && deliveries.hasRoomBeside(board.inFlight.size()) && board.outbox.hasRoom(length);
        if (!hasRoom || !board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            return reason;
        }
        OwedDelivery leg = state.isOutcomeUnknown() ? reversals.recordLeg(slot, reason) : null;
        OwedDelivery advice = advices.record(row, issuer);
        finish(slot, reason, length);
        if (leg != null) {
            deliveries.start(leg);
        }
        deliveries.start(advice);
        return Reason.ACCEPTED;
    }

    /** Whether it ended as its issuer's rules foresee, in time and wanted by its acquirer. */
    private boolean isUndecided(int slot, long row, TransactionState state, Reason reason, StandInRules rules) {
        boolean isTimedOut = state == TransactionState.TIMED_OUT && reason == Reason.ISSUER_TIMEOUT;
        boolean isNotSent = state == TransactionState.NOT_SENT && reason == Reason.NOT_SENT;
        boolean isInTime = board.nanos.nanoTime() - board.inFlight.deadlineNs[slot] < 0;
        return (isTimedOut || isNotSent)
                && rules.areFor(isTimedOut ? Trigger.TIME_OUT : Trigger.LINK_DOWN)
                && isInTime
                && !board.history.has(row, History.FLAG_REVERSAL_WAITS)
                && !board.history.has(row, History.FLAG_MISMATCHED);
    }

    /** What the routing table says today; nothing where it leads to others now. */
    private String brand(Issuer issuer) {
        int length = readPan();
        if (board.router.route(pan, 0, length) instanceof Route.To route) {
            for (int index : route.issuers()) {
                if (index == issuer.index) {
                    return route.brand();
                }
            }
        }
        return "";
    }

    private int readPan() {
        int value = request.elements.find(2);
        int length = value < 0 ? 0 : request.elements.lengthAt(value);
        System.arraycopy(request.elements.buffer(), Math.max(value, 0), pan, 0, length);
        return length;
    }

    private @Nullable Reason decide(Issuer issuer, String brand, int mti, int facts) {
        StandInRules rules = issuer.standIn;
        int panLength = readPan();
        if (rules == null || panLength == 0) {
            return null;
        }
        long nowMs = board.epochClock.epochMillis();
        board.standInLimits.onTime(nowMs);
        if (!board.standInLimits.hasRoom()) {
            board.count(EngineCounter.STAND_IN_FULL);
            return null;
        }
        tokens.of(pan, 0, panLength);
        int currency = Money.withoutExponent(Money.currency(request.elements, mti));
        StandInCard card =
                new StandInCard(board.hotList.find(issuer, tokens), board.standInLimits.of(tokens, currency));
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(nowMs), ZoneOffset.UTC);
        int yearMonth = today.getYear() % 100 * 100 + today.getMonthValue();
        return rules.decide(brand, mti, request.elements, facts, yearMonth, card);
    }

    private int answer(Acquirer acquirer, int mti, boolean isPanOfTrack) {
        return board.answers.approval(
                request.elements,
                mti,
                acquirer.dialect,
                acquirer.echoed(isPanOfTrack),
                acquirer.dialect.code(Reason.ACCEPTED, mti),
                approval);
    }

    /** R3, the end of the append, and all that follows from it. */
    private void finish(int slot, Reason why, int length) {
        History history = board.history;
        long row = board.inFlight.row(slot);
        long amountMinor = history.amount(row);
        JournalRecord outcome =
                board.records.outcome(history.epoch(row), history.counter(row), TransactionState.STOOD_IN, why);
        board.answers.store(length, board.acquirerDialect(row), outcome);
        outcome.amountMinor = amountMinor;
        int currency = Money.withoutExponent(Money.currency(request.elements, history.mti(row)));
        board.standInLimits.add(outcome, tokens, currency);
        board.records.add(outcome);
        long position = board.journal.append();
        board.count(EngineCounter.STOOD_IN);
        board.counters.set(EngineCounter.STOOD_IN_TODAY, board.standInLimits.size());
        history.transition(row, TransactionState.STOOD_IN);
        history.set(row, History.FLAG_STOOD_IN);
        if (why == Reason.NOT_SENT) {
            history.set(row, History.FLAG_LEG_UNREVERSED);
        }
        history.net(row, NetState.FULL, amountMinor);
        history.answerPosition(row, position);
        board.deadlines.set(slot, board.inFlight.deadlineNs[slot]);
        board.outbox.offer(position, board.inFlight.token(Outbox.APPROVAL, slot), board.answers.buffer, 0, length);
    }

    /** Six digits that follow from the transaction's id: the same whoever asks, and no counter that shows the business. */
    static String approvalOf(long epoch, long counter) {
        long mixed = (epoch * 0x9E3779B97F4A7C15L ^ counter) * 0xC2B2AE3D27D4EB4FL;
        long digits = Long.remainderUnsigned(mixed ^ mixed >>> 29, 1_000_000);
        String text = Long.toString(digits);
        return "0".repeat(6 - text.length()) + text;
    }
}
