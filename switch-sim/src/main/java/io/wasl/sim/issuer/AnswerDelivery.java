package io.wasl.sim.issuer;

import io.wasl.codec.MessageWriter;
import io.wasl.iso.ResponseCode;
import io.wasl.metric.Counters;
import io.wasl.sim.net.FramedConnection;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.rules.Request;
import io.wasl.sim.rules.Rule;
import io.wasl.time.RandomSource;
import java.util.Arrays;
import java.util.Locale;

/**
 * What becomes of an answer on its way, as its rule says. The issuer has decided and the book is written before: nothing
 * here changes what it holds.
 *
 * <p>Owner: the issuer's loop.
 */
final class AnswerDelivery {

    /** What stands in the place of an answer. */
    enum Withheld {
        SILENCE(IssuerCounter.SILENCES, "no answer"),
        HANG_UP(IssuerCounter.HANG_UPS, "hang up"),
        STOP_READING(IssuerCounter.UNREAD_CONNECTIONS, "read no more");

        private final IssuerCounter counter;
        private final String words;

        Withheld(IssuerCounter counter, String words) {
            this.counter = counter;
            this.words = words;
        }
    }

    private final FramedLoop loop;
    private final RandomSource random;
    private final IssuerTrace trace;
    private final Counters<IssuerCounter> counters;
    private final IssuerAnswer answer;
    private final Incoming incoming = new Incoming();

    AnswerDelivery(
            FramedLoop loop,
            RandomSource random,
            IssuerTrace trace,
            Counters<IssuerCounter> counters,
            IssuerAnswer answer) {
        this.loop = loop;
        this.random = random;
        this.trace = trace;
        this.counters = counters;
        this.answer = answer;
    }

    void deliver(Exchange exchange, Request request, Rule rule, IssuerBook.Answer decided) {
        switch (rule.delivery()) {
            case SILENCE -> withhold(exchange, request, rule, Withheld.SILENCE);
            case DISCONNECT -> withhold(exchange, request, rule, Withheld.HANG_UP);
            case STOP_READING -> withhold(exchange, request, rule, Withheld.STOP_READING);
            case ANSWER, TWICE, WRONG_STAN, WRONG_AMOUNT, RESET -> answer(exchange, request, rule, decided);
        }
    }

    void withhold(Exchange exchange, Request request, Rule rule, Withheld how) {
        counters.increment(how.counter);
        trace.message(request, incoming.stan(exchange.message()), how.words, rule.name());
        switch (how) {
            case SILENCE -> {
                // that is all
            }
            case HANG_UP -> exchange.connection().close("a rule says so");
            case STOP_READING -> exchange.connection().stopReading();
        }
    }

    private void answer(Exchange exchange, Request request, Rule rule, IssuerBook.Answer decided) {
        FramedConnection connection = exchange.connection();
        MessageWriter message = answer.of(exchange.message(), request, decided);
        if (rule.delivery() == Rule.Delivery.WRONG_STAN) {
            counters.increment(IssuerCounter.WRONG_ANSWERS);
            IssuerAnswer.nextStan(message, exchange.message());
        } else if (rule.delivery() == Rule.Delivery.WRONG_AMOUNT) {
            counters.increment(IssuerCounter.WRONG_ANSWERS);
            IssuerAnswer.oneMore(message, exchange.message(), request);
        }
        byte[] frame = connection.frame(message, exchange.header());
        trace.message(request, incoming.stan(exchange.message()), outcome(rule, decided), rule.name());
        if (rule.delivery() == Rule.Delivery.RESET) {
            reset(connection, Arrays.copyOf(frame, frame.length / 2), rule.drawDelay(random));
            return;
        }
        send(connection, frame, rule.drawDelay(random));
        if (rule.delivery() == Rule.Delivery.TWICE) {
            counters.increment(IssuerCounter.DOUBLE_ANSWERS);
            send(connection, frame, rule.drawDelay(random));
        }
    }

    private static String outcome(Rule rule, IssuerBook.Answer decided) {
        String code = ResponseCode.toString(decided.code());
        return rule.delivery() == Rule.Delivery.ANSWER
                ? code
                : code + " " + rule.delivery().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void send(FramedConnection connection, byte[] frame, long delayNs) {
        if (delayNs > 0) {
            loop.schedule(delayNs, () -> send(connection, frame, 0));
        } else if (!connection.send(frame)) {
            counters.increment(IssuerCounter.UNDELIVERED);
        }
    }

    private void reset(FramedConnection connection, byte[] half, long delayNs) {
        if (delayNs > 0) {
            loop.schedule(delayNs, () -> reset(connection, half, 0));
        } else if (connection.reset(half, "a rule says so")) {
            counters.increment(IssuerCounter.RESETS);
        } else {
            counters.increment(IssuerCounter.UNDELIVERED);
        }
    }
}
