package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.config.AcquirerProfile;
import io.wasl.frame.Frame;
import io.wasl.iso.Reason;
import io.wasl.link.Link;

/**
 * What a message gets that repeats a known one: never a second execution.
 *
 * <pre>
 *   other contents   94 and an alarm
 *   in flight        attached: its own copy of the same answer (at most 16; one more closes its connection)
 *   finished         the stored answer (or 94, by profile, but for a reversal that an issuer has answered)
 * </pre>
 *
 * Asked before every refusal for overload, disk or link. Loop thread.
 */
final class Repeats {

    static final int MOST_WAITERS = 16;

    private final Switchboard board;
    private final Admission admission;
    private final DuplicateGuard duplicates;
    private final Endings endings;
    private final Replays replays;
    private final Recall recall;

    Repeats(Switchboard board, Admission admission, Endings endings, Recall recall) {
        this.recall = recall;
        this.board = board;
        this.admission = admission;
        this.duplicates = new DuplicateGuard(board);
        this.endings = endings;
        this.replays = new Replays(board, endings);
    }

    /** Deals with the message under hand if it is a repeat; false when it is new. */
    boolean answer(Link link, MessageView message, Frame frame) {
        long known = duplicates.find(message);
        if (known == DuplicateGuard.NEW) {
            return false;
        }
        if (!duplicates.isSameContents(known)) {
            board.count(EngineCounter.DUPLICATE_MISMATCHES);
            board.raise(Alarm.DUPLICATE_MISMATCH, link.member(), known);
            admission.refuse(link, message, frame, Reason.DUPLICATE_MISMATCH);
        } else if (endings.waitsForAnswer(known)) {
            attach(board.history.slot(known), link, frame);
        } else if (isToldDuplicate(known)) {
            board.count(EngineCounter.REFUSED);
            replays.answerAnew(known, link, message, frame, admission.code(link, message.mti(), Reason.DUPLICATE));
        } else {
            replays.answer(known, link, message, frame);
        }
        return true;
    }

    /** Not of a reversal that an issuer may have refused: 94 would say that it was taken. */
    private boolean isToldDuplicate(long known) {
        return board.acquirer(known).config.profile().duplicate() == AcquirerProfile.Duplicate.CODE_94
                && !board.history.isRelayed(known);
    }

    /** Who is asked when memory knows nothing. */
    Recall older() {
        return recall;
    }

    /** Where stored answers are given again. */
    Replays replays() {
        return replays;
    }

    /** Whether the reversal of the message under hand came before it. */
    boolean isReversedBefore() {
        return duplicates.isReversedBefore();
    }

    private void attach(int slot, Link link, Frame frame) {
        if (board.inFlight.waiterCount(slot) >= MOST_WAITERS) {
            board.count(EngineCounter.REPEATS_UNANSWERED);
            link.close("more than " + MOST_WAITERS + " repeats of one request in flight");
            return;
        }
        board.count(EngineCounter.ATTACHED);
        board.inFlight.attach(slot, link, frame.headerBuffer(), frame.headerOffset(), frame.headerLength());
    }
}
