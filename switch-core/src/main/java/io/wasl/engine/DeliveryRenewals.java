package io.wasl.engine;

import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Appends again what is owed or parked and stands in segments that are about to go: OWED with the same identity and body, what
 * its copies carry, and that it is parked, in one append; from then on its body is read there. A piece a turn; what cannot be
 * done now is when the keeper asks again, with the next sealed segment. Loop thread.
 */
final class DeliveryRenewals {

    /** So that reads for repeats and copies go on beside it. */
    private static final int MOST_READS = 16;

    private static final int PLACES_A_TURN = 1024;

    private final Switchboard board;
    private final DeliveryQueues queues;
    private final DeliveryCopies copies;
    private final ArrayDeque<OwedDelivery> found = new ArrayDeque<>();
    private long upTo;
    private int nextPlace;
    private int reading;
    private boolean isLooking;

    DeliveryRenewals(Switchboard board, DeliveryQueues queues, DeliveryCopies copies) {
        this.board = board;
        this.queues = queues;
        this.copies = copies;
    }

    /** All whose OWED stands at or before this position. */
    void upTo(long position) {
        upTo = Math.max(upTo, position);
        if (!isLooking) {
            isLooking = true;
            nextPlace = 0;
        }
    }

    boolean isBusy() {
        return isLooking || reading > 0 || !found.isEmpty();
    }

    void onTurnEnd() {
        if (isLooking && found.isEmpty()) {
            int end = nextPlace + PLACES_A_TURN;
            isLooking = queues.visit(nextPlace, end, delivery -> {
                if (delivery.position <= upTo) {
                    found.add(delivery);
                }
            });
            nextPlace = end;
        }
        while (reading < MOST_READS && !found.isEmpty()) {
            read(found.remove());
        }
    }

    private void read(OwedDelivery delivery) {
        long position = delivery.position;
        boolean isAsked = board.reads.request(position, new JournalReads.Waiting() {
            @Override
            public void onRecord(JournalRecord record) {
                reading--;
                if (delivery.state != OwedDelivery.State.ENDED && delivery.position == position) {
                    renew(delivery, record);
                }
            }

            @Override
            public void onUnreadable() {
                reading--;
                raise(delivery);
            }
        });
        reading += isAsked ? 1 : 0;
    }

    private void raise(OwedDelivery delivery) {
        board.alarms.raise(
                Alarm.ANSWER_UNREADABLE, delivery.issuer.id, delivery.originalEpoch, delivery.originalCounter);
    }

    private void renew(OwedDelivery delivery, JournalRecord owed) {
        if (!board.journal.begin(Journal.Urgency.NEW_BUSINESS)) {
            return;
        }
        delivery.putNames(owed);
        board.records.add(owed);
        long position = owed.position;
        if (delivery.copies > 0) {
            copies.recordAgain(delivery, owed);
        }
        OwedDelivery.@Nullable Parking parking = delivery.parking;
        if (delivery.isParked() && parking != null) {
            board.records.deliveryEnded(delivery, DeliveryEnd.PARKED, parking.code());
        }
        long end = board.journal.append();
        assert end >= position : "positions rise";
        delivery.owedAt(position);
        board.count(EngineCounter.DELIVERIES_RENEWED);
    }
}
