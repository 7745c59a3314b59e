package io.wasl.engine;

import io.wasl.config.JournalConfig;
import io.wasl.journal.CardState;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.OpenDelivery;
import io.wasl.journal.RecoveryVisitor;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * From the log to the tables: every committed record in order, then what a crash has left open.
 *
 * <pre>
 *   R2 without R3            TIMED_OUT, stored answer 91, reversal owed: one append each, before listeners open
 *   the same of a reversal   taken over, since its issuer may have it: its slot is taken, and {@link RelayedReversals} ends it
 *   R3 approval without R4   kept and counted, or reversed (journal.unconfirmed)
 *   owed, not ended          back in its queue; every further copy is a repeat
 *   parked                   still the operator's
 *   an advice taken over     its amount moved, nothing open: R1, OWED and R3 are one append
 *   owed to nobody           its issuer is no longer configured: parked, with an alarm
 * </pre>
 *
 * Used once; the recovering thread, then the loop's.
 */
final class Recovery implements RecoveryVisitor {

    private final Switchboard board;
    private final RecordedRows rows;
    private final RowsById rowsById;
    private final RecoveredDeliveries deliveries;
    private final JournalConfig.Unconfirmed unconfirmedPolicy;

    private final Set<Long> unconfirmed = new LinkedHashSet<>();
    private final ArrayDeque<Integer> open = new ArrayDeque<>();
    /** By the row of a reversal that is with its issuer, as far as it was read. */
    private final Map<Long, Relayed> relayed = new HashMap<>();

    private long lastPosition;

    /**
     * A reversal that is with its issuer.
     *
     * @param original the row of what it reverses; 0 where the start has not read that
     * @param epoch of its id, and {@code counter}
     * @param position where it begins
     * @param remains of it, in minor units
     */
    record Relayed(long original, long epoch, long counter, long position, long remains) {}

    Recovery(
            Switchboard board,
            RecordedRows rows,
            OwedDeliveries owed,
            OwedAdvices advices,
            JournalConfig.Unconfirmed unconfirmedPolicy) {
        this.board = board;
        this.rows = rows;
        this.unconfirmedPolicy = unconfirmedPolicy;
        rowsById = new RowsById(board.limits.inFlightCapacity() + board.history.capacity() + 1);
        deliveries = new RecoveredDeliveries(board, rows, rowsById, owed, advices);
    }

    @Override
    public void onForgotten(long fromMs) {
        board.history.forgottenUntil(fromMs);
    }

    @Override
    public void onLastStan(String issuer, int stan) {
        rows.lastStan(issuer, stan);
    }

    @Override
    public void onCards(CardState cards) {
        board.cards.load(cards);
    }

    @Override
    public void onDelivery(OpenDelivery open) {
        deliveries.fromCheckpoint(open);
    }

    @Override
    public void onRecord(JournalRecord record) {
        if (lastPosition == 0) {
            board.history.forgotten().startsBehind(record.position - 1);
        }
        lastPosition = record.position;
        board.cards.apply(record);
        switch (record.type) {
            case CUTOVER -> board.businessDate.recovered(record.number);
            case NODE_STARTED, CARD_LISTED -> {
                // The epoch is the journal's affair, and the card is told.
            }
            case ACCEPTED -> accepted(record);
            case INTENT -> intent(record);
            case OUTCOME -> outcome(record);
            case RESPONDED -> responded(record);
            case NET -> net(record);
            case OWED -> deliveries.owed(record);
            case SENT -> deliveries.sent(record);
            case DELIVERY_ENDED -> deliveries.ended(record);
            case TOMBSTONE -> tombstone(record);
            case APPROVED_LATE -> approvedLate(record);
            case REOPENED -> deliveries.reopened(record);
        }
    }

    /** All records are read: what is still open is known. */
    void finishReading() {
        boolean isUnread = relayed.values().stream().anyMatch(reversal -> reversal.original == 0);
        if (isUnread && !board.older.isKept()) {
            throw new IllegalStateException("a reversal is open in the log whose original is older than"
                    + " journal.memory-window; raise it to at least its old value");
        }
        // In the order of the log: which slots they have depends on where reading began.
        IntStream.range(0, board.inFlight.capacity())
                .filter(slot -> board.inFlight.row(slot) != 0)
                .boxed()
                .sorted(Comparator.comparingLong(board.inFlight::row))
                .forEach(open::add);
        board.history.forgotten().startedAt(lastPosition);
        board.issuers.forEach(Issuer::skipAfterRestart);
        board.counters.set(EngineCounter.STOOD_IN_TODAY, board.standInLimits.size());
        board.counters.set(EngineCounter.HOT_CARDS, board.cards.listed().size());
        board.counters.set(EngineCounter.UNCONFIRMED, unconfirmed.size());
    }

