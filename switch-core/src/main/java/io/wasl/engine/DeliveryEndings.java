package io.wasl.engine;

import io.wasl.iso.ResponseCode;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.Journal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How owed deliveries end, and what is done about those that wait for an operator: the record, the place in queue, order and
 * keys, and what the original's row is told.
 *
 * <pre>
 *   ACKED, UNSENT    gone, with its place and key
 *   PARKED           out of queue and order, so that nothing waits for it; place and key stay
 *   owed again       behind what came before it; further copies are repeats
 *   DROPPED          a parked one: gone
 * </pre>
 *
 * Loop thread.
 */
final class DeliveryEndings {

    private final Switchboard board;
    private final DeliveryQueues queues;
    private final DeliveryOrder order;
    private final DeliveryKeys keys;
    /** By the advice's own id: its reversal cannot be sent before it. */
    private final DeliveryTable parkedAdvices = new DeliveryTable();
    /** By the original's id: what an issuer says late of one that it may not have approved. At most one of each. */
    private final DeliveryTable parkedUnknown = new DeliveryTable();

    DeliveryEndings(Switchboard board, DeliveryQueues queues, DeliveryOrder order, DeliveryKeys keys) {
        this.board = board;
        this.queues = queues;
        this.order = order;
        this.keys = keys;
    }

    /** An issuer's word. A parked advice takes its reversals with it: what its issuer refused is not taken back there. */
    void end(OwedDelivery delivery, DeliveryEnd ending, int code) {
        if (!board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            // Not recorded: another copy will be sent and acknowledged again, in its turn.
            if (delivery.state != OwedDelivery.State.HELD) {
                queues.retryLater(delivery);
            }
            return;
        }
        boolean isParked = ending == DeliveryEnd.PARKED;
        List<OwedDelivery> reversals =
                isParked && delivery.isAdvice() ? DeliveryOrder.reversalsOf(delivery) : List.of();
        board.records.deliveryEnded(delivery, ending, code);
        for (OwedDelivery reversal : reversals) {
            board.records.deliveryEnded(reversal, DeliveryEnd.PARKED, ResponseCode.NONE);
        }
        board.journal.append();
        for (OwedDelivery reversal : reversals) {
            leaveOrder(reversal);
            park(reversal, ResponseCode.NONE);
        }
        leaveOrder(delivery);
        if (isParked) {
            park(delivery, code);
        } else {
            remove(delivery);
            board.count(EngineCounter.DELIVERIES_ACKED);
            noteAcknowledged(delivery, code);
        }
    }

    /** An advice that has been reversed before a copy of it left, or what took a part of it back; its DELIVERY_ENDED is in the log. */
    void unsent(OwedDelivery advice) {
        leaveOrder(advice);
        remove(advice);
        if (advice.isAdvice()) {
            board.count(EngineCounter.ADVICES_UNSENT);
        }
        note(advice, History.Delivery.NONE, ResponseCode.NONE);
    }

    /** Owed to an issuer that is no longer configured. Not recorded when the log takes nothing: the next start does. */
    void parkAtStart(OwedDelivery delivery) {
        if (board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            board.records.deliveryEnded(delivery, DeliveryEnd.PARKED, ResponseCode.NONE);
            board.journal.append();
        }
        startParked(delivery);
    }

    /** It was owed and parked in one append. */
    void startParked(OwedDelivery delivery) {
        delivery.parking = new OwedDelivery.Parking(ResponseCode.NONE, board.epochClock.epochMillis());
        restoreParked(delivery);
        tellParked(delivery, ResponseCode.NONE);
    }

    /** It was parked before the restart. */
    void restoreParked(OwedDelivery delivery) {
        queues.addParked(delivery);
        if (delivery.copies > 0) {
            keys.put(delivery);
        }
        rememberParked(delivery);
        tellLevels();
    }

    private void park(OwedDelivery delivery, int code) {
        queues.park(delivery);
        delivery.parking = new OwedDelivery.Parking(code, board.epochClock.epochMillis());
        rememberParked(delivery);
        tellLevels();
        tellParked(delivery, code);
    }

    private void rememberParked(OwedDelivery delivery) {
        long original = DeliveryTable.keyOf(delivery.originalEpoch, delivery.originalCounter);
        if (delivery.isAdvice()) {
            parkedAdvices.put(original, delivery);
        } else if (!delivery.isKnownApproval) {
            parkedUnknown.put(original, delivery);
        }
    }

    private void tellParked(OwedDelivery delivery, int code) {
        board.count(EngineCounter.DELIVERIES_PARKED);
        note(delivery, History.Delivery.PARKED, code);
        raise(Alarm.DELIVERY_PARKED, delivery);
    }

