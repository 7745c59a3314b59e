package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.codec.MessageView;
import io.wasl.config.HostPort;
import io.wasl.engine.EngineCounter;
import io.wasl.sim.OwnThread;
import io.wasl.sim.acquirer.Duty;
import io.wasl.sim.acquirer.LoadPlan;
import io.wasl.sim.acquirer.LoadReport;
import io.wasl.sim.acquirer.LoadSpan;
import io.wasl.sim.acquirer.Pace;
import io.wasl.sim.acquirer.PaymentState;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.acquirer.TrafficMix;
import io.wasl.sim.issuer.IssuerCounter;
import io.wasl.sim.issuer.IssuerSimulator;
import io.wasl.sim.yaml.Forms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issuers that answer wrongly: what they put on the wire and in their book, and what the switch makes of it. */
@Tag("long")
final class IssuerFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CARD = Traffic.cards("400000", 16, 1).get(0);
    private static final long SEED = 8_583;
    private static final int PAYMENTS = 60;
    /** Slowly enough for a connection that was lost to come back meanwhile. */
    private static final double PAYMENTS_PER_SECOND = 30;

    private static final String USUAL_ECHO = "echo: { interval: 30s, timeout: 5s }";
    /** An issuer that is silent for so long is given up. */
    private static final String QUICK_ECHO = "echo: { interval: 200ms, timeout: 200ms }";

    @TempDir
    Path folder;

    @Test
    void shouldAnswerTwiceAndBookOnce() throws Exception {
        try (var issuers = new Issuers();
                RawPeer peer = RawPeer.connect(start(issuers, "deliver: twice").port())) {
            peer.send(0x0100, RawPeer.payment(CARD, 1_250, 1));

            byte[] first = peer.receive();
            assertThat(peer.receive()).isEqualTo(first);
            assertThat(issuers.totals().byCurrency()).containsOnly(Map.entry("504", 1_250L));
            assertThat(issuers.count(IssuerCounter.DOUBLE_ANSWERS)).isEqualTo(1);
        }
    }

    @Test
    void shouldAnswerUnderTheNextStanAndBookItsApproval() throws Exception {
        try (var issuers = new Issuers();
                RawPeer peer =
                        RawPeer.connect(start(issuers, "deliver: wrong-stan").port())) {
            peer.send(0x0100, RawPeer.payment(CARD, 1_250, 999_999));

            MessageView answer = decode(peer.receive());
            assertThat(answer.number(11)).isZero();
            assertThat(answer.number(4)).isEqualTo(1_250);
            assertThat(issuers.totals().byCurrency()).containsOnly(Map.entry("504", 1_250L));
        }
    }

    @ParameterizedTest(name = "{0}, {1}: {2}, books {3}")
    @CsvSource({
        "then: approve, 1250, 1251, 1250",
        "then: partial 500, 1250, 1251, 500",
        "then: decline 51, 1250, 1251, 0",
        "then: approve, 999999999999, 999999999998, 999999999999"
    })
    void shouldAnswerWithAWrongAmountAndBookTheRightOne(String then, long asked, long told, long booked)
            throws Exception {
        try (var issuers = new Issuers();
                RawPeer peer = RawPeer.connect(issuers.start("rules: [ { " + then + ", deliver: wrong-amount } ]", SEED)
                        .port())) {
            peer.send(0x0100, RawPeer.payment(CARD, asked, 1));

            MessageView answer = decode(peer.receive());
            assertThat(answer.number(11)).isEqualTo(1);
            assertThat(answer.number(4)).isEqualTo(told);
            assertThat(issuers.totals().byCurrency().getOrDefault("504", 0L)).isEqualTo(booked);
        }
    }

    @Test
    void shouldResetTheConnectionInTheMiddleOfAFrame() throws Exception {
        try (var issuers = new Issuers();
                RawPeer peer = RawPeer.connect(start(issuers, "deliver: reset").port())) {
            peer.send(0x0100, RawPeer.payment(CARD, 1_250, 1));

            byte[] received = peer.receiveUntilReset();
            assertThat(received).hasSizeGreaterThan(2);
            int whole = ByteBuffer.wrap(received).getShort() + 2;
            assertThat(received).as("half of %d", whole).hasSize(whole / 2);
            assertThat(issuers.totals().byCurrency()).containsOnly(Map.entry("504", 1_250L));
            assertThat(issuers.count(IssuerCounter.RESETS)).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}: books {1}")
    @CsvSource(
            delimiter = ';',
            value = {"then: stop-reading; 100", "then: approve, deliver: stop-reading; 1350"})
    void shouldReadNothingMoreOfAConnection(String rule, long booked) throws Exception {
        String rules = "rules: [ { when: { amount-ends: 50 }, " + rule + " } ]";
        try (var issuers = new Issuers()) {
            IssuerSimulator issuer = issuers.start(rules, SEED);
            try (RawPeer peer = RawPeer.connect(issuer.port());
                    RawPeer other = RawPeer.connect(issuer.port())) {
                peer.send(joined(100, 1_250, 300));
                assertThat(peer.answer()).isEqualTo("0110 00");
                peer.send(joined(400));
                other.send(0x0800, RawPeer.payment(CARD, 0, 9));
                assertThat(other.answer()).as("by the same loop, later").isEqualTo("0810 00");

                assertThat(issuer.count(IssuerCounter.REQUESTS)).isEqualTo(2);
                assertThat(issuer.count(IssuerCounter.UNREAD_CONNECTIONS)).isEqualTo(1);
                assertThat(issuer.totals().byCurrency()).containsOnly(Map.entry("504", booked));
            }
        }
    }

    @Test
    void shouldAcceptAndNeverRead() throws Exception {
        try (var issuers = new Issuers()) {
            RawPeer peer = RawPeer.connect(
                    issuers.start("connections: never-read", SEED).port());
            var sent = new AtomicLong();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendMuch(peer, sent), OwnThread.EACH);
            var before = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(200))
                    .until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());

            assertThat(sending).as("its sender has to wait").isNotDone();
            assertThat(issuers.count(IssuerCounter.REQUESTS)).isZero();
            assertThat(issuers.count(IssuerCounter.UNREAD_CONNECTIONS)).isEqualTo(1);
            peer.close();
            await().until(sending::isDone);
        }
    }

    /** {@code others}: the codes of payments that the issuer answers rightly, on the same connection. */
    @ParameterizedTest(name = "{0}: {1}, others {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "then: approve, deliver: twice; 00; 00",
                "then: approve, deliver: twice, delay: 1ms-1800ms; 00 91; 00",
                "then: approve, delay: 1500ms; 91; 00",
                "then: approve, deliver: wrong-stan; 91; 00",
                "then: approve, deliver: wrong-amount; 96; 00",
                "then: decline 51, deliver: wrong-amount; 96; 00",
                "then: partial 50%, deliver: wrong-amount; 96; 00",
                "then: approve, deliver: reset; 91; 00 91",
                "then: stop-reading; 91; 00 91",
                "then: approve, deliver: stop-reading; 91; 00 91"
            })
    void shouldAgreeOnTheMoneyWhateverItsIssuerAnswers(String rule, String codes, String others) throws Exception {
        int port = SwitchFiles.unusedPort();
        try (var issuers = new Issuers();
                var load = new BackgroundLoad(plan(port, set(codes), set(others)), SEED)) {
            String rules = "rules: [ { when: { pan: 410000* }, " + rule + " } ]";
            String echo = others.contains("91") ? QUICK_ECHO : USUAL_ECHO;
            SwitchFiles files = files(port, issuers.start(rules, SEED).port(), echo);
            try (SwitchNode node = SwitchNode.start(files.load())) {
                await().atMost(PATIENCE).until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 1);
                load.start();
                LoadReport report = load.await();

                assertThat(report.isGood()).as("%s", report).isTrue();
                assertThat(report.outcomes().keySet()).containsExactly("right", "spoilt");
                assertThat(report.states()).containsKey(PaymentState.APPROVED);
                Agreement.awaitSettled(node, PATIENCE);
                assertThat(Agreement.differences(load.net(), issuers.totals(), node.ledger()))
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldDeclineWith91AndOweNothingWhenItsIssuerNeverReads() throws Exception {
        try (var issuers = new Issuers()) {
            IssuerSimulator issuer = issuers.start("connections: never-read", SEED);
            try (SwitchNode node =
                            SwitchNode.start(files(0, issuer.port(), USUAL_ECHO).load());
                    RawPeer peer = RawPeer.connect(node.port("bank"))) {
                await().atMost(PATIENCE).until(() -> issuer.count(IssuerCounter.UNREAD_CONNECTIONS) > 1);
                peer.send(0x0100, RawPeer.payment(CARD, 1_250, 1));

                assertThat(peer.answer()).isEqualTo("0110 91");
                assertThat(node.engineCounters().get(EngineCounter.OWED)).isZero();
            }
        }
    }

    private static IssuerSimulator start(Issuers issuers, String delivery) throws Exception {
        return issuers.start("rules: [ { then: approve, " + delivery + " } ]", SEED);
    }

    private static MessageView decode(byte[] body) {
        var view = new MessageView();
        assertThat(view.decode(RawPeer.DIALECT, body, 0, body.length)).isTrue();
        return view;
    }

    /** Payments of these amounts in one write. */
    private static byte[] joined(long... amounts) {
        var frames = new byte[0];
        for (long amount : amounts) {
            byte[] frame = RawPeer.framed(RawPeer.body(0x0100, RawPeer.payment(CARD, amount, (int) amount)));
            int end = frames.length;
            frames = Arrays.copyOf(frames, end + frame.length);
            System.arraycopy(frame, 0, frames, end, frame.length);
        }
        return frames;
    }

    /** More than both kernels hold. */
    private static void sendMuch(RawPeer peer, AtomicLong sent) {
        byte[] frame = RawPeer.framed(RawPeer.body(0x0100, RawPeer.payment(CARD, 100, 1)));
        try {
            while (sent.get() < 64 << 20) {
                peer.send(frame);
                sent.addAndGet(frame.length);
            }
        } catch (IOException e) {
            sent.set(-1); // closed, at the test's end
        }
    }

    private static Set<String> set(String codes) {
        return Set.of(codes.split(" "));
    }

    private SwitchFiles files(int port, int issuerPort, String echo) throws IOException {
        return new SwitchFiles(folder)
                .acquirer("bank", port, "framing: length-2", "dialect: iso87-ascii", "response-timeout: 2s")
                .issuer(
                        "atlas",
                        issuerPort,
                        "framing: length-2",
                        "dialect: iso87-ascii",
                        "response-timeout: 1s",
                        echo,
                        "reconnect: { first: 50ms, max: 500ms }",
                        "reversal: { response-timeout: 1s, retry-first: 200ms, retry-max: 1s }")
                .route("400000", "atlas")
                .route("410000", "atlas")
                .write();
    }

    private static LoadPlan plan(int port, Set<String> spoilt, Set<String> right) throws Exception {
        var duty = new Duty(true, Duration.ofSeconds(10), 3, Duration.ofSeconds(5), PATIENCE);
        return new LoadPlan(
                List.of(new HostPort("127.0.0.1", port)),
                2,
                Issuers.format(),
                new Pace.OpenLoop(PAYMENTS_PER_SECOND, false),
                new LoadSpan(Duration.ofMinutes(2), PAYMENTS),
                duty,
                new TrafficMix(List.of(kind("right", 5, "400000", right), kind("spoilt", 1, "410000", spoilt))),
                true,
                false);
    }

    private static Traffic kind(String name, int weight, String prefix, Set<String> expected) {
        var amounts = new Forms.Span(100, 9_000);
        return new Traffic(name, weight, 0x0100, Traffic.cards(prefix, 16, 50), amounts, "504", Map.of(), 10, expected);
    }
}
