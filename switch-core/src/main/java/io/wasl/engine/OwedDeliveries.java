package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.ReversalConfig;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.link.Link;
import io.wasl.link.SendOutcome;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reversals and advices that issuers must get: delivered at least once, later copies with the repeat digit and otherwise
 * identical, until acknowledged, across restarts; nothing is dropped by age.
 *
 * <p>SENT is durable before a copy leaves, so that every copy after a crash is an 0421 (0121, 0221). Bodies stay in the log and
 * are read back for each copy; a window a issuer bounds how many are under way, so that one that is never answered blocks
 * nobody but what is owed for the same transaction ({@link DeliveryOrder}). Loop thread.
 */
final class OwedDeliveries {

    private static final int TIME_DIGITS = 10;
    static final int REVERSAL_ADVICE = 0x0420;
    private static final int MOST_STANS_TRIED = 1000;

    private final Switchboard board;
    private final DeliveryQueues queues;
    private final DeliveryOrder order = new DeliveryOrder();
    private final OriginalNaming naming;
    private final Map<OwedDelivery.KeyPair, OwedDelivery> byKey = new HashMap<>();
    private final JournalRecord sentRecord = new JournalRecord();
    private final MessageWriter writer;
    private final byte[] body;

    OwedDeliveries(Switchboard board) {
        this.board = board;
        queues = new DeliveryQueues(board.limits.owedCapacity(), board.issuers.size(), board.nanos.nanoTime());
        naming = new OriginalNaming(board);
        writer = new MessageWriter();
        body = new byte[board.limits.maxFrameBytes()];
    }

    /** Whether every transaction in flight and one more could still owe something. */
    boolean hasRoomBeside(int inFlight) {
        return queues.size() + inFlight < board.limits.owedCapacity();
    }

    int size() {
        return queues.size();
    }

    /** The append with its OWED record is done: it stands in its issuer's queue. */
    void start(OwedDelivery delivery) {
        if (delivery.issuer.isRetired) {
            park(delivery);
            return;
        }
        queues.add(delivery);
        if (order.add(delivery)) {
            queues.makeReady(delivery);
        }
        board.counters.set(EngineCounter.OWED, queues.size());
    }

    /** The advice of that row as it stands on its way to its issuer; null when that has ended. */
    @Nullable
    OwedDelivery openAdvice(long row) {
        OwedDelivery found = order.first(row);
        while (found != null && !(found.isAdvice() && found.originalRow == row)) {
            found = found.next;
        }
        return found;
    }

    /** Whether the reversal of the leg of a row that was stood in for is on its way. */
    boolean isLegOwed(long row) {
        OwedDelivery found = order.first(row);
        while (found != null && !(found.isOfLeg && found.originalRow == row)) {
            found = found.next;
        }
        return found != null;
    }

    /** Whether an advice was sent and answered after its records were read: its number is not among them. */
    boolean isBehind(long row, Original original) {
        return original.legTime == 0 && board.history.sentPosition(row) != 0 && openAdvice(row) == null;
    }

    /** Ends an advice of which no copy has left, for it has been reversed; its DELIVERY_ENDED is in the log. */
    void drop(OwedDelivery advice) {
        assert advice.copies == 0 : "its issuer may have it";
        takeOut(advice);
        finish(advice, DeliveryEnd.UNSENT, ResponseCode.NONE);
    }

    /** It was owed and parked in one append, for what it takes back is parked too. */
    void startParked(OwedDelivery delivery) {
        finish(delivery, DeliveryEnd.PARKED, ResponseCode.NONE);
    }

    /** Sends what may be sent; called at the end of each turn. */
    void pump() {
        for (int i = 0; i < board.issuers.size(); i++) {
            Issuer issuer = board.issuers.get(i);
            while (issuer.isUsable()
                    && queues.hasReady(i, issuer.config.reversal().window())) {
                if (!load(queues.takeReady(i))) {
                    return;
                }
            }
        }
    }

    void onTick(long nowNs) {
        queues.advance(nowNs, this::onTimer);
    }

    /** SENT is durable: the copy leaves. */
    void onDurable(long token, Frame frame) {
        OwedDelivery delivery = queues.find(token);
        if (delivery == null || delivery.state != OwedDelivery.State.RECORDING) {
            return;
        }
        Link link = delivery.link;
        if (link == null || !link.isUsable()) {
            link = delivery.issuer.nextLink(frame.bodyLength());
        }
        // A copy can wait: it must not close a link whose queue is full.
        if (link == null || !link.hasRoom(frame.bodyLength()) || !link.send(frame, token)) {
            waitAndRetry(delivery);
            return;
        }
        board.count(EngineCounter.DELIVERY_COPIES);
        delivery.link = link;
        if (delivery.isAdvice() && board.history.has(delivery.originalRow)) {
            board.history.issuerLink(delivery.originalRow, link.connectionId());
        }
        delivery.state = OwedDelivery.State.SENT;
        long timeoutNs = delivery.issuer.config.reversal().responseTimeout().toNanos();
        queues.setTimer(delivery, board.nanos.nanoTime() + timeoutNs);
    }

