package io.wasl.sim.issuer;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.config.HostPort;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import io.wasl.metric.Counters;
import io.wasl.sim.book.Totals;
import io.wasl.sim.issuer.AnswerDelivery.Withheld;
import io.wasl.sim.net.FramedConnection;
import io.wasl.sim.net.FramedListener;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.net.FramedServer;
import io.wasl.sim.net.WireFormat;
import io.wasl.sim.rules.Decision;
import io.wasl.sim.rules.Request;
import io.wasl.sim.rules.Rule;
import io.wasl.sim.rules.RuleBook;
import io.wasl.time.RandomSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An issuer host: the switch dials it and sends requests and reversals; it decides by its rules and keeps its book.
 *
 * <p>What a rule does to an answer on its way ({@link AnswerDelivery}) happens after the book has been written: the issuer
 * has decided, the answer is what gets lost.
 *
 * <p>Owner: its loop. The public methods may be called by any other thread.
 */
public final class IssuerSimulator implements FramedListener, AutoCloseable {

    private final FramedLoop loop;
    private final RuleBook rules;
    private final IssuerBook book;
    private final RandomSource random;
    private final IssuerTrace trace;
    private final IssuerAnswer answer = new IssuerAnswer();
    private final Incoming incoming = new Incoming();
    private final Counters<IssuerCounter> counters = new Counters<>(IssuerCounter.class);
    private final List<FramedConnection> connections = new ArrayList<>();
    private final AnswerDelivery delivery;
    private final FramedServer server;

    private IssuerSimulator(FramedLoop loop, Setup setup, RandomSource random) throws IOException {
        this.loop = loop;
        this.random = random;
        rules = setup.rules();
        book = setup.book();
        trace = setup.trace();
        delivery = new AnswerDelivery(loop, random, trace, counters, answer);
        server = FramedServer.listen(loop, setup.listen(), setup.format(), this);
    }

    /**
     * @param listen port 0 lets the system choose
     * @param trace told about each message, masked
     */
    public record Setup(HostPort listen, WireFormat format, RuleBook rules, IssuerBook book, IssuerTrace trace) {}

    /**
     * @param random for authorization codes and delays
     * @throws IOException if it cannot listen there
     */
    public static IssuerSimulator start(FramedLoop loop, Setup setup, RandomSource random) throws IOException {
        return new IssuerSimulator(loop, setup, random);
    }

    public int port() {
        return server.port();
    }

    /** Net approved amounts by card and currency, now. */
    public Totals totals() {
        return loop.call(book::totals);
    }

    public long count(IssuerCounter counter) {
        return counters.get(counter);
    }

    /** Stops listening and closes its connections; the loop goes on. */
    @Override
    public void close() {
        server.close();
        loop.call(() -> {
            List.copyOf(connections).forEach(connection -> connection.close("the issuer stops"));
            return true;
        });
    }

    @Override
    public void onOpened(FramedConnection connection) {
        counters.increment(IssuerCounter.CONNECTIONS);
        connections.add(connection);
        trace.connection(connection.peer(), "connected");
        if (rules.readsNothing()) {
            counters.increment(IssuerCounter.UNREAD_CONNECTIONS);
            connection.stopReading();
        }
    }

    @Override
    public void onClosed(FramedConnection connection, String reason) {
        connections.remove(connection);
        trace.connection(connection.peer(), reason);
    }

    @Override
    public void onDialFailed(String reason) {
        throw new IllegalStateException("an issuer does not dial");
    }

    @Override
    public void onMalformed(FramedConnection connection, MessageView message, Frame frame) {
        counters.increment(IssuerCounter.MALFORMED);
        trace.connection(connection.peer(), "malformed: " + message.error());
        connection.close("malformed message");
    }

    @Override
    public void onMessage(FramedConnection connection, MessageView message, Frame frame, long receivedNs) {
        var exchange = new Exchange(connection, message, header(frame));
        if (!Mti.isAnswered(message.mti())) {
            return;
        }
        switch (Mti.messageClass(message.mti())) {
            case Mti.CLASS_NETWORK -> onNetwork(exchange);
            case Mti.CLASS_AUTHORIZATION, Mti.CLASS_FINANCIAL -> onRequest(exchange);
            case Mti.CLASS_REVERSAL -> onReversal(exchange);
            case Mti.CLASS_ADMINISTRATIVE -> onAdministrative(exchange);
            default -> refuse(exchange, IssuerCounter.UNSUPPORTED, Reason.UNSUPPORTED_MESSAGE);
        }
    }

    private void onNetwork(Exchange exchange) {
        MessageView message = exchange.message();
        Version version = message.dialect().version();
        boolean signOn = message.number(version.networkElement()) == version.signOn();
        counters.increment(signOn ? IssuerCounter.SIGN_ONS : IssuerCounter.ECHOES);
        int accepted = message.dialect().code(Reason.ACCEPTED, message.mti());
        exchange.connection().send(answer.of(message, accepted), exchange.header());
    }

