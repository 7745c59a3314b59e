package io.wasl.sim.acquirer;

import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.HostPort;
import io.wasl.frame.Frame;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import io.wasl.sim.net.FramedClient;
import io.wasl.sim.net.FramedConnection;
import io.wasl.sim.net.FramedListener;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.net.WireFormat;
import io.wasl.time.EpochClock;
import io.wasl.time.RandomSource;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * One message on a connection of its own, and the answer to it.
 *
 * @param <T> what the caller makes of the answer while it can be read
 */
public final class SingleMessage<T> implements FramedListener {

    private static final int CAPACITY_BYTES = 8 << 10;

    private final int mti;
    private final ElementSet elements;
    private final Function<MessageView, T> reader;
    private final MessageWriter writer = new MessageWriter();
    private final CompletableFuture<Result<T>> result = new CompletableFuture<>();
    private long sentNs;

    /**
     * @param micros from the send to the answer
     */
    public record Result<T>(T answer, long micros) {}

    /** There was no answer; the message says why, without card data. */
    public static final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswerException(String message) {
            super(message);
        }
    }

    private SingleMessage(int mti, ElementSet elements, Function<MessageView, T> reader) {
        this.mti = mti;
        this.elements = elements;
        this.reader = reader;
    }

    /**
     * Sends and waits.
     *
     * @param values neutral values by data element
     * @param reader called on the loop with the answer
     * @throws NoAnswerException if there is no connection, no answer in time, or the message cannot be encoded
     */
    public static <T> Result<T> exchange(
            FramedLoop loop, Target target, int mti, Map<Integer, String> values, Function<MessageView, T> reader)
            throws NoAnswerException, InterruptedException {
        var elements = new ElementSet(CAPACITY_BYTES);
        values.forEach((de, text) -> {
            if (!elements.put(de, text)) {
                throw new IllegalArgumentException("DE " + de + " is too long");
            }
        });
        var single = new SingleMessage<>(mti, elements, reader);
        single.sentNs = loop.clock().nanoTime();
        new FramedClient(loop, target.address(), target.format(), single).dial();
        try {
            return single.result.get(target.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new NoAnswerException(cause == null ? "failed" : String.valueOf(cause.getMessage()));
        } catch (TimeoutException e) {
            throw new NoAnswerException("no answer in " + target.timeout().toMillis() + " ms");
        }
    }

    /** Whom to ask and for how long. */
    public record Target(HostPort address, WireFormat format, Duration timeout) {}

    /** What a message of that class needs besides card and amount, so that a switch takes it. */
    public static Map<Integer, String> usualElements(Version version, int mti, EpochClock clock, RandomSource random) {
        var keys = new KeySequence(clock, version, random);
        var values = new TreeMap<Integer, String>();
        values.put(7, keys.transmitted());
        values.put(11, keys.nextStan());
        if (Mti.messageClass(mti) == Mti.CLASS_NETWORK) {
            values.put(version.networkElement(), String.format("%03d", version.signOn()));
            if (!version.is1987()) {
                values.put(12, keys.local());
            }
            return values;
        }
        values.put(3, "000000");
        values.putAll(PaymentMessages.pointOfService(version, mti, keys));
        values.put(32, "00000100001");
        values.put(37, keys.nextRrn());
        values.put(41, "TERM0001");
        values.put(42, "WASL SIMULATOR ");
        return values;
    }

    @Override
    public void onOpened(FramedConnection connection) {
        try {
            connection.send(writer.begin(connection.dialect(), mti).setAll(elements), FramedConnection.NO_HEADER);
        } catch (IllegalArgumentException e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public void onDialFailed(String reason) {
        result.completeExceptionally(new IllegalStateException(reason));
    }

    @Override
    public void onMessage(FramedConnection connection, MessageView message, Frame frame, long receivedNs) {
        if (Mti.isAnswer(message.mti())) {
            result.complete(new Result<>(reader.apply(message), (receivedNs - sentNs) / 1000));
        }
    }

    @Override
    public void onMalformed(FramedConnection connection, MessageView message, Frame frame) {
        result.completeExceptionally(new IllegalStateException("malformed answer: " + message.error()));
    }

    @Override
    public void onClosed(FramedConnection connection, String reason) {
        result.completeExceptionally(new IllegalStateException("the connection ended before an answer: " + reason));
    }
}