    /**
     * Ends what a crash has left open, as far as the log takes it now. Called at once and again whenever something became
     * durable, until it says that nothing is left.
     */
    boolean resolve(Endings endings, RelayedReversals relays) {
        while (!open.isEmpty()) {
            int slot = open.element();
            Relayed reversal = relayed.get(board.inFlight.row(slot));
            if (reversal != null) {
                relays.found(slot, reversal);
            } else if (board.inFlight.row(slot) != 0 && !endings.recovered(slot)) {
                return false;
            }
            open.remove();
        }
        deliveries.restore();
        if (unconfirmedPolicy == JournalConfig.Unconfirmed.REVERSE) {
            unconfirmed.stream().filter(board.history::has).forEach(endings::reverseUnconfirmed);
        }
        unconfirmed.clear();
        return true;
    }

    private void accepted(JournalRecord record) {
        makeRoom();
        long row = rows.accepted(record);
        rowsById.put(record.epoch, record.counter, row);
        board.businessDate.recovered(record.number);
        board.accepted.mti = record.mti;
        board.accepted.state = record.state;
        board.accepted.relatedEpoch = record.relatedEpoch;
        board.accepted.relatedCounter = record.relatedCounter;
        board.accepted.open.load(record.open);
        board.accepted.sealed.load(record.sealed);
    }

    /** R2 stands beside its R1: that one's elements are at hand. */
    private void intent(JournalRecord record) {
        long row = rowsById.find(record.epoch, record.counter);
        if (row == 0) {
            return;
        }
        rows.intent(row, record, board.accepted);
        Issuer issuer = rows.issuer(record.member, record.mti);
        int legStan = (int) Math.max(record.open.number(11), 0);
        if (record.state != JournalRecord.FOREIGN_STAN) {
            issuer.sawStan(legStan);
        }
        if (!board.inFlight.hasRoomForReversal()) {
            throw new IllegalStateException(
                    "more transactions are open in the log than in-flight.capacity; raise it to at least its old value");
        }
        int slot = board.inFlight.take(row);
        board.history.slot(row, slot);
        board.inFlight.keepElements(slot, board.accepted);
        int rrn = record.open.find(37);
        if (rrn >= 0) {
            board.inFlight.keepRrn(slot, record.open.buffer(), rrn, record.open.lengthAt(rrn));
        }
        board.inFlight.legStan[slot] = legStan;
        board.inFlight.legMti[slot] = record.mti;
        board.inFlight.isUnanswered[slot] = board.history.isReversal(row);
        if (board.history.isReversal(row)) {
            relayed(row, record);
        }
    }

    /** Its original must stay in memory until it has ended. */
    private void relayed(long row, JournalRecord intent) {
        long original = rowsById.find(board.accepted.relatedEpoch, board.accepted.relatedCounter);
        relayed.put(
                row,
                new Relayed(
                        original,
                        board.accepted.relatedEpoch,
                        board.accepted.relatedCounter,
                        intent.keyHigh,
                        intent.amountMinor));
        if (original != 0) {
            board.history.set(original, History.FLAG_RELAYED);
        }
    }

    private void outcome(JournalRecord record) {
        long row = rowsById.find(record.epoch, record.counter);
        if (row == 0) {
            return;
        }
        Relayed ended = relayed.remove(row);
        if (ended != null && ended.original != 0) {
            board.history.clear(ended.original, History.FLAG_RELAYED);
        }
        RecordedRows.Approval approval = rows.outcome(row, record);
        if (board.history.slot(row) >= 0) {
            board.release(board.history.slot(row));
        }
        if (approval == RecordedRows.Approval.UNCONFIRMED) {
            unconfirmed.add(row);
        } else if (approval == RecordedRows.Approval.NONE) {
            unconfirmed.remove(row);
        }
    }

    private void responded(JournalRecord record) {
        long row = rowsById.find(record.epoch, record.counter);
        if (row != 0) {
            board.history.set(row, History.FLAG_RESPONDED);
            unconfirmed.remove(row);
        }
    }

    private void net(JournalRecord record) {
        long row = rowsById.find(record.epoch, record.counter);
        if (row != 0) {
            rows.net(row, record);
            long completion = rowsById.find(record.relatedEpoch, record.relatedCounter);
            if (RecordedRows.isCompleted(record) && completion != 0) {
                rows.completes(completion);
            }
            unconfirmed.remove(row);
        }
    }

    private void tombstone(JournalRecord record) {
        makeRoom();
        rows.tombstone(record);
    }

    private void approvedLate(JournalRecord record) {
        long row = rowsById.find(record.epoch, record.counter);
        if (row != 0) {
            rows.approvedLate(row);
        }
    }

    /** The next row takes the place of the oldest, which is found no more. */
    private void makeRoom() {
        History history = board.history;
        long oldest = history.oldestIfFull();
        if (oldest != 0) {
            if (!history.hasRoom()) {
                throw new IllegalStateException("a transaction older than journal.memory-window is still open");
            }
            rowsById.remove(history.epoch(oldest), history.counter(oldest), oldest);
            unconfirmed.remove(oldest);
        }
    }
}
