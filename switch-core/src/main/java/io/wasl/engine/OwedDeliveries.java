package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.TransactionId;
import io.wasl.link.Link;
import io.wasl.link.SendOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reversals and advices that issuers must get: delivered at least once, later copies with the repeat digit and otherwise
 * identical, until acknowledged, across restarts; nothing is dropped by age.
 *
 * <p>SENT is durable before a copy leaves, so that every copy after a crash is an 0421 (0121, 0221). Bodies stay in the log and
 * are read back for each copy ({@link DeliveryCopies}); a window a issuer bounds how many are under way, so that one that is
 * never answered blocks nobody but what is owed for the same transaction ({@link DeliveryOrder}). Loop thread.
 */
final class OwedDeliveries {

    static final int REVERSAL_ADVICE = 0x0420;

    private final Switchboard board;
    private final DeliveryQueues queues;
    private final DeliveryOrder order = new DeliveryOrder();
    private final DeliveryKeys keys = new DeliveryKeys();
    private final DeliveryCopies copies;
    private final DeliveryEndings endings;
    private final DeliveryRenewals renewals;

    OwedDeliveries(Switchboard board) {
        this.board = board;
        queues = new DeliveryQueues(board.limits.owedCapacity(), board.issuers, board.nanos, board.random);
        endings = new DeliveryEndings(board, queues, order, keys);
        copies = new DeliveryCopies(board, queues, order, keys, endings);
        renewals = new DeliveryRenewals(board, queues, copies);
    }

    /** What operators see and do. */
    DeskWork desk() {
        return new DeskWork(board, queues, endings);
    }

    /** Appends what stands in segments that are about to go again. */
    DeliveryRenewals renewals() {
        return renewals;
    }

    /** How many there are for each issuer, one that only the log knows included; to be asked by any thread. */
    List<IssuerBacklog> backlogs() {
        return board.issuers.stream()
                .<IssuerBacklog>map(issuer -> new Backlog(issuer.id, queues.line(issuer)))
                .toList();
    }

    private record Backlog(String issuer, DeliveryLine line) implements IssuerBacklog {

        @Override
        public int owed() {
            return line.owed();
        }

        @Override
        public int parked() {
            return line.parked();
        }
    }

    /** Whether every transaction in flight and one more could still owe something. */
    boolean hasRoomBeside(int inFlight) {
        return queues.size() + inFlight < board.limits.owedCapacity();
    }

    /** Without those that are parked. */
    int owed() {
        return queues.owed();
    }

    /** The append with its OWED record is done: it stands in its issuer's queue. */
    void start(OwedDelivery delivery) {
        if (delivery.issuer.isRetired) {
            endings.parkAtStart(delivery);
        } else {
            queues.add(delivery);
            endings.enterOrder(delivery);
        }
    }

    /** It was owed and parked in one append, for what it takes back is parked too. */
    void startParked(OwedDelivery delivery) {
        endings.startParked(delivery);
    }

    /** Recovery found one that has not ended, or is parked. */
    void restore(OwedDelivery delivery) {
        if (delivery.parking != null) {
            endings.restoreParked(delivery);
            return;
        }
        start(delivery);
        if (delivery.copies > 0 && !delivery.isParked()) {
            keys.put(delivery);
        }
    }

    /** The advice of that row as it stands on its way to its issuer; null when that has ended. */
    @Nullable
    OwedDelivery openAdvice(long row) {
        return order.advice(row);
    }

    /** Whether the reversal of the leg of a row that was stood in for is on its way. */
    boolean isLegOwed(long row) {
        return order.isLegOwed(row);
    }

    /** Whether an advice was sent and answered after its records were read: its number is not among them. */
    boolean isBehind(long row, Original original) {
        return original.legTime == 0 && board.history.sentPosition(row) != 0 && openAdvice(row) == null;
    }

    /**
     * One that is owed or parked, by its own id. Found at once where a start knew of it without its original; otherwise goes over
     * all of them, as what is owed is rarely looked up in the log.
     *
     * @param about the forgotten transaction it is about
     */
    @Nullable
    OwedDelivery find(TransactionId id, TransactionId about) {
        long row = History.forgotten(about.epoch(), about.counter());
        for (OwedDelivery each = order.first(row); each != null; each = each.next) {
            if (each.counter == id.counter() && each.epoch == id.epoch()) {
                return each;
            }
        }
        OwedDelivery[] found = new OwedDelivery[1];
        queues.visit(0, Integer.MAX_VALUE, delivery -> {
            if (delivery.counter == id.counter() && delivery.epoch == id.epoch()) {
                found[0] = delivery;
            }
        });
        return found[0];
    }

    /** What it is about was forgotten and has a row again. */
    void move(OwedDelivery delivery, long row) {
        order.move(delivery.originalRow, row, delivery);
    }

