package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.wasl.SwitchNode;
import io.wasl.engine.EngineCounter;
import io.wasl.sim.acquirer.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Known PANs, tracks and PIN blocks go through every way a message can end; none of them stays anywhere in clear. */
final class CanaryIT {

    /** Digits that no clock, counter or amount has beside each other. */
    private static final List<String> CARDS = Traffic.cards("40000073915", 16, 40);

    private static final int APPROVED = 1_000;
    private static final int DECLINED = 1_051;
    private static final int UNANSWERED = 1_077;
    private static final String RULES = """
            rules:
              - { when: { amount-ends: 51 }, then: decline 51 }
              - { when: { amount-ends: 77 }, then: approve, deliver: silence }
              - { then: approve }
            """;

    @TempDir
    Path folder;

    private final Leaks leaks = new Leaks();
    private final OperatorDoors doors = new OperatorDoors();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final Collector collector = new Collector();
    private final Random random = new Random(52);
    private int number;

    /** Every line logged, with its exception. Any thread. */
    private final class Collector extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                logged.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    }

    @BeforeEach
    void collectTheLog() {
        root.iteratorForAppenders().forEachRemaining(appender -> appender.addFilter(new ThresholdOfTests()));
        collector.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        collector.start();
        root.addAppender(collector);
        root.setLevel(Level.DEBUG);
    }

    @AfterEach
    void restoreTheLog() {
        root.setLevel(before);
        root.detachAppender(collector);
        root.iteratorForAppenders().forEachRemaining(appender -> appender.clearAllFilters());
    }

    /** The console stays quiet while everything is collected. */
    private static final class ThresholdOfTests extends ch.qos.logback.core.filter.Filter<ILoggingEvent> {
        @Override
        public ch.qos.logback.core.spi.FilterReply decide(ILoggingEvent event) {
            return event.getLevel().isGreaterOrEqual(Level.WARN)
                    ? ch.qos.logback.core.spi.FilterReply.NEUTRAL
                    : ch.qos.logback.core.spi.FilterReply.DENY;
        }
    }

    @Test
    void shouldLeaveNoCardDataInLogFilesMetricsOrAnswersToCommands() throws Exception {
        pass("iso87-ascii");

        assertThat(logged.stream().anyMatch(line -> line.contains("SIGNED_ON")))
                .as("the log was collected")
                .isTrue();
        assertThat(leaks.inText(String.join("\n", logged))).as("in the log").isEmpty();
        assertThat(found()).as("in files").isEmpty();
        assertThat(doors.pages())
                .contains("wasl_engine_timed_out_total")
                .doesNotContain("wasl_engine_received_total 0.0");
        assertThat(leaks.inText(doors.pages())).as("in metrics and health").isEmpty();
        assertThat(doors.answers())
                .contains(": ready", "received ", "routes version 2", "the node knows no such command")
                .contains("PAN 400000", "TIMED_OUT", "send copy");
        assertThat(leaks.inText(doors.answers())).as("in answers to commands").isEmpty();
    }

    /** The same with a dialect that declares the PAN harmless: a search that finds nothing here finds nothing at all. */
    @Test
    void shouldFindThePanThatAnOpenDialectStores() throws Exception {
        try (InputStream shipped = io.wasl.codec.Dialect.class.getResourceAsStream("dialects/iso87-ascii.yaml")) {
            String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            String open = text.replace("type: n..19, sensitivity: pan", "type: n..19, sensitivity: open");
            assertThat(open).isNotEqualTo(text);
            Files.writeString(folder.resolve("leaky.yaml"), open);
        }
        pass("leaky");

        assertThat(found()).anyMatch(line -> line.contains("PAN"));
        assertThat(leaks.inText(doors.answers()))
                .as("in what the journal prints")
                .contains("PAN in ASCII");
    }

    @Test
    void shouldFindEachForm() {
        String pan = CARDS.get(0);
        leaks.addDigits(pan, "PAN");
        byte[] pin = HexFormat.of().parseHex("9b1f3c5ad7e80246");
        leaks.addBytes(pin, "PIN block");
        for (int before = 0; before < 3; before++) {
            String some = "xyz".substring(before) + pan + "!";
            String base64 = Base64.getEncoder().encodeToString(some.getBytes(StandardCharsets.US_ASCII));
            assertThat(leaks.inText(base64)).containsExactly("PAN in base64");
        }
        assertThat(leaks.inText("a" + pan)).containsExactly("PAN in ASCII");
        assertThat(leaks.inText("a" + pan.substring(2, 15))).containsExactly("PAN in ASCII");
        assertThat(leaks.inText(pan.substring(0, 12) + "-" + pan.substring(12))).isEmpty();
        assertThat(leaks.find(HexFormat.of().parseHex("ff" + pan))).containsExactly("PAN packed");
        assertThat(leaks.find(HexFormat.of().parseHex("f" + pan + "f"))).containsExactly("PAN packed");
        assertThat(leaks.find(pan.getBytes(java.nio.charset.Charset.forName("IBM1047"))))
                .containsExactly("PAN in EBCDIC");
        assertThat(leaks.inText(HexFormat.of().formatHex(pan.getBytes(StandardCharsets.US_ASCII))))
                .containsExactly("PAN in hex");
        assertThat(leaks.find(pin)).containsExactly("PIN block");
        assertThat(leaks.inText("9B1F3C5AD7E80246")).containsExactly("PIN block in ASCII");
    }

    private SortedSet<String> found() throws IOException {
        return leaks.inFiles(folder, folder.resolve("switch.yaml"), folder.resolve("routes.csv"));
    }

    private void pass(String dialect) throws Exception {
        try (var issuers = new Issuers()) {
            String[] issuer = {
                "framing: length-2",
                "dialect: " + dialect,
                "response-timeout: 700ms",
                "reversal: { response-timeout: 5s, retry-first: 100ms, retry-max: 1s }"
            };
            var files = new SwitchFiles(folder)
                    .acquirer("bank", 0, "framing: length-2", "dialect: " + dialect, "response-timeout: 2s")
                    .issuer("atlas", issuers.start(RULES, 1).port(), issuer)
                    .route("400000", "atlas")
                    .write();
            try (SwitchNode node = SwitchNode.start(files.load())) {
                await().until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 1);
                sendTo(node.port("bank"));
                Agreement.awaitSettled(node, Duration.ofSeconds(60));
                assertThat(node.engineCounters().get(EngineCounter.TIMED_OUT)).isPositive();
                assertThat(node.engineCounters().get(EngineCounter.DELIVERIES_ACKED))
                        .isPositive();
                doors.askAll(node, files.configuration());
                node.drain();
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Stream.of(Thread.getAllStackTraces())
                        .flatMap(threads -> threads.keySet().stream())
                        .noneMatch(thread -> thread.getName().startsWith("ledger")));
    }

    private void sendTo(int port) throws IOException {
        try (RawPeer peer = RawPeer.connect(port)) {
            sendAll(peer);
            sendDamaged(peer);
        }
    }

    private void sendAll(RawPeer peer) throws IOException {
        for (int i = 0; i < 20; i++) {
            SortedMap<Integer, String> approved = secret(i, APPROVED);
            assertThat(exchange(peer, 0x0100, approved)).isEqualTo("0110 00");
            assertThat(exchange(peer, 0x0101, approved)).as("its repeat").isEqualTo("0110 00");
            assertThat(exchange(peer, 0x0200, secret(i, DECLINED))).isEqualTo("0210 51");
            if (i < 4) {
                assertThat(exchange(peer, 0x0420, RawPeer.reversal(approved, ++number)))
                        .isEqualTo("0430 00");
                assertThat(exchange(peer, 0x0101, approved)).as("reversed").matches("0110 \\d\\d");
                assertThat(exchange(peer, 0x0100, secret(i, UNANSWERED))).isEqualTo("0110 91");
            }
        }
        var track2Only = secret(21, APPROVED);
        track2Only.remove(2);
        assertThat(exchange(peer, 0x0100, track2Only)).isEqualTo("0110 00");
        var track1Only = secret(22, APPROVED);
        track1Only.remove(2);
        track1Only.remove(35);
        assertThat(exchange(peer, 0x0100, track1Only)).isEqualTo("0110 00");
        var conflict = secret(23, APPROVED);
        conflict.put(2, CARDS.get(24));
        leaks.addDigits(CARDS.get(24), "PAN");
        assertThat(exchange(peer, 0x0100, conflict)).as("two PANs").isEqualTo("0110 30");
        var wrong = secret(25, APPROVED);
        String pan = CARDS.get(25).substring(0, 15)
                + (9 - Character.digit(CARDS.get(25).charAt(15), 10));
        wrong.put(2, pan);
        wrong.keySet().removeAll(List.of(35, 45));
        leaks.addDigits(pan, "PAN");
        assertThat(exchange(peer, 0x0100, wrong)).as("a wrong check digit").isEqualTo("0110 14");
        var nowhere = secret(26, APPROVED);
        String foreign = Traffic.cards("99000073915", 16, 1).get(0);
        nowhere.put(2, foreign);
        nowhere.keySet().removeAll(List.of(35, 45));
        leaks.addDigits(foreign, "PAN");
        assertThat(exchange(peer, 0x0100, nowhere)).as("no route").isEqualTo("0110 15");
    }

    /** Each cut and each changed byte of a message is another way to fail with card data in hand. */
    private void sendDamaged(RawPeer peer) throws IOException {
        byte[] whole = RawPeer.body(0x0100, secret(30, APPROVED));
        for (int length = 24; length < whole.length; length += 17) {
            peer.send(RawPeer.framed(java.util.Arrays.copyOf(whole, length)));
            assertThat(peer.answer()).isEqualTo("0110 30");
        }
        for (int at = 8; at < whole.length; at += 13) {
            byte[] changed = RawPeer.body(0x0100, secret(31, APPROVED));
            changed[at] ^= 0x55;
            peer.send(RawPeer.framed(changed));
            assertThat(peer.answer()).matches("0110 \\d\\d");
        }
    }

    /** A payment with everything that must not stay, remembered by {@link #leaks}. */
    private SortedMap<Integer, String> secret(int card, int amountMinor) {
        String pan = CARDS.get(card);
        var values = RawPeer.payment(pan, amountMinor, ++number);
        String discretionary = String.format("%013d", 7_000_000_000_000L + random.nextInt(1 << 30));
        values.put(14, "2912");
        values.put(35, pan + "=2912101" + discretionary);
        values.put(45, "B" + pan + "^BENALI/AMINA^2912101" + discretionary);
        String cvv = "CVV2:" + (100 + random.nextInt(900));
        values.put(48, "card " + pan + " " + cvv);
        leaks.addDigits(pan, "PAN");
        leaks.addText(cvv, "CVV");
        leaks.addDigits("2912101" + discretionary, "track");
        var pin = new byte[8];
        random.nextBytes(pin);
        values.put(52, new String(pin, StandardCharsets.ISO_8859_1));
        leaks.addBytes(pin, "PIN block");
        return values;
    }

    private static String exchange(RawPeer peer, int mti, SortedMap<Integer, String> values) throws IOException {
        peer.send(mti, values);
        return peer.answer();
    }
}
