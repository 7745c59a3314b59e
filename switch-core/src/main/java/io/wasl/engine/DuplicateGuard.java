package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.iso.Mti;

/**
 * Finds what a message repeats. Asked after validation and before every other refusal, so that a repeat is never turned
 * away for overload, disk or link. Loop thread.
 */
final class DuplicateGuard {

    /** Nothing known under this key. */
    static final long NEW = 0;

    private final Switchboard board;

    DuplicateGuard(Switchboard board) {
        this.board = board;
    }

    /**
     * The transaction that the message under hand repeats, or {@link #NEW}. Its contents may differ: see
     * {@link #isSameContents}.
     */
    long find(MessageView message) {
        KeyIndex index = board.history.index();
        MessageFacts facts = board.facts;
        index.fetch(facts.duplicate.low(), facts.original.low(), facts.rrn.low());
        long known = index.find(KeyHash.DUPLICATE, facts.duplicate.high(), facts.duplicate.low());
        if (known != KeyIndex.NONE) {
            return known;
        }
        boolean canSeek = Mti.isRepeat(message.mti()) && message.has(37) && message.has(41) && facts.panLength > 0;
        return canSeek ? findRestamped(message) : NEW;
    }

    boolean isSameContents(long row) {
        return board.history.fingerprint(row) == board.facts.fingerprint
                && board.facts.hasToken(board.history.token(row));
    }

    /** Whether a reversal of the message under hand came before it. */
    boolean isReversedBefore() {
        MessageFacts facts = board.facts;
        return isEntombed(facts.original, false) || facts.panLength > 0 && isEntombed(facts.rrn, true);
    }

    private boolean isEntombed(KeyHash key, boolean isByContents) {
        if (!board.history.mayHoldTombstone(key)) {
            return false;
        }
        KeyIndex index = board.history.index();
        int alike = 0;
        for (long row = index.find(History.TOMBSTONE_KEY, key.high(), key.low());
                row != KeyIndex.NONE;
                row = index.next(History.TOMBSTONE_KEY, row)) {
            if (++alike > History.MOST_ALIKE) {
                // Nobody can say that none of them means it.
                return true;
            }
            if (isByContents ? isItsContents(row) : isItsPan(row)) {
                return true;
            }
        }
        return false;
    }

    /** As far as the reversal told one: DE 7 and 11 of DE 90 may be another card's. */
    private boolean isItsPan(long row) {
        long token = board.history.token(row);
        return token == 0 || board.facts.tokenLow == 0 || board.facts.hasToken(token);
    }

    private boolean isItsContents(long row) {
        return board.history.amount(row) == board.facts.amountMinor && isItsPan(row);
    }

    /** Hosts that stamp DE 7 anew when they repeat: RRN, terminal, PAN, amount and STAN are equal; one candidate only, of the newest. */
    private long findRestamped(MessageView message) {
        KeyIndex index = board.history.index();
        MessageFacts facts = board.facts;
        long found = NEW;
        int alike = 0;
        for (long row = index.find(KeyHash.RRN, facts.rrn.high(), facts.rrn.low());
                row != KeyIndex.NONE && alike < History.MOST_ALIKE;
                row = index.next(KeyHash.RRN, row), alike++) {
            if (isRestamped(row, message.mti())) {
                if (found != NEW) {
                    return NEW;
                }
                found = row;
            }
        }
        return found;
    }

    private boolean isRestamped(long row, int mti) {
        return Mti.first(board.history.mti(row)) == Mti.first(mti)
                && board.history.hasStan(row, board.facts.stan)
                && board.history.amount(row) == board.facts.amountMinor
                && isSameContents(row);
    }
}
