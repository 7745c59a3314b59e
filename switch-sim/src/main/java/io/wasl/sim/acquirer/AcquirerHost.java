package io.wasl.sim.acquirer;

import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import io.wasl.sim.book.Amount;
import io.wasl.sim.net.FramedConnection;
import io.wasl.time.NanoClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The acquirer's side of every payment: sends, checks answers, and does its duty where none comes.
 *
 * <pre>
 *   request ──answer──────────────────────────► APPROVED | DECLINED      (approved, then taken back: CANCELLING)
 *      │ time-out, lost connection
 *      ├── repeat with the same keys, up to 3 times
 *      └── 0420, then 0421 ──acknowledged─────► REVERSED | CANCELLED
 * </pre>
 *
 * An advice (0120, 0220) is repeated until it is answered, and reversed only when its cardholder takes it back.
 *
 * <p>Owner: the acquirer's loop.
 */
final class AcquirerHost implements AcquirerConnections.Business {

    /** Ended exchanges still recognized, so that a second answer is told from an answer to nothing. */
    static final int REMEMBERED = 1 << 17;

    /** Answers to a reversal that end it, by version: done, original unknown, duplicate. */
    private static final Map<Version, Set<String>> ENDS = Map.of(
            Version.V1987, Set.of("00", "25", "94"),
            Version.V1993, Set.of("000", "400", "914", "913"),
            Version.V2003, Set.of("0000", "4000", "9114", "9113"));
    /** Answers to a reversal after which it is tried again: not now, not here, not signed on. */
    private static final Map<Version, Set<String>> TRY_AGAIN = Map.of(
            Version.V1987, Set.of("09", "12", "19", "91", "96"),
            Version.V1993, Set.of("902", "903", "907", "909", "910", "911", "912", "923"),
            Version.V2003, Set.of("9102", "9103", "9107", "9109", "9110", "9111", "9112", "9123"));

    private static final int AMOUNT = 4;
    private static final int PERCENT = 100;
    /** An hour in microseconds; what takes longer counts as an hour. */
    private static final long HIGHEST_MICROS = 3_600_000_000L;

    private final NanoClock clock;
    private final Duty duty;
    private final PaymentMessages messages;
    private final AcquirerBook book;
    private final Consumer<Payment> onEnded;
    private final io.wasl.time.RandomSource random;

    private final Faults faults = new Faults();
    private final AnswerCheck check = new AnswerCheck(faults);
    private final MessageWriter writer = new MessageWriter();
    private final Histogram latencyMicros = new Histogram(HIGHEST_MICROS, 3);
    private final Map<String, Exchange> open = new HashMap<>();
    private final Map<String, Exchange> ended = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Exchange> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final ArrayDeque<Exchange> parked = new ArrayDeque<>();
    private final ArrayDeque<Wait> requestWaits = new ArrayDeque<>();
    private final ArrayDeque<Wait> reversalWaits = new ArrayDeque<>();
    private final Map<Long, Long> owedByConnection = new HashMap<>();
    private @Nullable AcquirerConnections connections;
    private long lastSentNs;
    private long measuredFromNs;
    private long answered;
    private long messagesSent;
    private long repeatsSent;
    private long reversalsSent;

    /** A copy's patience; of no effect when a later copy has been sent. */
    private record Wait(Exchange exchange, int copies, long dueNs) {}

    AcquirerHost(
            NanoClock clock,
            Duty duty,
            PaymentMessages messages,
            AcquirerBook book,
            io.wasl.time.RandomSource random,
            Consumer<Payment> onEnded) {
        this.clock = clock;
        this.duty = duty;
        this.messages = messages;
        this.book = book;
        this.random = random;
        this.onEnded = onEnded;
    }

    void attach(AcquirerConnections owner) {
        connections = owner;
    }

    /** Sends a payment's first copy; without a connection it ends as not sent. */
    void start(Payment payment) {
        if (connections().next().isEmpty()) {
            refuse(payment);
            return;
        }
        open.put(payment.request().message().key(), payment.request());
        transmit(payment.request());
    }

    /** Ends a payment that is not sent at all. */
    void refuse(Payment payment) {
        end(payment, payment.request(), PaymentState.NOT_SENT);
    }

    /** Acts on every wait that is over. */
    void tick(long nowNs) {
        expire(requestWaits, nowNs);
        expire(reversalWaits, nowNs);
    }

    int inFlight() {
        return open.size();
    }

    /** Whether nothing is open and every copy has its answer, or has waited its whole time for one. */
    boolean isSettled(long nowNs) {
        if (!open.isEmpty()) {
            return false;
        }
        boolean waited = nowNs - lastSentNs >= duty.timeout().toNanos();
        return waited || owed() == 0;
    }