    void onSent(long token, SendOutcome outcome) {
        OwedDelivery delivery = queues.find(token);
        if (delivery != null && outcome != SendOutcome.DELIVERED && delivery.state == OwedDelivery.State.SENT) {
            waitAndRetry(delivery);
        }
    }

    /** The issuer can be reached again: nothing waits any longer. */
    void onLinkUsable(Issuer issuer) {
        queues.forEach(delivery -> {
            if (delivery.issuer == issuer && delivery.state == OwedDelivery.State.WAITING) {
                queues.makeReady(delivery);
            }
        });
    }

    /** A connection is gone: copies under way on it are not answered any more. */
    void onLinkClosed(Link link) {
        queues.forEach(delivery -> {
            if (delivery.link == link) {
                delivery.link = null;
                if (delivery.state == OwedDelivery.State.SENT) {
                    waitAndRetry(delivery);
                }
            }
        });
    }

    /** A 0410, 0430, 0130 or 0230 of an issuer: whether it answers a delivery. */
    boolean onAnswer(Issuer issuer, MessageView answer) {
        KeyHash key = board.legKey.ofAnswer(issuer, answer);
        OwedDelivery delivery = byKey.get(new OwedDelivery.KeyPair(key.high(), key.low()));
        if (delivery == null || answer.mti() != Mti.answer(delivery.mti)) {
            return false;
        }
        int code = answer.code();
        switch (DeliveryAnswer.of(issuer.dialect, delivery.mti, code)) {
            case TAKEN -> end(delivery, DeliveryEnd.ACKED, code);
            case ORIGINAL_UNKNOWN -> {
                boolean isParked = !delivery.isAdvice() && isKnownApproval(delivery);
                end(delivery, isParked ? DeliveryEnd.PARKED : DeliveryEnd.ACKED, code);
            }
            case AGAIN -> {
                if (delivery.state == OwedDelivery.State.SENT) {
                    waitAndRetry(delivery);
                }
            }
            case REFUSED -> end(delivery, DeliveryEnd.PARKED, code);
        }
        return true;
    }

    /**
     * Then 25 does not end it: the issuer has something to give back and does not find it. Who forgot the original cannot say
     * that there was nothing. The reversal of an advice that the issuer did not place itself may well find nothing.
     */
    private boolean isKnownApproval(OwedDelivery delivery) {
        boolean isMissed = board.history.has(delivery.originalRow)
                && board.history.has(delivery.originalRow, History.FLAG_ADVICE_MISSED);
        boolean isOfAdvice = !delivery.isOfLeg
                && board.history.has(delivery.originalRow)
                && board.history.has(delivery.originalRow, History.FLAG_STOOD_IN);
        return delivery.isKnownApproval && (!isMissed || delivery.isOfLeg)
                || !board.history.has(delivery.originalRow)
                || !isOfAdvice && board.history.has(delivery.originalRow, History.FLAG_APPROVED_LATE);
    }

    /** Recovery found an owed delivery that has not ended. */
    void restore(OwedDelivery delivery) {
        start(delivery);
        if (delivery.copies > 0 && !delivery.issuer.isRetired) {
            byKey.put(delivery.key, delivery);
        }
    }

    /** Owed to an issuer that is no longer configured. Not recorded when the log takes nothing: the next start does. */
    private void park(OwedDelivery delivery) {
        if (board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            board.records.deliveryEnded(delivery, DeliveryEnd.PARKED, ResponseCode.NONE);
            board.journal.append();
        }
        finish(delivery, DeliveryEnd.PARKED, ResponseCode.NONE);
    }

