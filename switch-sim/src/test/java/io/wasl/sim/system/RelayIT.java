package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.engine.EngineCounter;
import io.wasl.iso.Mti;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.issuer.Effect;
import io.wasl.sim.issuer.IssuerBook;
import io.wasl.sim.issuer.IssuerSimulator;
import io.wasl.sim.issuer.IssuerTrace;
import io.wasl.sim.rules.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reversals that a node passes on, over sockets: what their issuer decides, and what the node must. */
final class RelayIT {

    private static final List<String> CARDS = Traffic.cards("400000", 16, 10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String RULES = """
            rules:
              - { when: { mti: "0400", amount-ends: 11 }, then: decline 57 }
              - { when: { mti: "0400", amount-ends: 12 }, then: decline 96 }
              - { when: { mti: "0400", amount-ends: 13 }, then: silence }
              - { when: { mti: "0400", amount-ends: 14 }, then: approve, deliver: silence }
              - { then: approve }
            """;

    @TempDir
    Path folder;

    private final List<String> reversals = new CopyOnWriteArrayList<>();

    @Test
    void shouldAgreeWithAnIssuerThatDecides() throws Exception {
        var book = new IssuerBook(Effect.Sink.NOWHERE);
        try (var issuers = new Issuers()) {
            IssuerSimulator issuer = issuers.start(RULES, 1, 0, book, trace());
            SwitchFiles files = files(issuer.port());
            try (SwitchNode node = SwitchNode.start(files.load());
                    RawPeer peer = RawPeer.connect(node.port("bank"))) {
                await().until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 1);
                assertThat(reverse(peer, 10_010, 1)).isEqualTo("0410 00");
                assertThat(reverse(peer, 10_011, 2)).isEqualTo("0410 57");
                assertThat(reverse(peer, 10_012, 3)).isEqualTo("0410 00");
                assertThat(reverse(peer, 10_013, 4)).isEqualTo("0410 00");
                assertThat(reverse(peer, 10_014, 5)).isEqualTo("0410 00");

                await().atMost(PATIENCE).until(() -> node.engineCounters().get(EngineCounter.OWED) == 0);
                assertThat(reversals.stream().filter("0400"::equals)).hasSize(5);
                assertThat(reversals.stream().filter("0420"::equals)).hasSize(3);
                assertThat(node.engineCounters().get(EngineCounter.RELAYS_TAKEN_OVER))
                        .isEqualTo(3);

                // Only what was refused stands, in every book.
                assertThat(issuer.totals().byCurrency()).containsOnlyKeys("504").containsEntry("504", 10_011L);
                Agreement.awaitSettled(node, PATIENCE);
                assertThat(node.ledger().acquirers())
                        .singleElement()
                        .satisfies(total -> assertThat(total.sumMinor()).isEqualTo(10_011))
                        .satisfies(total -> assertThat(total.count()).isEqualTo(1));
                assertThat(node.ledger().issuers())
                        .singleElement()
                        .satisfies(total -> assertThat(total.count())
                                .as("the leg of a reversal is no transaction")
                                .isEqualTo(1));
                node.drain();
            }
            try (SwitchNode node = SwitchNode.start(files.load());
                    RawPeer peer = RawPeer.connect(node.port("bank"))) {
                peer.send(0x0401, reversal(10_011, 2));
                assertThat(peer.answer()).as("the issuer's word, kept").isEqualTo("0410 57");
                peer.send(0x0401, reversal(10_010, 1));
                assertThat(peer.answer()).isEqualTo("0410 00");
            }
            assertThat(reversals).hasSize(8);
        }
    }

    @Test
    void shouldTakeOverWhatAnotherLifeHadAsked() throws Exception {
        var book = new IssuerBook(Effect.Sink.NOWHERE);
        try (var issuers = new Issuers()) {
            IssuerSimulator issuer = issuers.start(RULES, 1, 0, book, trace());
            SwitchFiles files = files(issuer.port());
            try (SwitchNode node = SwitchNode.start(files.load());
                    RawPeer peer = RawPeer.connect(node.port("bank"))) {
                await().until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 1);
                peer.send(0x0100, payment(10_014, 1));
                assertThat(peer.answer()).isEqualTo("0110 00");
                peer.send(0x0400, reversal(10_014, 1));
                await().atMost(PATIENCE).until(() -> reversals.contains("0400"));
                // Not in good order: what is with the issuer is left as it is.
            }
            try (SwitchNode node = SwitchNode.start(files.load());
                    RawPeer peer = RawPeer.connect(node.port("bank"))) {
                peer.send(0x0401, reversal(10_014, 1));
                assertThat(peer.answer()).isEqualTo("0410 00");
                await().atMost(PATIENCE).until(() -> reversals.contains("0420"));
                await().atMost(PATIENCE).until(() -> node.engineCounters().get(EngineCounter.OWED) == 0);
                Agreement.awaitSettled(node, PATIENCE);
                assertThat(node.ledger().acquirers()).isEmpty();
                assertThat(issuer.totals().byCurrency()).isEmpty();
                assertThat(reversals).containsExactly("0400", "0420");
            }
        }
    }

    private static String reverse(RawPeer peer, long amountMinor, int number) throws Exception {
        peer.send(0x0100, payment(amountMinor, number));
        assertThat(peer.answer()).isEqualTo("0110 00");
        peer.send(0x0400, reversal(amountMinor, number));
        return peer.answer();
    }

    private static SortedMap<Integer, String> payment(long amountMinor, int number) {
        return RawPeer.payment(CARDS.get(number), amountMinor, number);
    }

    private static SortedMap<Integer, String> reversal(long amountMinor, int number) {
        return RawPeer.reversal(payment(amountMinor, number), 500 + number);
    }

    private IssuerTrace trace() {
        return new IssuerTrace() {
            @Override
            public void connection(String peer, String event) {
                // messages are what counts
            }

            @Override
            public void message(Request request, String stan, String outcome, String rule) {
                if (Mti.messageClass(request.mti()) == Mti.CLASS_REVERSAL) {
                    reversals.add(Mti.toString(request.mti()));
                }
            }
        };
    }

    private SwitchFiles files(int issuerPort) throws Exception {
        return new SwitchFiles(folder)
                .acquirer(
                        "bank",
                        0,
                        "framing: length-2",
                        "dialect: iso87-ascii",
                        "response-timeout: 3s",
                        "reversal: relay")
                .issuer(
                        "atlas",
                        issuerPort,
                        "framing: length-2",
                        "dialect: iso87-ascii",
                        "response-timeout: 2s",
                        "reconnect: { first: 50ms, max: 500ms }",
                        "reversal: { response-timeout: 1s, retry-first: 200ms, retry-max: 1s }")
                .route("400000", "atlas")
                .write();
    }
}
