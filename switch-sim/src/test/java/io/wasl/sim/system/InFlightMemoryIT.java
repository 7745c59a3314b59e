package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.security.KeyFile;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.chance.SeededRandom;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty thousand requests wait for an issuer that says nothing, while segments are sealed and checkpoints made: a node's heap
 * holds no more for it. Its ledger is away, whose driver has caches of its own.
 */
final class InFlightMemoryIT {

    private static final int WAITING = 50_000;
    /** Answered before, so that everything that is made once has been made. */
    private static final int ANSWERED = 40_000;

    private static final int BATCH = 100;

    /** Less than the smallest object for each. What does grow is of the log: its segments' index, its key files' pages. */
    private static final long ALLOWED_BYTES = 8L * WAITING;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient PAGES = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void shouldNotGrowWithWhatWaitsForASilentIssuer() throws Exception {
        int port = SwitchFiles.unusedPort();
        int admin = SwitchFiles.unusedPort();
        try (var issuers = new Issuers()) {
            String rules = "rules:\n  - { when: { pan: \"400001*\" }, then: silence }\n  - { then: approve }\n";
            int issuerPort = issuers.start(rules, 1).port();
            SwitchFiles files = files(port, admin, issuerPort).write();
            KeyFile.create(files.load().config().security().keys(), new SeededRandom(1));
            try (SwitchProcess node = SwitchProcess.startAsLaunched(files.configuration())) {
                node.awaitStarting().awaitReady();
                await().atMost(PATIENCE).until(() -> metric(admin, "wasl_engine_issuers_usable") == 1);
                List<RawPeer> peers = List.of(RawPeer.connect(port), RawPeer.connect(port), RawPeer.connect(port));
                exchange(peers.get(0), Traffic.cards("400000", 16, 1000));
                long before = node.liveHeapBytes();
                double checkpoints = metric(admin, "wasl_journal_checkpoints_total");

                waitFor(peers, Traffic.cards("400001", 16, 1000), admin);
                await().atMost(PATIENCE)
                        .until(() -> metric(admin, "wasl_journal_checkpoints_total") >= checkpoints + 3);
                long grown = node.liveHeapBytes() - before;
                System.out.printf(
                        Locale.ROOT,
                        "InFlightMemoryIT: %,d requests wait; the live heap has grown by %,d bytes, from %,d%n",
                        WAITING,
                        grown,
                        before);
                assertThat(grown).isLessThan(ALLOWED_BYTES);
                for (RawPeer peer : peers) {
                    peer.close();
                }
                node.kill();
            }
        }
    }

    private static void exchange(RawPeer peer, List<String> cards) throws IOException {
        for (int sent = 0; sent < ANSWERED; sent += BATCH) {
            for (int i = 0; i < BATCH; i++) {
                peer.send(0x0100, RawPeer.payment(cards.get(i), 1000, sent + i));
            }
            for (int i = 0; i < BATCH; i++) {
                assertThat(peer.answer()).isEqualTo("0110 00");
            }
        }
    }

    /** A batch at a time, each read before the next: what is sent faster than the issuer takes it is refused. */
    private static void waitFor(List<RawPeer> peers, List<String> cards, int admin)
            throws IOException, InterruptedException {
        for (int sent = 0; metric(admin, "wasl_engine_in_flight") < WAITING; sent += cards.size()) {
            for (int i = 0; i < cards.size(); i++) {
                peers.get(i % peers.size()).send(0x0100, RawPeer.payment(cards.get(i), 1000, ANSWERED + sent + i));
            }
            int received = ANSWERED + sent + cards.size();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> metric(admin, "wasl_engine_received_total") >= received);
        }
    }

    private SwitchFiles files(int port, int admin, int issuerPort) {
        return new SwitchFiles(folder)
                .acquirer("bank", port, "framing: length-2", "dialect: iso87-ascii", "response-timeout: 118s")
                .issuer("atlas", issuerPort, "framing: length-2", "dialect: iso87-ascii", "response-timeout: 110s")
                .route("400000", "atlas")
                .route("400001", "atlas")
                .admin("{ listen: \"127.0.0.1:" + admin + "\" }")
                .ledger("{ url: \"jdbc:postgresql://127.0.0.1:1/away\" }")
                .journal("{ directory: data/journal, segment-size: 4MiB, memory-window: 100000 }");
    }

    /** Of a metric without labels. */
    private static double metric(int admin, String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + "/metrics"))
                .build();
        String page = PAGES.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return page.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(-1);
    }
}
