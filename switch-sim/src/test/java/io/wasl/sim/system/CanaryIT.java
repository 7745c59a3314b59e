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
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Queue;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Known PANs, tracks and PIN blocks go through every way a message can end; none of them stays anywhere in clear. */
final class CanaryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String STAND_IN = "stand-in: { on: [time-out], rules: [{ currency: \"504\","
            + " per-transaction: 5000, per-card-per-day: { count: 3, amount: 9000 } }] }";

    @TempDir
    Path folder;

    private final Leaks leaks = new Leaks();
    private final OperatorDoors doors = new OperatorDoors();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final Collector collector = new Collector();

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

    @ParameterizedTest
    @ValueSource(strings = {"iso87-ascii", "iso87-binary", "iso87-ebcdic"})
    void shouldLeaveNoCardDataInLogFilesMetricsOrAnswersToCommands(String dialect) throws Exception {
        pass(dialect, dialect);

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
                .contains("PAN 400000", "TIMED_OUT", "send copy", "parked: answered 05", "owed again: ");
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
        pass("leaky", "iso87-ascii");

        assertThat(found()).anyMatch(line -> line.contains("PAN"));
        assertThat(leaks.inText(doors.answers()))
                .as("in what the journal prints")
                .contains("PAN in ASCII");
    }

    @Test
    void shouldFindEachForm() {
        String pan = CanaryTraffic.card(0);
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

    /** @param spoken the shipped dialect whose bytes are the same */
    private void pass(String dialect, String spoken) throws Exception {
        var traffic = new CanaryTraffic(RawPeer.dialect(spoken), leaks);
        try (var issuers = new Issuers(spoken)) {
            var files = new SwitchFiles(folder)
                    .acquirer("bank", 0, acquirer(dialect, "file-maintenance: { issuers: [atlas] }"))
                    .acquirer("teller", 0, acquirer(dialect, "reversal: relay"))
                    .issuer(
                            "atlas",
                            issuers.start(CanaryTraffic.RULES, 1).port(),
                            issuer(dialect, "10s", "hot-list: { applies: always }"))
                    .issuer("hasty", issuers.start(CanaryTraffic.RULES, 2).port(), issuer(dialect, "500ms", STAND_IN))
                    .route("400000", "atlas")
                    .route("510000", "hasty")
                    .write();
            try (SwitchNode node = SwitchNode.start(files.load())) {
                await().until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 2);
                traffic.send(node.port("bank"));
                traffic.sendRelayed(node.port("teller"));
                awaitSettled(node);
                assertThat(node.engineCounters().get(EngineCounter.TIMED_OUT)).isPositive();
                assertThat(node.engineCounters().get(EngineCounter.DELIVERIES_ACKED))
                        .isPositive();
                assertThat(node.engineCounters().get(EngineCounter.STOOD_IN)).isEqualTo(1);
                assertThat(node.engineCounters().get(EngineCounter.HOT_CARDS_DECLINED))
                        .isEqualTo(1);
                assertThat(node.engineCounters().get(EngineCounter.REVERSALS_RELAYED))
                        .isEqualTo(2);
                doors.askAll(node, files.configuration());
                node.drain();
            }
            // The start seals what the first life wrote: its checkpoint and its keys are made.
            try (SwitchNode node = SwitchNode.start(files.load())) {
                await().until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 2);
                await().atMost(PATIENCE).until(() -> isBesideTheLog(".ckpt") && isBesideTheLog(".run"));
                traffic.sendAgain(node.port("bank"));
                doors.askAll(node, files.configuration());
                doors.retry(files.configuration());
                awaitSettled(node);
                node.drain();
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Stream.of(Thread.getAllStackTraces())
                        .flatMap(threads -> threads.keySet().stream())
                        .noneMatch(thread -> thread.getName().startsWith("ledger")));
    }

    private static String[] acquirer(String dialect, String profile) {
        return new String[] {"framing: length-2", "dialect: " + dialect, "response-timeout: 12s", profile};
    }

    private static String[] issuer(String dialect, String timeout, String profile) {
        return new String[] {
            "framing: length-2",
            "dialect: " + dialect,
            "response-timeout: " + timeout,
            "reversal: { response-timeout: 5s, retry-first: 100ms, retry-max: 1s }",
            profile
        };
    }

    /** Nothing in flight or owed, and the one whose reversal is refused is parked. */
    private static void awaitSettled(SwitchNode node) {
        Agreement.awaitSettled(node, PATIENCE);
        assertThat(node.engineCounters().get(EngineCounter.PARKED)).isEqualTo(1);
    }

    private boolean isBesideTheLog(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data/journal"))) {
            return files.anyMatch(file -> file.toString().endsWith(suffix));
        }
    }
}