    /** Ends an advice of which no copy has left, for it has been reversed; its DELIVERY_ENDED is in the log. */
    void unsent(OwedDelivery advice) {
        assert advice.copies == 0 : "its issuer may have it";
        endings.unsent(advice);
    }

    /** Sends what may be sent; called at the end of each turn. */
    void pump(long nowNs) {
        for (int i = 0; i < board.issuers.size(); i++) {
            Issuer issuer = board.issuers.get(i);
            OwedDelivery next = issuer.isUsable() ? queues.take(issuer, nowNs) : null;
            while (next != null) {
                if (!copies.begin(next)) {
                    return;
                }
                next = queues.take(issuer, nowNs);
            }
        }
    }

    void onTick(long nowNs) {
        queues.advance(nowNs, this::onTimer);
    }

    private void onTimer(OwedDelivery delivery) {
        switch (delivery.state) {
            case SENT -> queues.retryLater(delivery);
            case WAITING -> queues.makeReady(delivery);
            case HELD, READY, LOADING, RECORDING, PARKED, ENDED -> {
                // No timer runs in these states.
            }
        }
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
        if (link == null || !link.hasRoom(frame.bodyLength()) || !board.handOver(link, frame, token)) {
            queues.retryLater(delivery);
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
            queues.retryLater(delivery);
        }
    }

    /** The issuer can be reached again: nothing need wait any longer. */
    void onLinkUsable(Issuer issuer) {
        queues.line(issuer).call();
    }

    /** A connection is gone: copies under way on it are not answered any more. */
    void onLinkClosed(Issuer issuer, Link link) {
        for (OwedDelivery delivery : queues.line(issuer).underWay()) {
            if (delivery.link == link && delivery.state == OwedDelivery.State.SENT) {
                queues.retryLater(delivery);
            }
        }
    }

    /** A 0410, 0430, 0130 or 0230 of an issuer: whether it answers a delivery. */
    boolean onAnswer(Issuer issuer, MessageView answer) {
        OwedDelivery delivery = keys.find(board.legKey.ofAnswer(issuer, answer));
        // A parked one is an operator's: what its issuer says late to an earlier copy decides nothing.
        if (delivery == null || delivery.isParked() || answer.mti() != Mti.answer(delivery.mti)) {
            return false;
        }
        if (!DeliveryContents.fits(delivery, answer)) {
            // No answer at all: the next copy asks for a right one.
            board.count(EngineCounter.MISMATCHED_ANSWERS);
            board.alarms.raise(Alarm.MISMATCHED_ANSWER, issuer.id, delivery.originalEpoch, delivery.originalCounter);
            return true;
        }
        int code = answer.code();
        switch (DeliveryAnswer.of(issuer.dialect, delivery.mti, code)) {
            case TAKEN -> endings.end(delivery, DeliveryEnd.ACKED, code);
            case ORIGINAL_UNKNOWN -> {
                boolean isParked = !delivery.isAdvice() && isKnownApproval(delivery);
                endings.end(delivery, isParked ? DeliveryEnd.PARKED : DeliveryEnd.ACKED, code);
            }
            case AGAIN -> {
                if (delivery.state == OwedDelivery.State.SENT) {
                    queues.retryLater(delivery);
                }
            }
            case REFUSED -> endings.end(delivery, DeliveryEnd.PARKED, code);
        }
        return true;
    }

    /**
     * Then 25 does not end it: the issuer has something to give back and does not find it. Who forgot the original cannot say
     * that there was nothing. The reversal of an advice that the issuer did not place itself may well find nothing, and so may one
     * that follows an acquirer's own.
     */
    private boolean isKnownApproval(OwedDelivery delivery) {
        long row = delivery.originalRow;
        if (!board.history.has(row)) {
            // While it was forgotten, what was learnt of it was noted on the delivery.
            return delivery.isKnownApproval || !board.older.isKept();
        }
        return delivery.reversesKnownApproval(board.history);
    }

    /** Whether the reversal of a row, or of the leg of one that was stood in for, is parked and nobody knew that it was approved. */
    boolean isUnknownParked(long row) {
        return unknownParked(row) != null;
    }

    private @Nullable OwedDelivery unknownParked(long row) {
        OwedDelivery parked = endings.parkedUnknown(board.history.epoch(row), board.history.counter(row));
        boolean isStoodIn = board.history.has(row, History.FLAG_STOOD_IN);
        return parked != null && parked.isOfLeg == isStoodIn ? parked : null;
    }

    /** The issuer approved late what is being reversed; of one that was stood in for that is its leg. */
    void approvedLate(long row) {
        boolean isStoodIn = board.history.has(row, History.FLAG_STOOD_IN);
        for (OwedDelivery each = order.first(row); each != null; each = each.next) {
            each.isKnownApproval |= each.originalRow == row && !each.isAdvice() && each.isOfLeg == isStoodIn;
        }
        OwedDelivery parked = unknownParked(row);
        if (parked != null) {
            parked.isKnownApproval = true;
        }
    }
}
