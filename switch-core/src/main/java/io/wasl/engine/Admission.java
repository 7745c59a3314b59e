package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.config.AcquirerProfile;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.link.Link;
import io.wasl.validation.MessageRules;

/**
 * What happens to a message that goes nowhere: its own answer, at once. {@link #decline} leaves a record, so that a repeat
 * gets the same answer; {@link #refuse} is only counted (malformed, unsupported, or no room to remember it). Loop thread.
 */
final class Admission {

    private final Switchboard board;

    Admission(Switchboard board) {
        this.board = board;
    }

    /** Of its dialect's version, and in an acquirer's name: origin 0 or 1, or another's, 4 or 5; of a file also in an issuer's. */
    static boolean mayAcquirerSend(int mti, Link link) {
        int origin = Mti.origin(mti);
        boolean isIssuers = origin == 2 || origin == 3;
        boolean isKnown = origin <= 5 && (!isIssuers || Mti.messageClass(mti) == Mti.CLASS_FILE);
        return Mti.version(mti) == link.dialect().version().nibble() && isKnown;
    }

    /** Checks the elements and, when they are right, fills {@link Switchboard#facts} from them. */
    boolean isValid(MessageView message, Acquirer acquirer) {
        return MessageRules.check(message).isValid() && board.facts.read(message, acquirer);
    }

    /** Answers without a record. Messages that nobody answers are dropped. */
    void refuse(Link link, MessageView message, Frame frame, Reason reason) {
        board.count(EngineCounter.REFUSED);
        if (reason == Reason.OVERLOAD || reason == Reason.JOURNAL_FULL) {
            board.count(EngineCounter.SHED);
        }
        Acquirer acquirer = board.acquirers.get(link.memberIndex());
        int length = board.answers.own(message, acquirer, code(link, message.mti(), reason));
        if (length < 0) {
            link.close("an answer cannot be written");
        } else {
            board.answerNow(link, frame, length);
        }
    }

    /** Answers at once and leaves R1 and R3 in the log, lazily; where the log takes nothing it is only counted. */
    void decline(Link link, MessageView request, Frame frame, Reason reason) {
        if (reason == Reason.NO_DESTINATION) {
            board.raise(Alarm.NO_DESTINATION, link.member(), 0);
        }
        Acquirer acquirer = board.acquirers.get(link.memberIndex());
        int length = board.answers.own(request, acquirer, code(link, request.mti(), reason));
        if (length < 0) {
            link.close("an answer cannot be written");
            return;
        }
        if (remember(request, acquirer, reason, length)) {
            board.count(EngineCounter.DECLINED);
        } else {
            board.count(EngineCounter.REFUSED);
        }
        board.answerNow(link, frame, length);
    }

    /** DE 39 for a reason on this acquirer's link: its dialect's, where its profile says no other. */
    int code(Link link, int mti, Reason reason) {
        Acquirer acquirer = board.acquirers.get(link.memberIndex());
        boolean isNoRoute = reason == Reason.UNKNOWN_BIN
                && acquirer.config.profile().unknownBin() == AcquirerProfile.UnknownBin.CODE_92;
        return acquirer.dialect.code(isNoRoute ? Reason.NO_DESTINATION : reason, mti);
    }

    private boolean remember(MessageView request, Acquirer acquirer, Reason reason, int answerLength) {
        if (!board.history.hasRoom() || !fillAccepted(request, acquirer)) {
            return false;
        }
        if (!board.journal.begin(Journal.Urgency.NEW_BUSINESS)) {
            return false;
        }
        long counter = board.nextCounter();
        board.accepted.counter = counter;
        board.records.accepted(board.accepted, board.facts, acquirer);
        long acceptedPosition = board.accepted.position;
        var outcome = board.records.outcome(board.epoch(), counter, TransactionState.DECLINED, reason);
        board.answers.store(answerLength, acquirer.dialect, outcome);
        board.records.add(outcome);
        long row = addRow(acquirer, request.mti(), counter, acceptedPosition);
        board.history.transition(row, TransactionState.DECLINED);
        board.history.answerPosition(row, board.journal.append());
        return true;
    }

    /** Fills {@link Switchboard#accepted} but for its counter; false when the message needs more than a slot. */
    boolean fillAccepted(MessageView request, Acquirer acquirer) {
        var accepted = board.accepted.clear(RecordType.ACCEPTED, board.epoch(), 0);
        accepted.mti = request.mti();
        boolean isWhole = request.copyTo(accepted.open, acquirer.dialect.storedOpen())
                && request.copyTo(accepted.sealed, acquirer.dialect.storedSealed());
        accepted.number = board.businessDate.number();
        if (isWhole && acquirer.settlementDigits > 0) {
            // Whatever becomes of it, its answers carry this date.
            isWhole = board.businessDate.put(accepted.open, acquirer.settlementDigits);
        }
        if (isWhole && !request.has(2) && board.facts.panLength > 0) {
            // The PAN came in a track, which is never stored; a reversal will need it, an answer must not have it.
            accepted.state = JournalRecord.PAN_OF_TRACK;
            isWhole = accepted.sealed.put(2, board.facts.pan, 0, board.facts.panLength);
        }
        return isWhole && board.inFlight.fits(accepted.open, accepted.sealed);
    }

    /** The row of the message under hand, findable under all its keys. */
    long addRow(Acquirer acquirer, int mti, long counter, long acceptedPosition) {
        History history = board.history;
        long row = history.add(board.epoch(), counter, TransactionState.RECEIVED, board.epochClock.epochMillis());
        history.acquirer(row, acquirer.index);
        history.acceptedPosition(row, acceptedPosition);
        history.businessDay(row, board.businessDate.day());
        describe(row, mti);
        board.history.key(row, KeyHash.DUPLICATE, board.facts.duplicate);
        return row;
    }

    /** What {@link Switchboard#facts} says about a row. */
    void describe(long row, int mti) {
        History history = board.history;
        MessageFacts facts = board.facts;
        history.received(row, mti, facts.stan);
        history.contents(row, facts.fingerprint, facts.institution);
        history.amount(row, facts.amountMinor);
        history.token(row, facts.tokenLow);
        history.currency(row, facts.currency);
        if (facts.isCredit) {
            history.set(row, History.FLAG_CREDIT);
        }
        history.key(row, KeyHash.RRN, facts.rrn);
        if (Mti.messageClass(mti) != Mti.CLASS_REVERSAL) {
            history.key(row, KeyHash.ORIGINAL, facts.original);
        }
        board.counters.set(EngineCounter.REMEMBERED, history.size());
    }
}
