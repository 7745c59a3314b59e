package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.engine.EngineListener;
import io.wasl.engine.EnginePorts;
import io.wasl.engine.EngineSettings;
import io.wasl.engine.SwitchEngine;
import io.wasl.frame.Frame;
import io.wasl.journal.keys.OlderTransactions;
import io.wasl.link.Link;
import io.wasl.link.LinkRole;
import io.wasl.routing.Router;
import io.wasl.security.Keys;
import io.wasl.security.PanTokenizer;
import io.wasl.time.EpochClock;
import io.wasl.time.NanoClock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The whole engine between an acquirer's link, its issuers' links and a log that forgets, moved through its public doors
 * as the loop moves it:
 *
 * <pre>
 *   requests read   decode, onMessage …, onTurnEnd │ forced: onDurable → forwards │ handed over: onSent …
 *   answers read    decode, onMessage …, onTurnEnd │ forced: onDurable → answers  │ handed over: onSent …
 * </pre>
 *
 * <p>Each request has an RRN that never was before, and a STAN by it: a real guard answers a repeated key from store, which looks fast and
 * measures nothing. What the issuer does (its answer with our STAN and that RRN) is a copy and two patches.
 */
final class EngineRig implements EngineListener {

    private static final int LARGEST_FRAME = 1024;
    private static final int STAN_BYTES_ASCII = 6;
    private static final int RRN_BYTES = 12;

    /** A tick each few milliseconds, at some microseconds a transaction. */
    private static final int TRANSACTIONS_PER_TICK = 1024;

    private final Traffic traffic;
    private final Dialect dialect;
    private final NanoClock nanos;
    private final VolatileJournal journal = new VolatileJournal();
    private final SwitchEngine engine;
    private final Wire forwards;
    private final Wire answers;
    private final Link acquirer;

    private final MessageView view = new MessageView();
    private final Frame frame = new Frame();
    private final byte[] received = new byte[LARGEST_FRAME];
    private final byte[] rrn = new byte[RRN_BYTES];
    private final int stanBytes;

    // Where DE 11 and DE 37 are, by message.
    private final int[] requestStan;
    private final int[] requestRrn;
    private final int[] answerStan;
    private final int[] answerRrn;

    private int next;
    private int sinceTick;
    private boolean isReady;

    EngineRig(Workload work, int mostPerTurn, NanoClock nanos, EpochClock epoch) {
        traffic = work.traffic();
        this.nanos = nanos;
        dialect = work.dialect();
        stanBytes = work.encoding() == Encoding.ASCII ? STAN_BYTES_ASCII : STAN_BYTES_ASCII / 2;
        forwards = new Wire(mostPerTurn, LARGEST_FRAME);
        answers = new Wire(mostPerTurn, LARGEST_FRAME);
        Arrays.fill(rrn, (byte) '0');
        requestStan = new int[traffic.size()];
        requestRrn = new int[traffic.size()];
        answerStan = new int[traffic.size()];
        answerRrn = new int[traffic.size()];
        findElements();
        List<String> issuers = BinMix.issuers();
        Random random = new Random(BinMix.SEED);
        EnginePorts ports = new EnginePorts(
                journal,
                new Router(work.table()),
                List.of(new PanTokenizer(Keys.generate(random::nextBytes))),
                nanos,
                epoch,
                random::nextBytes,
                (alarm, member, ofEpoch, counter) -> {
                    throw new IllegalStateException("the engine raised " + alarm + " about " + member);
                },
                OlderTransactions.NONE);
        List<Dialect> issuerDialects = issuers.stream().map(id -> dialect).toList();
        engine = new SwitchEngine(
                new EngineSettings(EngineConfig.of(issuers, dialect.name()), List.of(dialect), issuerDialects),
                ports,
                this);
        acquirer =
                new CopyingLink(new CopyingLink.Member(LinkRole.ACQUIRER, 0, EngineConfig.ACQUIRER), dialect, answers);
        start(issuers);
    }

    private void findElements() {
        for (int i = 0; i < traffic.size(); i++) {
            decode(traffic.request(i), 0, traffic.request(i).length);
            requestStan[i] = view.offset(11);
            requestRrn[i] = view.offset(37);
            decode(traffic.answer(i), 0, traffic.answer(i).length);
            answerStan[i] = view.offset(11);
            answerRrn[i] = view.offset(37);
        }
    }

