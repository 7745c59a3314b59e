package io.wasl.engine;

import io.wasl.config.JournalConfig;
import io.wasl.iso.ElementSet;
import io.wasl.journal.CardState;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.OpenDelivery;
import io.wasl.journal.RecoveryVisitor;
import io.wasl.journal.TransactionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final OwedDeliveries owed;
    private final OwedAdvices advices;
    private final JournalConfig.Unconfirmed unconfirmedPolicy;
    /** Ids to rows, while reading. */
    private final KeyIndex rowsById;

    /** Owed or parked so far, by their ids. */
    private DeliveryTable deliveries = new DeliveryTable();

    /** The same, as they were told: nearly in the order of the log. */
    private final DeliveryList told = new DeliveryList();

    private final Set<Long> unconfirmed = new LinkedHashSet<>();
    private final ArrayDeque<Integer> open = new ArrayDeque<>();
    /** By the row of a reversal that is with its issuer, as far as it was read. */
    private final Map<Long, Relayed> relayed = new HashMap<>();

    /** By the transaction that it names, of which its issuer had no advice when it was owed. */
    private final Map<TransactionId, List<OwedDelivery>> naming = new HashMap<>();

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
        this.advices = advices;
        this.board = board;
        this.rows = rows;
        this.owed = owed;
        this.unconfirmedPolicy = unconfirmedPolicy;
        rowsById = new KeyIndex(board.limits.inFlightCapacity() + board.history.capacity() + 1);
    }

    @Override
    public void onForgotten(long fromMs) {
        board.history.forgottenUntil(fromMs);
    }

    @Override
    public void onLastStan(String issuer, int stan) {
        rows.issuer(issuer).sawStan(stan);
    }

    @Override
    public void onCards(CardState cards) {
        board.cards.load(cards);
    }

    /** Its original is not remembered; what else is owed for that still finds it by the same row ({@link History#forgotten}). */
    @Override
    public void onDelivery(OpenDelivery open) {
        OwedDelivery delivery = new OwedDelivery(
                open.epoch, open.counter, open.relatedEpoch, open.relatedCounter, rows.issuer(open.member), open.mti);
        delivery.owedAt(open.firstPosition);
        delivery.owedAt(open.position);
        delivery.originalRow = History.forgotten(open.relatedEpoch, open.relatedCounter);
        boolean isOfAdvice = open.isAdviceNamed && !delivery.isAdvice();
        delivery.namedRow = isOfAdvice ? delivery.originalRow : History.forgotten(open.namedEpoch, open.namedCounter);
        delivery.names = open.names;
        delivery.mustName = open.names != 0;
        delivery.isAdviceNamed = open.isAdviceNamed;
        delivery.namesSent = open.namesSent;
        delivery.stan = (int) open.number;
        delivery.isOfLeg = open.isOfLeg;
        delivery.isKnownApproval = !open.isOutcomeUnknown;
        if (open.copies > 0) {
            copied(delivery, open.copies, open.sent);
        }
        namesUnsent(
                delivery, isOfAdvice ? idOfOriginal(delivery) : new TransactionId(open.namedEpoch, open.namedCounter));
        if (open.isParked) {
            delivery.parking = new OwedDelivery.Parking(open.code, open.parkedTimeMs);
        }
        add(delivery);
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
            case OWED -> owed(record);
            case SENT -> sent(record);
            case DELIVERY_ENDED -> deliveryEnded(record);
            case TOMBSTONE -> tombstone(record);
            case APPROVED_LATE -> approvedLate(record);
            case REOPENED -> reopened(record);
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
        restoreDeliveries();
        if (unconfirmedPolicy == JournalConfig.Unconfirmed.REVERSE) {
            unconfirmed.stream().filter(board.history::has).forEach(endings::reverseUnconfirmed);
        }
        unconfirmed.clear();
        return true;
    }

    /** In the order of the log, which they are sent in again. */
    private void restoreDeliveries() {
        OwedDelivery[] inOrder = new OwedDelivery[deliveries.size()];
        deliveries = new DeliveryTable();
        for (int i = 0; i < inOrder.length; i++) {
            OwedDelivery next = Objects.requireNonNull(told.first());
            told.remove(next);
            inOrder[i] = next;
        }
        Arrays.sort(inOrder, Comparator.comparingLong(delivery -> delivery.firstPosition));
        for (OwedDelivery delivery : inOrder) {
            noteOnDelivery(delivery);
            owed.restore(delivery);
        }
    }

    /** What its issuer is known to have booked, said by the delivery itself: its original may be forgotten when 25 comes. */
    private void noteOnDelivery(OwedDelivery delivery) {
        long row = delivery.originalRow;
        if (board.history.has(row) && !delivery.isAdvice()) {
            delivery.isKnownApproval = delivery.reversesKnownApproval(board.history);
        }
    }

    private void accepted(JournalRecord record) {
        makeRoom();
        long row = rows.accepted(record);
        rowsById.put(record.epoch, home(record.epoch, record.counter), row);
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
        long row = find(record.epoch, record.counter);
        if (row == 0) {
            return;
        }
        rows.intent(row, record, board.accepted);
        Issuer issuer = rows.issuer(record.member);
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
        long original = find(board.accepted.relatedEpoch, board.accepted.relatedCounter);
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
        long row = find(record.epoch, record.counter);
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
        long row = find(record.epoch, record.counter);
        if (row != 0) {
            board.history.set(row, History.FLAG_RESPONDED);
            unconfirmed.remove(row);
        }
    }

    private void net(JournalRecord record) {
        long row = find(record.epoch, record.counter);
        if (row != 0) {
            rows.net(row, record);
            long completion = find(record.relatedEpoch, record.relatedCounter);
            if (RecordedRows.isCompleted(record) && completion != 0) {
                rows.completes(completion);
            }
            unconfirmed.remove(row);
        }
    }

    private void owed(JournalRecord record) {
        if (hasMoved(record)) {
            return;
        }
        long row = find(record.relatedEpoch, record.relatedCounter);
        Issuer issuer = rows.issuer(record.member);
        OwedDelivery delivery = new OwedDelivery(
                record.epoch, record.counter, record.relatedEpoch, record.relatedCounter, issuer, record.mti);
        delivery.owedAt(record.position);
        delivery.originalRow = row != 0 ? row : History.forgotten(record.relatedEpoch, record.relatedCounter);
        delivery.stan = (int) record.number;
        delivery.isKnownApproval = (record.state & JournalRecord.OUTCOME_UNKNOWN) == 0;
        delivery.isOfLeg = RecordedRows.isOfLeg(record);
        if (row != 0) {
            rows.owed(row, record);
        }
        TransactionId named = idOfOriginal(delivery);
        if (delivery.isAdvice()) {
            owedAdvice(row, delivery);
            named = TransactionId.related(board.accepted);
        } else if (record.keyHigh != 0) {
            delivery.namedRow = delivery.originalRow;
        }
        delivery.takeNames(record);
        namesUnsent(delivery, named);
        add(delivery);
    }

    private static TransactionId idOfOriginal(OwedDelivery delivery) {
        return new TransactionId(delivery.originalEpoch, delivery.originalCounter);
    }

    /** Its number stands in each copy of that. */
    private void namesUnsent(OwedDelivery delivery, TransactionId named) {
        if (delivery.mustName && delivery.isAdviceNamed && delivery.namesSent == 0) {
            naming.computeIfAbsent(named, id -> new ArrayList<>()).add(delivery);
        }
    }

    private void add(OwedDelivery delivery) {
        deliveries.put(DeliveryTable.keyOf(delivery.epoch, delivery.counter), delivery);
        told.addLast(delivery);
    }

    /** It was appended again, to outlive the segment that it stood in: all but its place is as before. */
    private boolean hasMoved(JournalRecord record) {
        OwedDelivery known = deliveries.get(DeliveryTable.keyOf(record.epoch, record.counter));
        if (known != null) {
            known.owedAt(record.position);
        }
        return known != null;
    }

    /** Of an acquirer's own the R1 stands directly before: what that names is at hand. */
    private void owedAdvice(long row, OwedDelivery delivery) {
        if (delivery.stan != 0) {
            delivery.issuer.sawStan(delivery.stan);
        }
        if (row != 0 && board.history.isAdvice(row)) {
            long original = find(board.accepted.relatedEpoch, board.accepted.relatedCounter);
            advices.name(delivery, original, board.accepted);
            if (original == 0) {
                delivery.namedRow = History.forgotten(board.accepted.relatedEpoch, board.accepted.relatedCounter);
            }
        }
    }

    private void sent(JournalRecord record) {
        OwedDelivery delivery = deliveries.get(DeliveryTable.keyOf(record.epoch, record.counter));
        if (delivery == null) {
            return;
        }
        if (delivery.copies == 0) {
            if (delivery.stan == 0) {
                // Later copies, and numbers chosen before, are far behind the newest.
                delivery.issuer.sawStan((int) record.open.number(11));
            }
            if (delivery.isAdvice() && board.history.has(delivery.originalRow)) {
                rows.sent(delivery.originalRow, record);
            }
        }
        delivery.sentPosition = record.position;
        if (delivery.isAdvice()) {
            naming.getOrDefault(idOfOriginal(delivery), List.of())
                    .forEach(follower -> follower.namesSent = record.position);
        }
        copied(delivery, (int) record.number, record.open);
    }

    /** What all its copies carry stands in each SENT. */
    private void copied(OwedDelivery delivery, int copies, ElementSet sent) {
        int value = sent.find(delivery.issuer.dialect.version().originalData());
        delivery.mustName = false;
        if (value >= 0) {
            delivery.named = Arrays.copyOfRange(sent.buffer(), value, value + sent.lengthAt(value));
        }
        delivery.copies = copies;
        delivery.time = sent.number(7);
        delivery.stan = (int) sent.number(11);
        KeyHash key = board.legKey.ofSent(delivery.issuer, sent, sent);
        delivery.keyHigh = key.high();
        delivery.keyLow = key.low();
    }

    private void deliveryEnded(JournalRecord record) {
        long id = DeliveryTable.keyOf(record.epoch, record.counter);
        OwedDelivery delivery = deliveries.get(id);
        boolean isParked = record.state == DeliveryEnd.PARKED.wireId();
        if (isParked && delivery != null && delivery.parking == null) {
            delivery.parking = new OwedDelivery.Parking(record.code, record.logTimeMs);
        } else if (!isParked && delivery != null) {
            deliveries.remove(id, delivery);
            told.remove(delivery);
        }
        long row = find(record.relatedEpoch, record.relatedCounter);
        if (row == 0) {
            return;
        }
        boolean isOfLeg = delivery != null && delivery.isOfLeg;
        rows.deliveryEnded(row, record, delivery == null ? OwedDeliveries.REVERSAL_ADVICE : delivery.mti, isOfLeg);
    }

    private void reopened(JournalRecord record) {
        OwedDelivery delivery = deliveries.get(DeliveryTable.keyOf(record.epoch, record.counter));
        if (delivery != null) {
            delivery.parking = null;
            if (!delivery.isOfLeg && board.history.has(delivery.originalRow)) {
                rows.reopened(delivery.originalRow);
            }
        }
    }

    private void tombstone(JournalRecord record) {
        makeRoom();
        rows.tombstone(record);
    }

    private void approvedLate(JournalRecord record) {
        long row = find(record.epoch, record.counter);
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
            rowsById.remove(home(history.epoch(oldest), history.counter(oldest)), oldest);
            unconfirmed.remove(oldest);
        }
    }

    private long find(long epoch, long counter) {
        int place = rowsById.find(epoch, home(epoch, counter));
        return place == KeyIndex.NONE ? 0 : rowsById.transactionAt(place);
    }

    /** Spreads counters, which are dense, over the index; different counters of one epoch stay different. */
    private static long home(long epoch, long counter) {
        return counter * 0x9E3779B97F4A7C15L ^ epoch;
    }
}