    /** Requests; and advices, which are booked once whatever comes, unless a rule names their MTI. */
    private void onRequest(Exchange exchange) {
        counters.increment(IssuerCounter.REQUESTS);
        Request request = incoming.request(exchange.message());
        if (!Incoming.isComplete(exchange.message(), request)) {
            refuse(exchange, IssuerCounter.MALFORMED, Reason.FORMAT_ERROR);
            return;
        }
        TransactionKey key = incoming.key(exchange.message(), request);
        Rule rule = rules.find(request).orElse(RuleBook.APPROVE);
        Optional<IssuerBook.Answer> earlier = book.find(key);
        Optional<Withheld> unbooked = unbooked(rule.decision());
        if (earlier.isPresent()) {
            counters.increment(IssuerCounter.REPEATS);
            delivery.deliver(exchange, request, rule, inWordsOf(exchange.message(), earlier.get()));
        } else if (unbooked.isPresent()) {
            delivery.withhold(exchange, request, rule, unbooked.get());
        } else if (isAdvice(exchange.message()) && rule.decision() instanceof Decision.Decline decline) {
            // It has happened: what is refused now is not booked, and its next copy is looked at anew.
            delivery.deliver(exchange, request, rule, new IssuerBook.Answer(decline.code(), "", 0));
        } else {
            delivery.deliver(
                    exchange, request, rule, decide(exchange.connection().dialect(), key, request, rule.decision()));
        }
    }

    private static boolean isAdvice(MessageView message) {
        return Mti.function(message.mti()) == Mti.FUNCTION_ADVICE;
    }

    private IssuerBook.Answer decide(Dialect dialect, TransactionKey key, Request request, Decision decision) {
        int code = Verdict.code(decision, request, dialect);
        if (!dialect.isApproving(code)) {
            counters.increment(IssuerCounter.DECLINED);
            return book.decline(key, code);
        }
        counters.increment(IssuerCounter.APPROVED);
        boolean isPartial = code == dialect.version().partiallyApproved();
        long approvedMinor = Verdict.approvedMinor(decision, request, isPartial);
        String authorization = String.format("%06d", random.below(1_000_000));
        return book.approve(key, request.currency(), new IssuerBook.Answer(code, authorization, approvedMinor));
    }

    /** Reversals follow the book, unless a rule names their MTI. */
    private void onReversal(Exchange exchange) {
        counters.increment(IssuerCounter.REVERSALS);
        Request request = incoming.request(exchange.message());
        TransactionKey key;
        try {
            key = incoming.originalKey(exchange.message(), request);
        } catch (IllegalArgumentException e) {
            refuse(exchange, IssuerCounter.MALFORMED, Reason.FORMAT_ERROR);
            return;
        }
        Rule rule = rules.find(request).orElse(RuleBook.APPROVE);
        Optional<Withheld> unbooked = unbooked(rule.decision());
        if (unbooked.isPresent()) {
            delivery.withhold(exchange, request, rule, unbooked.get());
        } else if (rule.decision() instanceof Decision.Decline decline) {
            delivery.deliver(exchange, request, rule, new IssuerBook.Answer(decline.code(), "", 0));
        } else {
            boolean isKnown = book.reverse(key, incoming.remainingMinor(exchange.message(), request));
            if (!isKnown) {
                counters.increment(IssuerCounter.UNKNOWN_ORIGINALS);
            }
            Reason reason = isKnown ? Reason.ACCEPTED : Reason.ORIGINAL_UNKNOWN;
            int code =
                    exchange.message().dialect().code(reason, exchange.message().mti());
            delivery.deliver(exchange, request, rule, new IssuerBook.Answer(code, "", 0));
        }
    }

    /** Taken, unless a rule names its MTI; nothing is booked. */
    private void onAdministrative(Exchange exchange) {
        counters.increment(IssuerCounter.ADMINISTRATIVE);
        Request request = incoming.request(exchange.message());
        Rule rule = rules.find(request).orElse(RuleBook.APPROVE);
        Optional<Withheld> unbooked = unbooked(rule.decision());
        if (unbooked.isPresent()) {
            delivery.withhold(exchange, request, rule, unbooked.get());
            return;
        }
        int code = rule.decision() instanceof Decision.Decline decline
                ? decline.code()
                : exchange.message()
                        .dialect()
                        .code(Reason.ACCEPTED, exchange.message().mti());
        delivery.deliver(exchange, request, rule, new IssuerBook.Answer(code, "", 0));
    }

    /** What a reversal that came first has made of a request stands in the book as it is said in 1987. */
    private static IssuerBook.Answer inWordsOf(MessageView message, IssuerBook.Answer booked) {
        Dialect dialect = message.dialect();
        boolean isReversedFirst = booked.code() == ResponseCode.DUPLICATE
                && booked.authorization().isEmpty();
        return isReversedFirst
                ? new IssuerBook.Answer(dialect.code(Reason.REVERSED_BEFORE, message.mti()), "", 0)
                : booked;
    }

    private void refuse(Exchange exchange, IssuerCounter counter, Reason reason) {
        counters.increment(counter);
        int code =
                exchange.connection().dialect().code(reason, exchange.message().mti());
        exchange.connection().send(answer.of(exchange.message(), code), exchange.header());
        trace.connection(exchange.connection().peer(), "refused as " + reason);
    }

    /** What a rule does that takes a message as never read: nothing is booked. */
    private static Optional<Withheld> unbooked(Decision decision) {
        if (decision instanceof Decision.Unseen) {
            return Optional.of(Withheld.SILENCE);
        }
        if (decision instanceof Decision.HangUp) {
            return Optional.of(Withheld.HANG_UP);
        }
        return decision instanceof Decision.StopReading ? Optional.of(Withheld.STOP_READING) : Optional.empty();
    }

    private static byte[] header(Frame frame) {
        int from = frame.headerOffset();
        return frame.headerLength() == 0
                ? FramedConnection.NO_HEADER
                : Arrays.copyOfRange(frame.headerBuffer(), from, from + frame.headerLength());
    }
}
