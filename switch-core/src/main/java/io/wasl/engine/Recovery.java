package io.wasl.engine;

import io.wasl.config.JournalConfig;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.journal.OpenDelivery;
import io.wasl.journal.RecoveryVisitor;
import java.util.ArrayDeque;
import java.util.Arrays;
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
    private final Admission admission;
    private final OwedDeliveries owed;
    private final OwedAdvices advices;
    private final JournalConfig.Unconfirmed unconfirmedPolicy;
    private final Map<String, Acquirer> acquirers = new HashMap<>();
    private final Map<String, Issuer> issuers = new HashMap<>();
    /** Ids to rows, while reading. */
    private final KeyIndex rowsById;

    /** Owed or parked so far, by their ids. */
    private DeliveryTable deliveries = new DeliveryTable();

    private final Set<Long> unconfirmed = new LinkedHashSet<>();
    private final ArrayDeque<Integer> open = new ArrayDeque<>();

    Recovery(
            Switchboard board,
            Admission admission,
            OwedDeliveries owed,
            OwedAdvices advices,
            JournalConfig.Unconfirmed unconfirmedPolicy) {
        this.advices = advices;
        this.board = board;
        this.admission = admission;
        this.owed = owed;
        this.unconfirmedPolicy = unconfirmedPolicy;
        board.acquirers.forEach(acquirer -> acquirers.put(acquirer.id, acquirer));
        board.issuers.forEach(issuer -> issuers.put(issuer.id, issuer));
        rowsById = new KeyIndex(board.limits.inFlightCapacity() + board.history.capacity() + 1);
    }

    @Override
    public void onForgotten(long fromMs) {
        board.history.forgottenUntil(fromMs);
    }

    @Override
    public void onLastStan(String issuer, int stan) {
        issuer(issuer).sawStan(stan);
    }

    /** Its original is not remembered; what else is owed for that still finds it by the same row ({@link History#forgotten}). */
    @Override
    public void onDelivery(OpenDelivery open) {
        OwedDelivery delivery = new OwedDelivery(
                open.epoch, open.counter, open.relatedEpoch, open.relatedCounter, issuer(open.member), open.mti);
        delivery.owedAt(open.firstPosition);
        delivery.owedAt(open.position);
        delivery.originalRow = History.forgotten(open.relatedEpoch, open.relatedCounter);
        delivery.namedRow = History.forgotten(open.namedEpoch, open.namedCounter);
        delivery.stan = (int) open.number;
        delivery.isKnownApproval = true;
        if (open.copies > 0) {
            copied(delivery, open.copies, open.sent);
        }
        if (open.isParked) {
            delivery.parking = new OwedDelivery.Parking(open.code, open.parkedTimeMs);
        }
        deliveries.put(DeliveryTable.keyOf(open.epoch, open.counter), delivery);
    }

    @Override
    public void onRecord(JournalRecord record) {
        switch (record.type) {
            case CUTOVER -> board.businessDate.recovered(record.number);
            case NODE_STARTED -> {
                // The epoch is the journal's affair.
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
        // In the order of the log: which slots they have depends on where reading began.
        IntStream.range(0, board.inFlight.capacity())
                .filter(slot -> board.inFlight.row(slot) != 0)
                .boxed()
                .sorted(Comparator.comparingLong(board.inFlight::row))
                .forEach(open::add);
        board.issuers.forEach(Issuer::skipAfterRestart);
        board.counters.set(EngineCounter.UNCONFIRMED, unconfirmed.size());
    }

    /**
     * Ends what a crash has left open, as far as the log takes it now. Called at once and again whenever something became
     * durable, until it says that nothing is left.
     */
    boolean resolve(Endings endings) {
        while (!open.isEmpty()) {
            int slot = open.element();
            if (board.inFlight.row(slot) != 0 && !endings.recovered(slot)) {
                return false;
            }
            open.remove();
        }
        restoreDeliveries();
        if (unconfirmedPolicy == JournalConfig.Unconfirmed.REVERSE) {
            unconfirmed.forEach(endings::reverseUnconfirmed);
        }
        unconfirmed.clear();
        return true;
    }

    /** In the order of the log, which they are sent in again. */
    private void restoreDeliveries() {
        OwedDelivery[] inOrder = deliveries.toArray();
        deliveries = new DeliveryTable();
        Arrays.sort(inOrder, Comparator.comparingLong(delivery -> delivery.firstPosition));
        for (OwedDelivery delivery : inOrder) {
            owed.restore(delivery);
        }
    }

    private void accepted(JournalRecord record) {
        Acquirer acquirer = acquirer(record.member);
        long row = add(record, TransactionState.RECEIVED);
        board.history.acquirer(row, acquirer.index);
        board.history.acceptedPosition(row, record.position);
        board.businessDate.recovered(record.number);
        board.facts.read(record, acquirer.key);
        admission.describe(row, record.mti);
        board.history.key(row, KeyHash.DUPLICATE, record.keyHigh, record.keyLow);
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
        Issuer issuer = issuer(record.member);
        board.history.transition(row, TransactionState.FORWARDED);
        KeyHash key = board.legKey.ofSent(issuer, record.open, board.accepted.open);
        board.history.key(row, KeyHash.LEG, key);
        board.history.issuer(row, issuer.index);
        int legStan = (int) Math.max(record.open.number(11), 0);
        issuer.sawStan(legStan);
        if (!board.inFlight.hasRoomForReversal()) {
            throw new IllegalStateException(
                    "more transactions are open in the log than in-flight.capacity; raise it to at least its old value");
        }
        int slot = board.inFlight.take(row);
        board.history.slot(row, slot);
        board.inFlight.keepElements(slot, board.accepted);
        int rrn = record.open.find(37);
        board.inFlight.keepRrn(slot, record.open.buffer(), rrn, record.open.lengthAt(rrn));
        board.inFlight.legStan[slot] = legStan;
        board.inFlight.legMti[slot] = record.mti;
        board.inFlight.isUnanswered[slot] = false;
    }

    private void outcome(JournalRecord record) {
        long row = find(record.epoch, record.counter);
        if (row == 0) {
            return;
        }
        TransactionState state = TransactionState.ofWireId(record.state);
        if (state == TransactionState.STOOD_IN && board.history.state(row) == TransactionState.FORWARDED) {
            boolean isNotSent = record.reason == Reason.NOT_SENT.wireId();
            board.history.transition(row, isNotSent ? TransactionState.NOT_SENT : TransactionState.TIMED_OUT);
            board.history.legReversed(row, !isNotSent);
        }
        if (board.history.state(row) != state) {
            board.history.transition(row, state);
        }
        board.history.answerPosition(row, record.position);
        boolean isForwarded = board.history.slot(row) >= 0;
        if (isForwarded) {
            board.release(board.history.slot(row));
        }
        if (board.history.isAdvice(row)) {
            // Taken over, not asked: it moved its amount. A later answer in its place says that it was reversed.
            if (record.reason == Reason.ACCEPTED.wireId() && Mti.movesMoney(board.history.mti(row))) {
                board.history.net(row, NetState.FULL, record.amountMinor);
            }
        } else if (!state.isAnswered() || !Mti.movesMoney(board.history.mti(row))) {
            unconfirmed.remove(row);
        } else if (record.amountMinor > 0) {
            board.history.net(row, NetState.FULL, record.amountMinor);
            unconfirmed.add(row);
            if (state == TransactionState.STOOD_IN) {
                board.history.set(row, History.FLAG_STOOD_IN);
                board.standInLimits.restore(record);
            }
        } else if (isForwarded && !board.acquirerDialect(row).isDeclining(record.code)) {
            board.history.set(row, History.FLAG_UNKNOWN_CODE);
            unconfirmed.add(row);
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
            NetState net = NetState.ofWireId(record.state);
            if (net == NetState.REVERSED || net == NetState.PARTIAL) {
                board.standInLimits.givenBack(record.epoch, record.counter, record.amountMinor);
            }
            if (net == NetState.REVERSED) {
                board.history.reversed(row);
            } else if (net == NetState.PARTIAL) {
                board.history.reduced(row, record.amountMinor);
            } else if (net == NetState.COMPLETED) {
                board.history.net(row, net, board.history.moved(row));
                long completion = find(record.relatedEpoch, record.relatedCounter);
                if (completion != 0) {
                    board.history.set(completion, History.FLAG_COMPLETES);
                }
            } else {
                board.history.net(row, net, record.amountMinor);
            }
            unconfirmed.remove(row);
        }
    }

    private void owed(JournalRecord record) {
        if (hasMoved(record)) {
            return;
        }
        long row = find(record.relatedEpoch, record.relatedCounter);
        Issuer issuer = issuer(record.member);
        OwedDelivery delivery = new OwedDelivery(
                record.epoch, record.counter, record.relatedEpoch, record.relatedCounter, issuer, record.mti);
        delivery.owedAt(record.position);
        delivery.originalRow = row != 0 ? row : History.forgotten(record.relatedEpoch, record.relatedCounter);
        delivery.stan = (int) record.number;
        // Where nobody knew the outcome the first reversal follows no approval; every other one does.
        delivery.isKnownApproval = row == 0
                || !board.history.state(row).isOutcomeUnknown()
                || board.history.delivery(row) != History.Delivery.NONE;
        delivery.isOfLeg = record.state == JournalRecord.OF_LEG;
        if (delivery.isOfLeg) {
            delivery.isKnownApproval = row == 0 || board.history.has(row, History.FLAG_LEG_UNREVERSED);
        } else if (row != 0) {
            board.history.delivery(row, History.Delivery.OWED, 0);
        }
        if (delivery.isAdvice()) {
            owedAdvice(row, delivery);
        } else if (row != 0 && !delivery.isOfLeg && board.history.isTold(row) && board.history.sentPosition(row) == 0) {
            delivery.nameLater(row);
        }
        deliveries.put(DeliveryTable.keyOf(record.epoch, record.counter), delivery);
    }

    /** It was appended again, to outlive the segment that it stood in: all but its place is as before. */
    private boolean hasMoved(JournalRecord record) {
        OwedDelivery known = deliveries.get(DeliveryTable.keyOf(record.epoch, record.counter));
        if (known != null) {
            known.owedAt(record.position);
        }
        return known != null;
    }

    /** Of an acquirer's own R1 stands directly before: what that names is at hand. */
    private void owedAdvice(long row, OwedDelivery delivery) {
        if (row != 0) {
            board.history.issuer(row, delivery.issuer.index);
        }
        if (delivery.stan != 0) {
            delivery.issuer.sawStan(delivery.stan);
        }
        if (row == 0 || board.history.isAdvice(row)) {
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
                board.history.sentPosition(delivery.originalRow, record.position);
            }
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
        }
        long row = find(record.relatedEpoch, record.relatedCounter);
        if (row == 0) {
            return;
        }
        if (delivery != null && delivery.isOfLeg) {
            boolean isUnknown = record.state == DeliveryEnd.ACKED.wireId()
                    && DeliveryEndings.isMissed(delivery.issuer, delivery.mti, record.code);
            board.history.legReversed(row, !isUnknown);
            return;
        }
        History.Delivery ended = History.Delivery.ACKED;
        if (isParked || record.state == DeliveryEnd.DROPPED.wireId()) {
            // Dropped, it is settled by hand, and so is what would follow it.
            ended = History.Delivery.PARKED;
        } else if (record.state == DeliveryEnd.UNSENT.wireId()) {
            ended = History.Delivery.NONE;
        } else if (delivery != null
                && delivery.isAdvice()
                && DeliveryEndings.isMissed(delivery.issuer, delivery.mti, record.code)) {
            board.history.set(row, History.FLAG_ADVICE_MISSED);
        }
        board.history.delivery(row, ended, record.code);
    }

    private void reopened(JournalRecord record) {
        OwedDelivery delivery = deliveries.get(DeliveryTable.keyOf(record.epoch, record.counter));
        if (delivery != null) {
            delivery.parking = null;
            if (!delivery.isOfLeg && board.history.has(delivery.originalRow)) {
                board.history.delivery(delivery.originalRow, History.Delivery.OWED, 0);
            }
        }
    }

    private void tombstone(JournalRecord record) {
        Acquirer acquirer = acquirer(record.member);
        makeRoom();
        // Its id stays that of the reversal's own row.
        long row = board.history.add(record.epoch, record.counter, TransactionState.TOMBSTONE, record.logTimeMs);
        board.history.entomb(row, acquirer, record);
    }

    private void approvedLate(JournalRecord record) {
        long row = find(record.epoch, record.counter);
        if (row != 0) {
            board.history.set(row, History.FLAG_APPROVED_LATE);
        }
    }

    private Acquirer acquirer(String member) {
        return acquirers.computeIfAbsent(member, id -> {
            Acquirer retired = Acquirer.retired(board.acquirers.size(), id, board.acquirers.get(0));
            board.acquirers.add(retired);
            return retired;
        });
    }

    private Issuer issuer(String member) {
        return issuers.computeIfAbsent(member, id -> {
            Issuer retired = Issuer.retired(board.issuers.size(), id, board.issuers.get(0));
            board.issuers.add(retired);
            return retired;
        });
    }

    private long add(JournalRecord record, TransactionState state) {
        makeRoom();
        long row = board.history.add(record.epoch, record.counter, state, record.logTimeMs);
        rowsById.put(record.epoch, home(record.epoch, record.counter), row);
        return row;
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