    /** The advice that a parked reversal takes back, if that is parked too. */
    @Nullable
    OwedDelivery parkedAdviceOf(OwedDelivery delivery) {
        OwedDelivery advice = parkedAdvices.get(DeliveryTable.keyOf(delivery.originalEpoch, delivery.originalCounter));
        return advice == delivery || delivery.isOfLeg ? null : advice;
    }

    /** The parked reversal of this transaction, where nobody knew that its issuer had approved it when it was parked. */
    @Nullable
    OwedDelivery parkedUnknown(long epoch, long counter) {
        return parkedUnknown.get(DeliveryTable.keyOf(epoch, counter));
    }

    /** An operator makes it owed again. False when the log takes nothing: then nothing has happened. */
    boolean reopen(OwedDelivery delivery, String note) {
        if (!board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            return false;
        }
        board.records.reopened(delivery, note);
        board.journal.append();
        forgetParking(delivery);
        queues.reopen(delivery);
        board.count(EngineCounter.DELIVERIES_REOPENED);
        note(delivery, History.Delivery.OWED, ResponseCode.NONE);
        enterOrder(delivery);
        return true;
    }

    /**
     * An operator takes a parked one off the list. Its row stays as it is: what would follow a refused delivery is settled by
     * hand like this one. False when the log takes nothing.
     */
    boolean drop(OwedDelivery delivery, String note) {
        if (!board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            return false;
        }
        board.records.dropped(delivery, note);
        board.journal.append();
        forgetParking(delivery);
        remove(delivery);
        board.count(EngineCounter.DELIVERIES_DROPPED);
        return true;
    }

    private void forgetParking(OwedDelivery delivery) {
        delivery.parking = null;
        long original = DeliveryTable.keyOf(delivery.originalEpoch, delivery.originalCounter);
        parkedAdvices.remove(original, delivery);
        parkedUnknown.remove(original, delivery);
    }

    /** It goes when nothing stands before it. */
    void enterOrder(OwedDelivery delivery) {
        if (order.add(delivery)) {
            queues.makeReady(delivery);
        }
        tellLevels();
    }

    /** What waited behind it may go. */
    private void leaveOrder(OwedDelivery delivery) {
        OwedDelivery freed = order.remove(delivery);
        if (freed != null) {
            queues.makeReady(freed);
        }
    }

    private void remove(OwedDelivery delivery) {
        keys.remove(delivery);
        queues.remove(delivery);
        tellLevels();
    }

    private void tellLevels() {
        board.counters.set(EngineCounter.OWED, queues.owed());
        board.counters.set(EngineCounter.PARKED, queues.parked());
    }

    private void noteAcknowledged(OwedDelivery delivery, int code) {
        note(delivery, History.Delivery.ACKED, code);
        if (delivery.isAdvice() && isMissed(delivery.issuer, delivery.mti, code)) {
            raise(Alarm.ADVICE_ORIGINAL_UNKNOWN, delivery);
            for (OwedDelivery each = order.first(delivery.originalRow); each != null; each = each.next) {
                each.isKnownApproval &= each.originalRow != delivery.originalRow || each.isOfLeg;
            }
            if (board.history.has(delivery.originalRow)) {
                board.history.set(delivery.originalRow, History.FLAG_ADVICE_MISSED);
            }
        }
    }

    /** Whether an advice that ended with this code may never have been booked. */
    static boolean isMissed(Issuer issuer, int mti, int code) {
        return DeliveryAnswer.of(issuer.dialect, mti, code) == DeliveryAnswer.ORIGINAL_UNKNOWN;
    }

    private void note(OwedDelivery delivery, History.Delivery state, int code) {
        if (delivery.isOfLeg) {
            noteLeg(delivery, state, code);
        } else if (board.history.has(delivery.originalRow)) {
            board.history.delivery(delivery.originalRow, state, code);
            if (delivery.isAdvice()) {
                board.history.adviceParked(delivery.originalRow, state == History.Delivery.PARKED);
            }
        }
    }

    /** Whether a late approval of the leg must still be given back: its reversal has ended, and found nothing. */
    private void noteLeg(OwedDelivery delivery, History.Delivery state, int code) {
        boolean hasEnded = state == History.Delivery.ACKED || state == History.Delivery.PARKED;
        if (hasEnded && board.history.has(delivery.originalRow)) {
            boolean isUnknown = state == History.Delivery.ACKED && isMissed(delivery.issuer, delivery.mti, code);
            board.history.legReversed(delivery.originalRow, !isUnknown);
        }
    }

    private void raise(Alarm alarm, OwedDelivery delivery) {
        board.alarms.raise(alarm, delivery.issuer.id, delivery.originalEpoch, delivery.originalCounter);
    }
}
