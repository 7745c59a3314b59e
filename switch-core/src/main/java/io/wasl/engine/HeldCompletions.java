package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.journal.NetState;
import io.wasl.link.Link;
import io.wasl.link.LinkState;
import java.util.ArrayDeque;

/**
 * Completions that came while their authorization is still in flight: what there is to complete, and whether there is anything, is
 * known when that has ended, at its own deadline at the latest. They come from hosts that time out earlier than Wasl does. Loop
 * thread.
 */
final class HeldCompletions {

    private static final int MOST = 1024;

    private final Switchboard board;
    private final Recall.Again again;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final MessageView message = new MessageView();
    private final Frame frame = new Frame();

    private record Held(Parked advice, long authorization) {}

    HeldCompletions(Switchboard board, Recall.Again again) {
        this.board = board;
        this.again = again;
    }

    /** Whether a completion must wait for the end of this one. */
    boolean mustWaitFor(long row) {
        TransactionState state = board.history.state(row);
        boolean isOpen = state == TransactionState.FORWARDED || state == TransactionState.ANSWERED;
        return board.history.slot(row) >= 0
                && isOpen
                && board.history.net(row) == NetState.NONE
                && Mti.messageClass(board.history.mti(row)) == Mti.CLASS_AUTHORIZATION;
    }

    /** False when too many wait: then nothing has happened. */
    boolean hold(Link link, MessageView advice, Frame received, long authorization) {
        if (held.size() >= MOST) {
            return false;
        }
        held.add(new Held(new Parked(link, advice, received, board.nanos.nanoTime()), authorization));
        return true;
    }

    int size() {
        return held.size();
    }

    /** Those whose authorization has ended go their way, as if they had just come. */
    void onTick() {
        for (int left = held.size(); left > 0; left--) {
            Held next = held.remove();
            if (board.history.has(next.authorization) && mustWaitFor(next.authorization)) {
                held.add(next);
            } else if (next.advice.link.state() != LinkState.CLOSED) {
                next.advice.load(message, frame);
                again.onMessage(next.advice.link, message, frame, next.advice.receivedNs);
            }
        }
    }
}