    /** The end of the run: what is open is given up, what was never answered is a fault. */
    void giveUp() {
        for (Exchange exchange : new ArrayList<>(open.values())) {
            end(exchange.payment(), exchange, PaymentState.UNSETTLED);
        }
        long owed = owed();
        if (owed > 0) {
            faults.add(Fault.NEVER_ANSWERED, owed, owed + " of " + messagesSent);
        }
    }

    Faults faults() {
        return faults;
    }

    /** The latency of payments that are due earlier does not count. */
    void measureFrom(long dueNs) {
        measuredFromNs = dueNs;
    }

    /** From due time to first answer, in microseconds. */
    Histogram latencyMicros() {
        return latencyMicros;
    }

    /** Payments that have their first answer. */
    long answered() {
        return answered;
    }

    long messagesSent() {
        return messagesSent;
    }

    long repeatsSent() {
        return repeatsSent;
    }

    long reversalsSent() {
        return reversalsSent;
    }

    @Override
    public void onUsable() {
        for (int waiting = parked.size(); waiting > 0; waiting--) {
            Exchange exchange = parked.remove();
            exchange.park(false);
            if (!exchange.isDone()) {
                transmit(exchange);
            }
        }
    }

    @Override
    public void onMalformed(FramedConnection connection, MessageView message) {
        faults.add(Fault.MALFORMED, String.valueOf(message.error()));
    }

    @Override
    public void onLost(FramedConnection connection) {
        owedByConnection.remove(connection.id());
        for (Exchange exchange : new ArrayList<>(open.values())) {
            if (exchange.lost(connection.id()) && !exchange.isDone() && !exchange.isParked()) {
                withoutAnswer(exchange);
            }
        }
    }

    @Override
    public void onMessage(FramedConnection connection, MessageView message, long receivedNs) {
        if (!Mti.isAnswer(message.mti())) {
            faults.add(Fault.UNEXPECTED_MESSAGE, Mti.toString(message.mti()));
            return;
        }
        String key = check.key(message);
        Exchange exchange = open.getOrDefault(key, ended.get(key));
        if (exchange == null) {
            faults.add(Fault.UNKNOWN_KEY, Mti.toString(message.mti()));
        } else if (!exchange.answeredOn(connection.id())) {
            boolean carried = exchange.wasCarriedBy(connection.id());
            faults.add(
                    carried ? Fault.ANSWERED_TWICE : Fault.WRONG_CONNECTION,
                    Mti.toString(message.mti()) + AnswerCheck.of(exchange));
        } else {
            owedByConnection.merge(connection.id(), -1L, Math::addExact);
            if (check.accepts(message, exchange)) {
                onAnswer(exchange, message, receivedNs);
            }
        }
    }

    private void onAnswer(Exchange exchange, MessageView message, long receivedNs) {
        if (exchange.isDone()) {
            checkContradiction(exchange, message);
        } else if (exchange.isReversal()) {
            onReversalAnswer(exchange, message);
        } else {
            onFirstAnswer(exchange, message, receivedNs);
        }
    }

    private void onFirstAnswer(Exchange exchange, MessageView message, long receivedNs) {
        Payment payment = exchange.payment();
        answered++;
        if (payment.dueNs() - measuredFromNs >= 0) {
            latencyMicros.recordValue(Math.min(HIGHEST_MICROS, Math.max(0, receivedNs - payment.dueNs()) / 1000));
        }
        boolean approved = message.dialect().isApproving(message.code());
        Version version = message.dialect().version();
        long partial = Amount.minor(version, message.number(AMOUNT));
        boolean lower = message.code() == version.partiallyApproved() && partial >= 0;
        payment.answered(message.code(), approved ? lower ? partial : payment.requestedMinor() : 0);
        checkExpected(payment);
        if (!approved) {
            end(payment, exchange, PaymentState.DECLINED);
            return;
        }
        book.approved(payment);
        if (random.below(PERCENT) < payment.traffic().cancelPercent()) {
            remember(exchange, message.code());
            reverse(payment, PaymentState.CANCELLING);
        } else {
            end(payment, exchange, PaymentState.APPROVED);
        }
    }

    private void onReversalAnswer(Exchange exchange, MessageView message) {
        String code = ResponseCode.toString(message.code());
        Payment payment = exchange.payment();
        boolean cancelling = payment.state() == PaymentState.CANCELLING;
        Version version = message.dialect().version();
        boolean lost = cancelling && !version.isAccepted(message.code(), Mti.CLASS_REVERSAL);
        if (TRY_AGAIN.getOrDefault(version, Set.of()).contains(code)) {
            return;
        }
        if (lost || !ENDS.getOrDefault(version, Set.of()).contains(code)) {
            faults.add(Fault.REVERSAL_REFUSED, code + AnswerCheck.of(exchange));
            end(payment, exchange, PaymentState.REFUSED);
            return;
        }
        end(payment, exchange, cancelling ? PaymentState.CANCELLED : PaymentState.REVERSED);
    }

