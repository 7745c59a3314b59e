package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;
import io.wasl.journal.JournalRecord;
import io.wasl.link.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stored answers, read back from the log and given again. A repeat that cannot be looked up is not answered: its
 * connection is closed, so that its sender asks again. While an acquirer's reversal is with the issuer nobody can tell which
 * answer its original will have: repeats of that are held until it has ended. Loop thread.
 */
final class Replays {

    private final Switchboard board;
    private final Endings endings;
    /** By the row that they repeat. */
    private final Map<Long, List<InFlight.Waiter>> held = new HashMap<>();

    Replays(Switchboard board, Endings endings) {
        this.board = board;
        this.endings = endings;
    }

    /** Gives the stored answer of a finished transaction to a repeat of it. */
    void answer(long row, Link link, MessageView request, Frame frame) {
        if (board.history.answerPosition(row) > 0) {
            byte[] header = Arrays.copyOfRange(
                    frame.headerBuffer(), frame.headerOffset(), frame.headerOffset() + frame.headerLength());
            read(row, link, header);
        } else if (board.history.state(row).isOutcomeUnknown()
                || board.history.state(row) == TransactionState.NOT_SENT) {
            // Its record waits for room in the log; the answer itself does not.
            int code = link.dialect().code(board.history.state(row).usualReason(), request.mti());
            board.count(EngineCounter.REPLAYED);
            answerAnew(row, link, request, frame, code);
        } else {
            giveUp(link);
        }
    }

    /** Another answer than the stored one, to a repeat under hand. */
    void answerAnew(long row, Link link, MessageView request, Frame frame, int code) {
        int day = board.history.businessDay(row);
        int length = board.answers.repeated(request, board.acquirer(row), day, code);
        if (length < 0) {
            link.close("an answer cannot be written");
        } else {
            board.answerNow(link, frame, length);
        }
    }

    /** The reversal of that row has ended: whoever repeats it gets the answer that it has now. */
    void release(long row) {
        List<InFlight.Waiter> waiting = held.remove(row);
        if (waiting != null) {
            waiting.forEach(repeat -> read(row, repeat.link, repeat.header));
        }
    }

    private void hold(long row, Link link, byte[] header) {
        List<InFlight.Waiter> waiting = held.computeIfAbsent(row, unused -> new ArrayList<>());
        if (waiting.size() >= Repeats.MOST_WAITERS) {
            giveUp(link);
        } else {
            board.count(EngineCounter.ATTACHED);
            waiting.add(new InFlight.Waiter(link, header, null));
        }
    }

    private void read(long row, Link link, byte[] header) {
        if (board.history.has(row, History.FLAG_RELAYED)) {
            hold(row, link, header);
            return;
        }
        long position = board.history.answerPosition(row);
        boolean isAsked = board.reads.request(position, new JournalReads.Waiting() {
            @Override
            public void onRecord(JournalRecord record) {
                replay(row, link, header, record);
            }

            @Override
            public void onUnreadable() {
                board.raise(Alarm.ANSWER_UNREADABLE, link.member(), 0);
                giveUp(link);
            }
        });
        if (!isAsked) {
            giveUp(link);
        }
    }

    private void replay(long row, Link link, byte[] header, JournalRecord outcome) {
        if (!board.history.has(row)) {
            giveUp(link);
            return;
        }
        long position = board.history.answerPosition(row);
        boolean isReversing =
                board.history.has(row, History.FLAG_REVERSING) || board.history.has(row, History.FLAG_RELAYED);
        if (position != outcome.position || isReversing) {
            // Replaced while it was read, or about to be: an approval that is being reversed is never given again.
            if (position > 0) {
                read(row, link, header);
            } else {
                giveUp(link);
            }
            return;
        }
        int length = board.answers.replay(outcome, link.dialect());
        if (length < 0) {
            giveUp(link);
            return;
        }
        board.count(EngineCounter.REPLAYED);
        // While the fate of the first copies is open, this one may be what settles it.
        int slot = board.history.slot(row);
        boolean mayCount = slot >= 0 && board.inFlight.copiesUnderWay[slot] > 0;
        long token = mayCount ? board.inFlight.token(Outbox.APPROVAL, slot) : Link.NO_TOKEN;
        boolean isTaken = board.send(link, board.answers.buffer, length, header, header.length, token);
        if (isTaken && mayCount) {
            endings.approvalReplayed(slot);
        }
    }

    private void giveUp(Link link) {
        board.count(EngineCounter.REPEATS_UNANSWERED);
        link.close("a repeat cannot be looked up");
    }
}
