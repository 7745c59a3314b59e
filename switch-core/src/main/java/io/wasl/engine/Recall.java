package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.journal.keys.FoundTransaction;
import io.wasl.journal.keys.OlderTransactions;
import io.wasl.journal.keys.WireKey;
import io.wasl.link.Link;
import io.wasl.link.LinkRole;
import io.wasl.link.LinkState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What memory has forgotten is brought back from the log: asked by a flow that finds nothing in memory, for just the keys under
 * which it looked.
 *
 * <pre>
 *   flow: not in memory ─► filters rule it out ─────────────────────────► it is new: the flow goes on
 *                              └─ maybe ─► parked ─► found ─► rows again ─► the flow once more, from memory
 *                                             └─► nothing: the flow once more; what was asked is not asked again
 * </pre>
 *
 * <p>While a message is parked everything else goes on, a second copy of it included: that one is parked behind it, or finds
 * what the first one has begun. What cannot be told is not answered: its connection closes, its sender asks again. Only a
 * plain request, or an advice that names nothing, is taken for new where the key files do not reach far enough yet: refusing all of
 * them would stop the switch for as long as files are made. Loop thread.
 */
final class Recall {

    private static final int DUPLICATE = 1;
    private static final int RESTAMPED = 2;
    private static final int ORIGINAL = 4;
    private static final int ORIGINAL_BY_RRN = 8;
    private static final int LEG = 16;

    private final Switchboard board;
    private final BroughtBack broughtBack;
    private final Again again;
    private final MessageView message = new MessageView();
    private final Frame frame = new Frame();
    /** Under which keys the message under hand is looked for; copied where it is parked. */
    private final List<WireKey> keys = new ArrayList<>(3);

    private int underway;

    /** The message under hand when it comes out of its parking; what it was looked up for is known. */
    private @Nullable Parked current;

    /** Handles a message as if it had just come. */
    interface Again {
        void onMessage(Link link, MessageView message, Frame frame, long receivedNs);
    }

    Recall(Switchboard board, BroughtBack broughtBack, Again again) {
        this.board = board;
        this.broughtBack = broughtBack;
        this.again = again;
    }

    /** How many messages are parked. */
    int underway() {
        return underway;
    }

    /**
     * Memory knows nothing that this message repeats, and no reversal that came before it.
     *
     * @return whether it is dealt with for now: parked or, where nobody can tell, turned away
     */
    boolean ofRepeat(Link link, MessageView request, Frame received, long receivedNs) {
        if (!board.older.isKept()) {
            return false;
        }
        MessageFacts facts = board.facts;
        boolean isReversal = Mti.messageClass(request.mti()) == Mti.CLASS_REVERSAL;
        keys.clear();
        int asked = asked();
        if ((asked & DUPLICATE) == 0) {
            asked |= DUPLICATE;
            add(facts.duplicate);
            if (!isReversal) {
                addTombstone(facts.original);
            }
            if (!isReversal && facts.panLength > 0) {
                addTombstone(facts.rrn);
            }
        }
        boolean canSeek = Mti.isRepeat(request.mti()) && request.has(37) && request.has(41) && facts.panLength > 0;
        if (keys.isEmpty() && canSeek && (asked & RESTAMPED) == 0) {
            asked |= RESTAMPED;
            add(facts.rrn);
        }
        if (keys.isEmpty()) {
            return Mti.isRepeat(request.mti()) && isBeyondTheFiles(link);
        }
        park(asked, parked(link, request, received, receivedNs));
        return true;
    }

    /**
     * Memory does not know the original of this reversal or advice.
     *
     * @param originals has looked for it
     * @param mustBeTold whether it is turned away where nobody can tell
     * @return whether it is dealt with for now
     */
    boolean ofOriginal(Link link, MessageView about, Frame received, OriginalSearch originals, boolean mustBeTold) {
        if (!board.older.isKept()) {
            return false;
        }
        keys.clear();
        int asked = asked();
        if (originals.isNamed() && (asked & ORIGINAL) == 0) {
            asked |= ORIGINAL;
            add(board.facts.soughtOriginal);
        }
        if (keys.isEmpty() && originals.isSought() && (asked & ORIGINAL_BY_RRN) == 0) {
            asked |= ORIGINAL_BY_RRN;
            add(board.facts.soughtRrn);
        }
        if (keys.isEmpty()) {
            return mustBeTold && (originals.isNamed() || originals.isSought()) && isBeyondTheFiles(link);
        }
        park(asked, parked(link, about, received, board.nanos.nanoTime()));
        return true;
    }

    /**
     * Memory knows one that this reversal may mean, and not by DE 90: the log may know another of that RRN.
     *
     * @return whether it is dealt with for now
     */
    boolean ofOthers(Link link, MessageView reversal, Frame received, long receivedNs) {
        if (!board.older.isKept() || (asked() & ORIGINAL_BY_RRN) != 0) {
            return false;
        }
        keys.clear();
        add(board.facts.soughtRrn);
        if (keys.isEmpty()) {
            return false;
        }
        park(asked() | ORIGINAL_BY_RRN, parked(link, reversal, received, receivedNs));
        return true;
    }