    private void checkExpected(Payment payment) {
        Set<String> expected = payment.traffic().expected();
        String code = ResponseCode.toString(payment.code());
        if (!expected.isEmpty() && !expected.contains(code)) {
            faults.add(Fault.UNEXPECTED_CODE, code + AnswerCheck.of(payment.request()));
        }
    }

    /** A repeat's answer says what the first said; a decline may stand in the place of an approval being reversed. */
    private void checkContradiction(Exchange exchange, MessageView message) {
        if (exchange.isReversal() || exchange.code() == ResponseCode.NONE) {
            return;
        }
        PaymentState state = exchange.payment().state();
        boolean before = message.dialect().isApproving(exchange.code());
        boolean now = message.dialect().isApproving(message.code());
        boolean takenBack = state == PaymentState.CANCELLING || state == PaymentState.CANCELLED;
        if (before != now && !(before && takenBack)) {
            faults.add(
                    Fault.CONTRADICTION,
                    ResponseCode.toString(exchange.code()) + " then " + ResponseCode.toString(message.code())
                            + AnswerCheck.of(exchange));
        }
    }

    /** No answer will come, or none came in time. */
    private void withoutAnswer(Exchange exchange) {
        Payment payment = exchange.payment();
        if (exchange.isReversal()) {
            transmit(exchange);
        } else if (!duty.honoured()) {
            end(payment, exchange, PaymentState.UNKNOWN);
        } else if (payment.traffic().isAdvice() || exchange.copies() <= duty.repeats()) {
            transmit(exchange);
        } else {
            remember(exchange, ResponseCode.NONE);
            reverse(payment, PaymentState.REVERSING);
        }
    }

    private void reverse(Payment payment, PaymentState state) {
        payment.transition(state);
        Exchange reversal = messages.reversal(payment);
        open.put(reversal.message().key(), reversal);
        transmit(reversal);
    }

    /** Sends the next copy, or parks it until there is a connection. */
    private void transmit(Exchange exchange) {
        Optional<FramedConnection> connection = connections().next();
        if (connection.isEmpty()
                || !connection.get().send(copyOf(exchange, connection.get()), FramedConnection.NO_HEADER)) {
            if (!exchange.isParked()) {
                exchange.park(true);
                parked.add(exchange);
            }
            return;
        }
        lastSentNs = clock.nanoTime();
        messagesSent++;
        if (exchange.isReversal()) {
            reversalsSent++;
        } else if (exchange.copies() > 0) {
            repeatsSent++;
        }
        exchange.sent(connection.get().id());
        owedByConnection.merge(connection.get().id(), 1L, Math::addExact);
        if (exchange.isReversal()) {
            long dueNs = lastSentNs + duty.reversalTimeout().toNanos();
            reversalWaits.add(new Wait(exchange, exchange.copies(), dueNs));
        } else {
            long dueNs = lastSentNs + duty.timeout().toNanos();
            requestWaits.add(new Wait(exchange, exchange.copies(), dueNs));
        }
    }

    private MessageWriter copyOf(Exchange exchange, FramedConnection connection) {
        int first = exchange.message().mti();
        int mti = exchange.copies() == 0 ? first : Mti.repeat(first);
        ElementSet elements = exchange.message().elements();
        return writer.begin(connection.dialect(), mti).setAll(elements);
    }

    private void expire(ArrayDeque<Wait> waits, long nowNs) {
        List<Exchange> over = new ArrayList<>();
        while (!waits.isEmpty() && waits.element().dueNs() - nowNs <= 0) {
            Wait wait = waits.remove();
            if (!wait.exchange().isDone() && wait.exchange().copies() == wait.copies()) {
                over.add(wait.exchange());
            }
        }
        for (Exchange exchange : over) {
            if (!exchange.isParked()) {
                withoutAnswer(exchange);
            }
        }
    }

    private void end(Payment payment, Exchange last, PaymentState state) {
        remember(last, last.isReversal() ? ResponseCode.NONE : payment.code());
        payment.transition(state);
        book.ended(payment);
        onEnded.accept(payment);
    }

    private void remember(Exchange exchange, int code) {
        exchange.done(code);
        open.remove(exchange.message().key());
        ended.put(exchange.message().key(), exchange);
    }

    private long owed() {
        return owedByConnection.values().stream().mapToLong(Long::longValue).sum();
    }

    private AcquirerConnections connections() {
        if (connections == null) {
            throw new IllegalStateException("attach the connections first");
        }
        return connections;
    }
}
