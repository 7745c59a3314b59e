package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.config.AcquirerProfile;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.link.Link;
import io.wasl.routing.Route;
import org.jspecify.annotations.Nullable;

/**
 * The way of an acquirer's advice, 0120, 0220 and 0620: what it tells has happened, so that nobody can decline it. Durable, answered
 * 00, then delivered to the issuer by Wasl; an issuer that is down, signed off or slow refuses none.
 *
 * <pre>
 *   validate → de-duplicate → original, route → journal R1, OWED, R3 in one append ─► (durable) ─► respond 00
 *                                                                              └► {@link OwedDeliveries}: 0120, 0121, …
 *
 *   its reversal came first       94      no such range, no destination, a wrong PAN   15, 92, 14
 *   no words for it, no sense     30      its original is unknown and required          25
 *   nothing can be stored         no answer: the connection closes, its sender repeats it
 *   it completes an authorization that was completed before (profile)                   94
 *   nobody can tell yet whether the log has its original     no answer
 * </pre>
 *
 * Its amount has moved from that append on; its reversal takes it back ({@link ReversalFlow}). A 0220 that names an
 * authorization of money that goes the same way completes it: what that has approved is used up, whatever the final amount. It
 * waits for one that is still in flight ({@link HeldCompletions}). Loop thread.
 */
final class AdviceFlow {

    private static final String NO_ROOM = "no room for an advice";

    private final Switchboard board;
    private final Admission admission;
    private final Repeats repeats;
    private final Takeovers takeovers;
    private final OriginalSearch originals;
    private final OwedAdvices owed;
    private final HeldCompletions completions;
    private final RelayedReversals relayed;
    private final Recall recall;

    AdviceFlow(
            Switchboard board,
            Admission admission,
            Repeats repeats,
            RelayedReversals relayed,
            OwedAdvices owed,
            HeldCompletions completions) {
        this.relayed = relayed;
        this.recall = repeats.older();
        this.board = board;
        this.admission = admission;
        this.repeats = repeats;
        this.takeovers = relayed.takeovers();
        this.originals = new OriginalSearch(board);
        this.owed = owed;
        this.completions = completions;
    }

    /** A 0120, 0220 or 0620 of an acquirer, or a repeat of one. */
    void onAdvice(Link link, MessageView advice, Frame frame) {
        Acquirer acquirer = board.acquirers.get(link.memberIndex());

        // validate
        if (!admission.isValid(advice, acquirer)) {
            admission.refuse(link, advice, frame, Reason.FORMAT_ERROR);
            return;
        }

        // de-duplicate
        if (repeats.answer(link, advice, frame)) {
            return;
        }
        if (recall.ofRepeat(link, advice, frame, board.nanos.nanoTime())) {
            return;
        }
        if (repeats.isReversedBefore()) {
            board.count(EngineCounter.REVERSED_BEFORE);
            admission.decline(link, advice, frame, Reason.REVERSED_BEFORE);
            return;
        }

        // route
        long found = originals.find(advice, acquirer, Money.amount(advice));
        long original = original(found, advice);
        if (mayHaveForgotten(found, original, advice)
                && recall.ofOriginal(link, advice, frame, originals, mustKnow(advice, acquirer))) {
            return;
        }
        if (mayComplete(advice, original) && completions.mustWaitFor(original)) {
            if (!completions.hold(link, advice, frame, original)) {
                takeovers.turnAway(link, NO_ROOM);
            }
            return;
        }
        Route route = board.router.route(board.facts.pan, 0, board.facts.panLength);
        Issuer known = issuerOf(original);
        if (known == null && route instanceof Route.Decline decline) {
            admission.decline(link, advice, frame, decline.reason());
            return;
        }
        note(found, original, acquirer);
        if (original != OriginalSearch.UNKNOWN && !relayed.giveWay(original)) {
            takeovers.turnAway(link, NO_ROOM);
            return;
        }
        if (original == OriginalSearch.UNKNOWN && isOriginalRequired(advice, acquirer)) {
            admission.decline(link, advice, frame, Reason.ORIGINAL_UNKNOWN);
            return;
        }
        if (isCompletedBefore(advice, original, acquirer)) {
            board.raise(Alarm.COMPLETED_BEFORE, acquirer.id, original);
            admission.decline(link, advice, frame, Reason.COMPLETED_BEFORE);
            return;
        }

        // journal; the answer leaves when it is durable
        Issuer issuer = known != null ? known : choose(((Route.To) route).issuers());
        if (!admission.fillAccepted(advice, acquirer) || !owed.canBeSaid(board.accepted, acquirer, issuer)) {
            admission.refuse(link, advice, frame, Reason.FORMAT_ERROR);
        } else if (!takeovers.hasRoom()) {
            takeovers.turnAway(link, NO_ROOM);
        } else {
            accept(takeovers.begin(link, advice, frame, acquirer), issuer, original);
        }
    }

    /**
     * The row of what it is about; whether one is known changes nothing but whom it concerns and what it must not overtake.
     * What an authorization's RRN, terminal and card find beside it, earlier completions above all, is not what a 0220 means.
     */
    private long original(long found, MessageView advice) {
        long authorization =
                maySeekAuthorization(advice) ? originals.findAuthorization(advice) : OriginalSearch.UNKNOWN;
        boolean isMeant = authorization != OriginalSearch.UNKNOWN
                && (!originals.isNamed() || originals.isItsAmount(authorization));
        return isMeant ? authorization : Math.max(found, OriginalSearch.UNKNOWN);
    }