    /**
     * Memory does not know the leg that this answer names.
     *
     * @return whether it is parked
     */
    boolean ofLeg(Link link, MessageView answer, Frame received, KeyHash leg) {
        if (!board.older.isKept() || (asked() & LEG) != 0) {
            return false;
        }
        keys.clear();
        add(leg);
        if (keys.isEmpty()) {
            return false;
        }
        park(LEG, parked(link, answer, received, board.nanos.nanoTime()));
        return true;
    }

    /**
     * Brings back the transaction that begins at this position, as far as key files can tell it whole now.
     *
     * @param onEnd told in either case; {@link BroughtBack} says which rows there are
     */
    void begunAt(long position, Runnable onEnd) {
        boolean isAsked = board.reads.request(position, new JournalReads.Waiting() {
            @Override
            public void onRecord(JournalRecord record) {
                find(new WireKey(false, record.keyHigh, record.keyLow), onEnd);
            }

            @Override
            public void onUnreadable() {
                board.raise(Alarm.ANSWER_UNREADABLE, "", 0);
                onEnd.run();
            }
        });
        if (!isAsked) {
            onEnd.run();
        }
    }

    private void find(WireKey key, Runnable onEnd) {
        boolean isAsked = board.older.find(List.of(key), new OlderTransactions.Listener() {
            @Override
            public void onFound(List<FoundTransaction> found, long knownUntil) {
                underway--;
                // What cannot be told whole now is asked for again.
                boolean ignored = bringBack(found, knownUntil);
                onEnd.run();
                settle();
            }

            @Override
            public void onUnknown() {
                underway--;
                onEnd.run();
                settle();
            }
        });
        if (isAsked) {
            underway++;
            board.count(EngineCounter.RECALLS);
        } else {
            onEnd.run();
        }
    }

    private int asked() {
        Parked parked = current;
        return parked == null ? 0 : parked.asked;
    }

    /** What began later than anything forgotten is remembered, and was not found. */
    private void add(KeyHash hash) {
        if (board.older.mayHold(
                hash.high(), hash.low(), board.history.forgotten().begunUntil())) {
            keys.add(new WireKey(false, hash.high(), hash.low()));
        }
    }

    private void addTombstone(KeyHash hash) {
        if (board.older.mayHoldTombstone(hash.high(), hash.low())) {
            keys.add(new WireKey(true, hash.high(), hash.low()));
        }
    }

    /** Where transactions are forgotten that the key files do not have yet, nobody can say that there was nothing. */
    private boolean isBeyondTheFiles(Link link) {
        if (board.history.forgotten().isWithin(board.older.knownUntil())) {
            return false;
        }
        giveUp(link);
        return true;
    }

    private Parked parked(Link link, MessageView under, Frame received, long receivedNs) {
        Parked parked = current;
        return parked == null ? new Parked(link, under, received, receivedNs) : parked;
    }

    private void park(int asked, Parked parked) {
        parked.asked = asked;
        boolean isAsked = board.older.find(List.copyOf(keys), new OlderTransactions.Listener() {
            @Override
            public void onFound(List<FoundTransaction> found, long knownUntil) {
                underway--;
                if (bringBack(found, knownUntil)) {
                    goOn(parked);
                } else {
                    giveUp(parked.link);
                }
                settle();
            }

            @Override
            public void onUnknown() {
                underway--;
                giveUp(parked.link);
                settle();
            }
        });
        if (isAsked) {
            underway++;
            board.count(EngineCounter.RECALLS);
        } else {
            giveUp(parked.link);
        }
    }

    /** False when one of them cannot be told whole now. */
    private boolean bringBack(List<FoundTransaction> found, long knownUntil) {
        for (FoundTransaction transaction : found) {
            JournalRecord first = transaction.records().get(0);
            if (broughtBack.isRemembered(first)) {
                continue;
            }
            boolean isWhole = first.type == RecordType.TOMBSTONE
                    || board.history.forgotten().isWhole(first.position, knownUntil);
            if (!isWhole || !board.history.hasRoom() || !broughtBack.add(transaction)) {
                return false;
            }
            board.count(EngineCounter.BROUGHT_BACK);
        }
        return true;
    }

    private void goOn(Parked parked) {
        if (parked.link.state() == LinkState.CLOSED) {
            // Nobody is left to be answered: it was never here, and comes again on another connection.
            return;
        }
        current = parked;
        try {
            parked.load(message, frame);
            again.onMessage(parked.link, message, frame, parked.receivedNs);
        } finally {
            current = null;
        }
    }

    /** An issuer's answer that nobody can place is none; who asks is not answered and asks again. */
    private void giveUp(Link link) {
        if (link.role() == LinkRole.ISSUER) {
            board.count(EngineCounter.UNMATCHED_ANSWERS);
        } else {
            board.count(EngineCounter.REPEATS_UNANSWERED);
            link.close("a repeat cannot be looked up");
        }
    }

    private void settle() {
        if (underway == 0) {
            board.history.forgotten().settle(board.older.knownUntil());
        }
    }
}