    private void start(List<String> issuers) {
        journal.lead(engine);
        if (!isReady) {
            throw new IllegalStateException("the engine is not ready");
        }
        for (int i = 0; i < issuers.size(); i++) {
            engine.onUsable(
                    new CopyingLink(new CopyingLink.Member(LinkRole.ISSUER, i, issuers.get(i)), dialect, forwards));
        }
    }

    /** So many requests and their answers, each kind read in one turn of the loop. */
    int turn(int requests) {
        int first = next;
        receiveRequests(requests);
        settle(forwards, requests);
        receiveAnswers(first, requests);
        forwards.clear();
        settle(answers, requests);
        int bytes = answers.start(requests - 1) + answers.length(requests - 1);
        sinceTick += requests;
        if (sinceTick >= TRANSACTIONS_PER_TICK) {
            sinceTick = 0;
            engine.onTick(nanos.nanoTime());
        }
        return bytes;
    }

    /** The answers of the last turn. */
    Wire answers() {
        return answers;
    }

    private void receiveRequests(int requests) {
        answers.clear();
        long nowNs = nanos.nanoTime();
        for (int k = 0; k < requests; k++) {
            int i = next;
            next = i + 1 == traffic.size() ? 0 : i + 1;
            byte[] request = traffic.request(i);
            System.arraycopy(request, 0, received, 0, request.length);
            countRrn();
            System.arraycopy(rrn, 0, received, requestRrn[i], RRN_BYTES);
            putStan(requestStan[i]);
            receive(acquirer, request.length, nowNs);
        }
    }

    /** The k-th forward answers to the k-th request: the outbox keeps the log's order. */
    private void receiveAnswers(int first, int requests) {
        long nowNs = nanos.nanoTime();
        for (int k = 0; k < requests; k++) {
            int i = (first + k) % traffic.size();
            byte[] answer = traffic.answer(i);
            int forward = forwards.start(k);
            System.arraycopy(answer, 0, received, 0, answer.length);
            System.arraycopy(forwards.buffer(), forward + requestStan[i], received, answerStan[i], stanBytes);
            System.arraycopy(forwards.buffer(), forward + requestRrn[i], received, answerRrn[i], RRN_BYTES);
            receive(forwards.link(k), answer.length, nowNs);
        }
    }

    private void receive(Link link, int length, long nowNs) {
        decode(received, 0, length);
        engine.onMessage(link, view, frame.body(received, 0, length), nowNs);
    }

    /** The turn ends, the disk is done, the sockets took the bytes. */
    private void settle(Wire wire, int expected) {
        engine.onTurnEnd(nanos.nanoTime());
        journal.force(engine);
        if (wire.frames() != expected) {
            throw new IllegalStateException(wire.frames() + " frames where " + expected + " were expected");
        }
        wire.deliver(engine, nanos.nanoTime());
    }

    private void decode(byte[] message, int offset, int length) {
        if (!view.decode(dialect, message, offset, length)) {
            throw new IllegalStateException("a message of the traffic is illegal: " + view.error());
        }
    }

    /** The RRN's last digits: acquirers count both, and thousands of requests under one DE 7 and 11 are no traffic. */
    private void putStan(int at) {
        for (int i = 0; i < stanBytes; i++) {
            received[at + i] = stanBytes == STAN_BYTES_ASCII
                    ? rrn[RRN_BYTES - STAN_BYTES_ASCII + i]
                    : (byte) (rrn[RRN_BYTES - STAN_BYTES_ASCII + 2 * i] << 4
                            | rrn[RRN_BYTES - STAN_BYTES_ASCII + 2 * i + 1] & 0xF);
        }
    }

    /** The next number of twelve digits. */
    private void countRrn() {
        int at = RRN_BYTES - 1;
        while (rrn[at] == '9') {
            rrn[at--] = '0';
        }
        rrn[at]++;
    }

    @Override
    public void onReady() {
        isReady = true;
    }

    @Override
    public void onIssuersUsable(int issuers) {
        // Nobody waits for them here.
    }

    @Override
    public void onStopped(String reason, @Nullable Throwable cause) {
        throw new IllegalStateException("the engine stopped: " + reason, cause);
    }
}
