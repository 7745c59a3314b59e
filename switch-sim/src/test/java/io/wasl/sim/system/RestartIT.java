package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.config.HostPort;
import io.wasl.engine.EngineCounter;
import io.wasl.iso.Mti;
import io.wasl.sim.acquirer.Duty;
import io.wasl.sim.acquirer.LoadPlan;
import io.wasl.sim.acquirer.LoadSpan;
import io.wasl.sim.acquirer.Pace;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.acquirer.TrafficMix;
import io.wasl.sim.issuer.Effect;
import io.wasl.sim.issuer.IssuerBook;
import io.wasl.sim.issuer.IssuerCounter;
import io.wasl.sim.issuer.IssuerSimulator;
import io.wasl.sim.issuer.IssuerTrace;
import io.wasl.sim.rules.Request;
import io.wasl.sim.yaml.Forms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is stopped in good order, and what it still owes when it starts again. */
final class RestartIT {

    private static final List<String> CARDS = Traffic.cards("400000", 16, 100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void shouldLoseNothingWhenItDrainsUnderLoad() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("RestartIT: seed " + seed);
        int port = SwitchFiles.unusedPort();
        try (var issuers = new Issuers();
                var load = new BackgroundLoad(plan(port), seed)) {
            IssuerSimulator issuer = issuers.start("rules:\n  - { then: approve, delay: 5ms-60ms }\n", seed);
            SwitchFiles files = files(port, issuer.port());
            try (SwitchNode first = SwitchNode.start(files.load())) {
                load.start();
                await().atMost(PATIENCE).until(() -> issuer.count(IssuerCounter.REQUESTS) > 200);
                first.drain();

                assertThat(first.stopped().toCompletableFuture()).isCompletedWithValue(0);
                assertThat(first.engineCounters().get(EngineCounter.IN_FLIGHT)).isZero();
                assertThat(first.engineCounters().get(EngineCounter.TIMED_OUT)).isZero();
                assertThat(first.engineCounters().get(EngineCounter.REFUSED))
                        .as("what came while it drained")
                        .isPositive();
                assertThat(first.engineCounters().get(EngineCounter.DECLINED))
                        .as("declined for want of an issuer, which leaves last")
                        .isZero();
            }
            try (SwitchNode second = SwitchNode.start(files.load())) {
                assertThat(second.engineCounters().get(EngineCounter.UNCONFIRMED))
                        .isZero();
                assertThat(second.engineCounters().get(EngineCounter.OWED)).isZero();
                long before = issuer.count(IssuerCounter.REQUESTS);
                await().atMost(PATIENCE).until(() -> issuer.count(IssuerCounter.REQUESTS) > before + 200);
                assertThat(load.stopInGoodOrder().reversals()).isZero();
                Agreement.awaitSettled(second, PATIENCE);
                assertThat(Agreement.differences(load.net(), issuers.totals(), second.ledger()))
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldDeliverAnOwedReversalAfterARestartOnceItsIssuerIsBack() throws Exception {
        var reversals = new CopyOnWriteArrayList<String>();
        var book = new IssuerBook(Effect.Sink.NOWHERE);
        try (var issuers = new Issuers()) {
            String deaf = """
            rules:
              - { when: { mti: "04*" }, then: silence }
              - { then: approve, deliver: silence }
            """;
            IssuerSimulator issuer = issuers.start(deaf, 1, 0, book, traceTo(reversals));
            int issuerPort = issuer.port();
            SwitchFiles files = files(0, issuerPort);
            try (SwitchNode node = SwitchNode.start(files.load());
                    RawPeer peer = RawPeer.connect(node.port("bank"))) {
                await().until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 1);
                peer.send(0x0100, RawPeer.payment(CARDS.get(0), 12_300, 1));
                assertThat(peer.answer()).isEqualTo("0110 91");
                await().atMost(PATIENCE).until(() -> !reversals.isEmpty());
                issuers.stop(issuer);
                node.drain();
            }
            assertThat(issuer.totals().byCurrency()).as("the issuer's book").containsEntry("504", 12_300L);
            assertThat(reversals.get(0)).startsWith("0420 STAN ");
            String repeated = reversals.get(0).replace("0420", "0421");
            reversals.clear();

            try (SwitchNode node = SwitchNode.start(files.load())) {
                assertThat(node.engineCounters().get(EngineCounter.OWED)).isEqualTo(1);
                IssuerSimulator back =
                        issuers.start("rules:\n  - { then: approve }\n", 1, issuerPort, book, traceTo(reversals));
                await().atMost(PATIENCE).until(() -> node.engineCounters().get(EngineCounter.OWED) == 0);

                assertThat(reversals)
                        .as("the same reversal, as a repeat")
                        .isNotEmpty()
                        .containsOnly(repeated);
                assertThat(back.totals().byCurrency()).isEmpty();
                Agreement.awaitSettled(node, PATIENCE);
                assertThat(node.ledger().acquirers()).isEmpty();
                assertThat(node.ledger().deliveries())
                        .singleElement()
                        .satisfies(state -> assertThat(state.state()).isEqualTo("ACKED"));
                node.drain();
            }

            try (SwitchNode node = SwitchNode.start(files.load())) {
                assertThat(node.engineCounters().get(EngineCounter.OWED))
                        .as("what was acknowledged")
                        .isZero();
            }
        }
    }

    private static IssuerTrace traceTo(List<String> reversals) {
        return new IssuerTrace() {
            @Override
            public void connection(String peer, String event) {
                // messages are what counts
            }

            @Override
            public void message(Request request, String stan, String outcome, String rule) {
                if (Mti.messageClass(request.mti()) == Mti.CLASS_REVERSAL) {
                    reversals.add(Mti.toString(request.mti()) + " STAN " + stan);
                }
            }
        };
    }

    private SwitchFiles files(int port, int issuerPort) throws Exception {
        return new SwitchFiles(folder)
                .acquirer("bank", port, "framing: length-2", "dialect: iso87-ascii", "response-timeout: 3s")
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

    private static LoadPlan plan(int port) throws Exception {
        var traffic =
                new Traffic("approved", 1, 0x0200, CARDS, new Forms.Span(100, 9_000), "504", Map.of(), 0, Set.of());
        return new LoadPlan(
                List.of(new HostPort("127.0.0.1", port)),
                4,
                Issuers.format(),
                new Pace.ClosedLoop(24),
                new LoadSpan(Duration.ofMinutes(10), Long.MAX_VALUE),
                new Duty(true, Duration.ofSeconds(5), 3, Duration.ofSeconds(2), PATIENCE),
                new TrafficMix(List.of(traffic)),
                true,
                false);
    }
}