    /** False when the reader has too much to do. */
    private boolean load(OwedDelivery delivery) {
        delivery.state = OwedDelivery.State.LOADING;
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
                    waitAndRetry(delivery);
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
                    waitAndRetry(delivery);
                }
            }
        });
        if (!isAsked) {
            waitAndRetry(delivery);
        }
    }

    /** Writes SENT and lets the copy wait for it. */
    private void recordCopy(OwedDelivery delivery, JournalRecord owed) {
        if (!delivery.issuer.isUsable()) {
            queues.putBack(delivery);
            return;
        }
        if (delivery.copies == 0 && !identify(delivery, owed)) {
            waitAndRetry(delivery);
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
        boolean canLeave = length > 0 && board.outbox.hasRoom(length);
        if (!canLeave || !board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            waitAndRetry(delivery);
            return;
        }
        delivery.copies++;
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
        if (named != null) {
            sentRecord.open.put(delivery.issuer.dialect.version().originalData(), named, 0, named.length);
        }
        board.records.add(sentRecord);
        if (delivery.copies == 1 && delivery.isAdvice() && board.history.has(delivery.originalRow)) {
            board.history.sentPosition(delivery.originalRow, sentRecord.position);
            board.told(delivery);
        }
        delivery.state = OwedDelivery.State.RECORDING;
        board.outbox.offer(board.journal.append(), queues.token(delivery), body, 0, length);
    }

    /** DE 7 and DE 11 for ever, and the key its answers carry; false when no number is free. */
    private boolean identify(OwedDelivery delivery, JournalRecord owed) {
        // An earlier attempt may have got no further than this.
        byKey.remove(delivery.key);
        delivery.time = MessageTime.ofEpochMillis(board.epochClock.epochMillis());
        if (delivery.stan != 0) {
            return isKeyFree(delivery, owed);
        }
        for (int tries = 0; tries < MOST_STANS_TRIED; tries++) {
            delivery.stan = delivery.issuer.nextStan();
            if (isKeyFree(delivery, owed)) {
                return true;
            }
        }
        delivery.stan = 0;
        return false;
    }

    private boolean isKeyFree(OwedDelivery delivery, JournalRecord owed) {
        KeyHash key = board.legKey.ofDelivery(delivery.issuer, owed.open, delivery.time, delivery.stan);
        OwedDelivery.KeyPair pair = new OwedDelivery.KeyPair(key.high(), key.low());
        if (byKey.containsKey(pair) || board.history.index().find(key.high(), key.low()) != KeyIndex.NONE) {
            return false;
        }
        delivery.key = pair;
        byKey.put(pair, delivery);
        return true;
    }

    private void onTimer(OwedDelivery delivery) {
        switch (delivery.state) {
            case SENT -> waitAndRetry(delivery);
            case WAITING -> queues.makeReady(delivery);
            case HELD, READY, LOADING, RECORDING, ENDED -> {
                // No timer runs in these states.
            }
        }
    }

    private void waitAndRetry(OwedDelivery delivery) {
        ReversalConfig config = delivery.issuer.config.reversal();
        long firstNs = config.retryFirst().toNanos();
        int doublings = Math.min(Math.max(delivery.copies - 1, 0), 30);
        long waitNs = Math.min(config.retryMax().toNanos(), firstNs << doublings > 0 ? firstNs << doublings : firstNs);
        queues.waitUntil(delivery, board.nanos.nanoTime() + waitNs);
    }

    /** A parked advice takes its reversal with it: what its issuer refused is not taken back there. */
    private void end(OwedDelivery delivery, DeliveryEnd ending, int code) {
        if (!board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            // Not recorded: another copy will be sent and acknowledged again.
            waitAndRetry(delivery);
            return;
        }
        OwedDelivery reversal = ending == DeliveryEnd.PARKED ? DeliveryOrder.reversalOf(delivery) : null;
        board.records.deliveryEnded(delivery, ending, code);
        if (reversal != null) {
            board.records.deliveryEnded(reversal, DeliveryEnd.PARKED, ResponseCode.NONE);
        }
        board.journal.append();
        if (reversal != null) {
            takeOut(reversal);
        }
        takeOut(delivery);
        finish(delivery, ending, code);
        if (reversal != null) {
            finish(reversal, DeliveryEnd.PARKED, ResponseCode.NONE);
        }
    }

    /** It is not owed any more; what waited behind it may go. */
    private void takeOut(OwedDelivery delivery) {
        byKey.remove(delivery.key);
        queues.remove(delivery);
        OwedDelivery freed = order.remove(delivery);
        if (freed != null) {
            queues.makeReady(freed);
        }
        board.counters.set(EngineCounter.OWED, queues.size());
    }

    private void finish(OwedDelivery delivery, DeliveryEnd ending, int code) {
        switch (ending) {
            case ACKED -> {
                board.count(EngineCounter.DELIVERIES_ACKED);
                noteAcknowledged(delivery, code);
            }
            case PARKED -> {
                board.count(EngineCounter.DELIVERIES_PARKED);
                note(delivery, History.Delivery.PARKED, code);
                raise(Alarm.DELIVERY_PARKED, delivery);
            }
            case UNSENT -> {
                board.count(EngineCounter.ADVICES_UNSENT);
                note(delivery, History.Delivery.NONE, code);
            }
        }
    }

    private void noteAcknowledged(OwedDelivery delivery, int code) {
        note(delivery, History.Delivery.ACKED, code);
        if (delivery.isAdvice() && isMissed(delivery.issuer, delivery.mti, code)) {
            raise(Alarm.ADVICE_ORIGINAL_UNKNOWN, delivery);
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
        }
    }

    /** Whether a late approval of the leg must still be given back. */
    private void noteLeg(OwedDelivery delivery, History.Delivery state, int code) {
        if (board.history.has(delivery.originalRow)) {
            boolean isUnknown = state == History.Delivery.ACKED && isMissed(delivery.issuer, delivery.mti, code);
            board.history.legReversed(delivery.originalRow, !isUnknown);
        }
    }

    private void raise(Alarm alarm, OwedDelivery delivery) {
        board.alarms.raise(alarm, delivery.issuer.id, delivery.originalEpoch, delivery.originalCounter);
    }
}