    private boolean maySeekAuthorization(MessageView advice) {
        return isFinancial(advice.mti()) && !originals.isFoundByData();
    }

    /** Whether what it is about may be in the log alone: also the authorization of an earlier completion that is remembered. */
    private boolean mayHaveForgotten(long found, long original, MessageView advice) {
        if (original == OriginalSearch.UNKNOWN) {
            return found == OriginalSearch.UNKNOWN || maySeekAuthorization(advice);
        }
        return maySeekAuthorization(advice) && !originals.isAuthorization(original);
    }

    private void note(long found, long original, Acquirer acquirer) {
        if (original != OriginalSearch.UNKNOWN || !originals.isNamed()) {
            return;
        }
        if (found == OriginalSearch.AMBIGUOUS) {
            board.raise(Alarm.AMBIGUOUS_ORIGINAL, acquirer.id, 0);
        }
        board.count(EngineCounter.ADVICES_UNKNOWN_ORIGINAL);
    }

    private static boolean isFinancial(int mti) {
        return Mti.messageClass(mti) == Mti.CLASS_FINANCIAL;
    }

    /** A refund is another transaction, whatever it names. */
    private boolean mayComplete(MessageView advice, long original) {
        return original > 0 && isFinancial(advice.mti()) && originals.isSameWay(original);
    }

    private boolean isCompletedBefore(MessageView advice, long original, Acquirer acquirer) {
        return mayComplete(advice, original)
                && board.history.net(original) == NetState.COMPLETED
                && acquirer.config.profile().completions() == AcquirerProfile.Completions.ONE;
    }

    private static boolean isOriginalRequired(MessageView advice, Acquirer acquirer) {
        return Mti.movesMoney(advice.mti())
                && acquirer.config.profile().adviceOriginal() == AcquirerProfile.AdviceOriginal.REQUIRED;
    }

    /** Its original is not taken for unknown as long as nobody can tell: its issuer would be told zeros, or its acquirer 25. */
    private boolean mustKnow(MessageView advice, Acquirer acquirer) {
        return originals.namesMessage() || isOriginalRequired(advice, acquirer);
    }

    /** The issuer that has the original, wherever routes lead by now; null where none is known, or it is not configured any more. */
    private @Nullable Issuer issuerOf(long original) {
        int known = original == OriginalSearch.UNKNOWN ? -1 : board.history.issuer(original);
        return known < 0 || board.issuers.get(known).isRetired ? null : board.issuers.get(known);
    }

    /** The first that can be reached, or the first of all. */
    private Issuer choose(int[] issuers) {
        Issuer chosen = board.issuers.get(issuers[0]);
        for (int i = issuers.length - 1; i >= 0; i--) {
            Issuer issuer = board.issuers.get(issuers[i]);
            chosen = issuer.isUsable() ? issuer : chosen;
        }
        return chosen;
    }

    /** One append: R1, OWED, R3. */
    private void accept(Takeover advice, Issuer issuer, long original) {
        if (original > 0 && !board.history.has(original)) {
            takeovers.abandon(advice, Takeovers.PUSHED_OUT);
            return;
        }
        if (original != OriginalSearch.UNKNOWN) {
            takeovers.relate(advice, original);
        }
        int length = takeovers.answer(advice, advice.acquirer.dialect.code(Reason.ACCEPTED, advice.accepted.mti));
        boolean canLeave = length > 0 && board.outbox.hasRoom(length);
        if (!canLeave || !board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            takeovers.abandon(advice, NO_ROOM);
            return;
        }
        History history = board.history;
        long row = advice.row;
        long amountMinor = advice.accepted.amountMinor;
        board.records.add(advice.accepted);
        history.acceptedPosition(row, advice.accepted.position);
        history.issuer(row, issuer.index);
        OwedDelivery delivery = owed.record(advice, issuer, original);
        if (original != OriginalSearch.UNKNOWN
                && isFinancial(advice.accepted.mti)
                && originals.isAuthorization(original)) {
            complete(advice, original);
        }
        JournalRecord outcome = board.records.outcome(
                advice.accepted.epoch, advice.accepted.counter, TransactionState.ANSWERED, Reason.ACCEPTED);
        board.answers.store(length, advice.acquirer.dialect, outcome);
        outcome.amountMinor = amountMinor;
        board.records.add(outcome);
        long position = board.journal.append();
        board.count(EngineCounter.ADVICES_ACCEPTED);
        history.transition(row, TransactionState.ANSWERED);
        if (Mti.movesMoney(advice.accepted.mti)) {
            history.net(row, NetState.FULL, amountMinor);
        }
        history.answerPosition(row, position);
        board.outbox.offer(position, advice.token, board.answers.buffer, 0, length);
        owed.start(delivery);
    }

    /** The issuer sets the final amount in the place of what it approved. */
    private void complete(Takeover advice, long authorization) {
        History history = board.history;
        board.count(EngineCounter.COMPLETIONS);
        history.net(authorization, NetState.COMPLETED, history.moved(authorization));
        history.set(advice.row, History.FLAG_COMPLETES);
        board.records.net(
                history.epoch(authorization),
                history.counter(authorization),
                NetState.COMPLETED,
                advice.accepted.amountMinor,
                advice.accepted.epoch,
                advice.accepted.counter);
    }
}
