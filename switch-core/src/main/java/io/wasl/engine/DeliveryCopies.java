package io.wasl.engine;

import io.wasl.codec.MessageWriter;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;

/**
 * Makes the next copy of an owed delivery: its body read back from the log, its numbers, its SENT record, and the frame that
 * waits for that in the outbox. What cannot be done now is tried again later; what the issuer's dialect cannot say is parked: it was
 * written when another one was configured. Loop thread.
 */
final class DeliveryCopies {

    private static final int TIME_DIGITS = 10;
    private static final int MOST_STANS_TRIED = 1000;

    private final Switchboard board;
    private final DeliveryQueues queues;
    private final DeliveryOrder order;
    private final DeliveryKeys keys;
    private final DeliveryEndings endings;
    private final OriginalNaming naming;
    private final JournalRecord sentRecord = new JournalRecord();
    private final MessageWriter writer = new MessageWriter();
    private final byte[] body;

    DeliveryCopies(
            Switchboard board, DeliveryQueues queues, DeliveryOrder order, DeliveryKeys keys, DeliveryEndings endings) {
        this.board = board;
        this.queues = queues;
        this.order = order;
        this.keys = keys;
        this.endings = endings;
        naming = new OriginalNaming(board);
        body = new byte[board.limits.maxFrameBytes()];
    }

    /** Begins with one that is under way from now on; false when the log's reader has too much to do. */
    boolean begin(OwedDelivery delivery) {
        if (delivery.mustName) {
            name(delivery);
        } else {
            loadBody(delivery);
        }
        return delivery.state == OwedDelivery.State.LOADING;
    }

    /** What it follows has ended: what the original's leg carried is known now, or never will be. */
    private void name(OwedDelivery delivery) {
        naming.name(delivery, () -> {
            if (delivery.state == OwedDelivery.State.LOADING) {
                if (delivery.mustName) {
                    queues.retryLater(delivery);
                } else {
                    loadBody(delivery);
                }
            }
        });
    }

    private void loadBody(OwedDelivery delivery) {
        boolean isAsked = board.reads.request(delivery.position, new JournalReads.Waiting() {
            @Override
            public void onRecord(JournalRecord record) {
                // An answer to an earlier copy may have ended it meanwhile.
                if (delivery.state == OwedDelivery.State.LOADING) {
                    recordCopy(delivery, record);
                }
            }

            @Override
            public void onUnreadable() {
                if (delivery.state == OwedDelivery.State.LOADING) {
                    board.alarms.raise(
                            Alarm.ANSWER_UNREADABLE,
                            delivery.issuer.id,
                            delivery.originalEpoch,
                            delivery.originalCounter);
                    queues.retryLater(delivery);
                }
            }
        });
        if (!isAsked) {
            queues.retryLater(delivery);
        }
    }

    /** Writes SENT and lets the copy wait for it. */
    private void recordCopy(OwedDelivery delivery, JournalRecord owed) {
        if (!delivery.issuer.isUsable()) {
            queues.putBack(delivery);
            return;
        }
        if (delivery.copies == 0 && !identify(delivery, owed)) {
            queues.retryLater(delivery);
            return;
        }
        int mti = delivery.copies == 0 ? owed.mti : Mti.repeat(owed.mti);
        writer.begin(delivery.issuer.dialect, mti).setAll(owed.open).setAll(owed.sealed);
        writer.setNumber(7, delivery.time).setNumber(11, delivery.stan);
        byte[] named = delivery.named;
        if (named != null) {
            writer.set(delivery.issuer.dialect.version().originalData(), named, 0, named.length);
        }
        int length = writer.encode(body, 0, body.length);
        if (length < 1) {
            endings.end(delivery, DeliveryEnd.PARKED, ResponseCode.NONE);
            return;
        }
        if (!board.outbox.hasRoom(length) || !board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            queues.retryLater(delivery);
            return;
        }
        delivery.copies++;
        DeliveryContents.tell(delivery, owed);
        fillSent(delivery, owed, mti);
        board.records.add(sentRecord);
        told(delivery);
        delivery.state = OwedDelivery.State.RECORDING;
        board.outbox.offer(board.journal.append(), queues.token(delivery), body, 0, length);
    }

    /** What its copies carry, in the append that is open: no copy leaves. */
    void recordAgain(OwedDelivery delivery, JournalRecord owed) {
        fillSent(delivery, owed, delivery.copies == 1 ? owed.mti : Mti.repeat(owed.mti));
        board.records.add(sentRecord);
    }

    /** What names an advice can name it from its first copy on. */
    private void told(OwedDelivery delivery) {
        delivery.sentPosition = sentRecord.position;
        if (delivery.isAdvice()) {
            order.told(delivery);
            if (delivery.copies == 1 && board.history.has(delivery.originalRow)) {
                board.history.sentPosition(delivery.originalRow, delivery.sentPosition);
                board.told(delivery);
            }
        }
    }

    private void fillSent(OwedDelivery delivery, JournalRecord owed, int mti) {
        sentRecord.clear(RecordType.SENT, delivery.epoch, delivery.counter);
        sentRecord.relatedEpoch = delivery.originalEpoch;
        sentRecord.relatedCounter = delivery.originalCounter;
        sentRecord.member = delivery.issuer.id;
        sentRecord.mti = mti;
        sentRecord.number = delivery.copies;
        sentRecord.open.putNumber(7, delivery.time, TIME_DIGITS);
        sentRecord.open.putNumber(
                11, delivery.stan, delivery.issuer.dialect.version().stanDigits());
        LegElements.copyMatchable(owed.open, sentRecord.open);
        byte[] named = delivery.named;
        if (named != null) {
            sentRecord.open.put(delivery.issuer.dialect.version().originalData(), named, 0, named.length);
        }
    }

    /** DE 7 and DE 11 for ever, and the key its answers carry; false when no number is free. */
    private boolean identify(OwedDelivery delivery, JournalRecord owed) {
        // An earlier attempt may have got no further than this.
        keys.remove(delivery);
        delivery.time = MessageTime.ofEpochMillis(board.epochClock.epochMillis());
        if (delivery.stan != 0) {
            return takeKey(delivery, owed);
        }
        for (int tries = 0; tries < MOST_STANS_TRIED; tries++) {
            delivery.stan = delivery.issuer.nextStan();
            if (takeKey(delivery, owed)) {
                return true;
            }
        }
        delivery.stan = 0;
        return false;
    }

    private boolean takeKey(OwedDelivery delivery, JournalRecord owed) {
        KeyHash key = board.legKey.ofDelivery(delivery.issuer, owed.open, delivery.time, delivery.stan);
        boolean isOfLeg = board.history.index().find(KeyHash.LEG, key.high(), key.low()) != KeyIndex.NONE;
        if (isOfLeg || !keys.isFree(key.high())) {
            return false;
        }
        delivery.keyHigh = key.high();
        delivery.keyLow = key.low();
        keys.put(delivery);
        return true;
    }
}
