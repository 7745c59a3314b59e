package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.engine.EngineCounter;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.issuer.Effect;
import io.wasl.sim.issuer.IssuerBook;
import io.wasl.sim.issuer.IssuerTrace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An issuer comes back after a long time. Prints how fast what was queued for it drains on its one link, and what a million
 * queued deliveries cost a node with a small heap; only the end is asserted, and that live business goes on.
 */
@Tag("long")
final class BacklogIT {

    private static final List<String> CARDS = Traffic.cards("400000", 16, 100);
    private static final int AMOUNT = 100;
    private static final int MANY = 100_000;
    private static final int MOST = 1_000_000;
    private static final int DRAINED = 50_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern OWED = Pattern.compile("(?m)^wasl_engine_owed ([0-9.E+]+)$");
    private static final Pattern LIVE = Pattern.compile("(?m)^jvm_gc_live_data_size_bytes ([0-9.E+]+)$");

    private static final HttpClient PAGES = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"8, 2000", "8, 100000", "64, 100000"})
    void shouldDrainAHundredThousandOnOneLink(int window, int rate) throws Exception {
        var book = new IssuerBook(Effect.Sink.NOWHERE);
        int issuerPort = SwitchFiles.unusedPort();
        SwitchFiles files = files(0, issuerPort, window, rate).write();
        BacklogLog.write(files.load(), MANY, CARDS, AMOUNT);
        try (var issuers = new Issuers();
                SwitchNode node = SwitchNode.start(files.load())) {
            assertThat(node.engineCounters().get(EngineCounter.OWED)).isEqualTo(MANY);
            issuers.start("rules:\n  - { then: approve }\n", 1, issuerPort, book, IssuerTrace.NONE);
            awaitFast(() -> node.engineCounters().get(EngineCounter.DELIVERIES_ACKED) > 0);
            long startNs = System.nanoTime();
            awaitFast(() -> node.engineCounters().get(EngineCounter.OWED) == 0);
            double seconds = (System.nanoTime() - startNs) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "BacklogIT: window %d, rate %,d: %,d drained in %.1f s, %,.0f a second%n",
                    window,
                    rate,
                    MANY,
                    seconds,
                    MANY / seconds);
            assertThat(node.engineCounters().get(EngineCounter.DELIVERIES_ACKED))
                    .isEqualTo(MANY);
            assertThat(issuers.totals().byCurrency()).containsEntry("504", (long) MANY * AMOUNT);
        }
    }

    @Test
    void shouldHoldAMillionWithASmallHeapWhileBusinessGoesOn() throws Exception {
        var book = new IssuerBook(Effect.Sink.NOWHERE);
        int issuerPort = SwitchFiles.unusedPort();
        int port = SwitchFiles.unusedPort();
        int admin = SwitchFiles.unusedPort();
        SwitchFiles files = files(port, issuerPort, 8, 2000)
                .admin("{ listen: \"127.0.0.1:" + admin + "\" }")
                .journal("{ directory: data/journal, segment-size: 64MiB, memory-window: 1000000 }")
                .line("owed: { capacity: 1100000 }")
                .write();
        BacklogLog.write(files.load(), MOST, CARDS, AMOUNT);
        long startNs = System.nanoTime();
        try (var issuers = new Issuers();
                SwitchProcess node = SwitchProcess.startAsLaunched(
                        files.configuration(), "-Xmx512m", "-XX:MaxDirectMemorySize=" + directMemory(files))) {
            assertThat(node.awaitStarting().isReadyWithin(PATIENCE.toNanos())).isTrue();
            double startSeconds = (System.nanoTime() - startNs) / 1e9;
            assertThat(metric(admin, OWED)).isEqualTo(MOST);
            issuers.start("rules:\n  - { then: approve }\n", 1, issuerPort, book, IssuerTrace.NONE);
            await().atMost(PATIENCE).until(() -> metric(admin, OWED) < MOST);
            try (RawPeer peer = RawPeer.connect(port)) {
                for (int number = 1; metric(admin, OWED) > MOST - DRAINED; number++) {
                    peer.send(0x0100, RawPeer.payment(CARDS.get(number % CARDS.size()), AMOUNT, number));
                    assertThat(peer.answer()).isEqualTo("0110 00");
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "BacklogIT: %,d owed with -Xmx512m: ready after %.1f s, %.0f MB live after a full collection%n",
                    MOST,
                    startSeconds,
                    metric(admin, LIVE) / 1e6);
            node.kill();
        }
    }

    /** As the launcher has it. */
    private static long directMemory(SwitchFiles files) throws Exception {
        var config = files.load().config();
        return config.limits()
                .directMemoryBytes(
                        config.journal().memoryWindow(), config.journal().filterBytes());
    }

    private static void awaitFast(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition);
    }

    private static double metric(int admin, Pattern line) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + "/metrics"))
                .build();
        String page = PAGES.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return line.matcher(page)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElse(-1);
    }

    private SwitchFiles files(int port, int issuerPort, int window, int rate) {
        return new SwitchFiles(folder)
                .acquirer("bank", port, "framing: length-2", "dialect: iso87-ascii", "response-timeout: 12s")
                .issuer(
                        "atlas",
                        issuerPort,
                        "framing: length-2",
                        "dialect: iso87-ascii",
                        "response-timeout: 10s",
                        "reconnect: { first: 50ms, max: 500ms }",
                        "reversal: { window: " + window + ", rate: " + rate + " }")
                .route("400000", "atlas");
    }
}
