package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.config.HostPort;
import io.wasl.engine.EngineCounter;
import io.wasl.sim.acquirer.Duty;
import io.wasl.sim.acquirer.LoadPlan;
import io.wasl.sim.acquirer.LoadReport;
import io.wasl.sim.acquirer.LoadSpan;
import io.wasl.sim.acquirer.Pace;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.acquirer.TrafficMix;
import io.wasl.sim.issuer.Effect;
import io.wasl.sim.issuer.IssuerBook;
import io.wasl.sim.issuer.IssuerCounter;
import io.wasl.sim.issuer.IssuerSimulator;
import io.wasl.sim.issuer.IssuerTrace;
import io.wasl.sim.yaml.Forms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Advices and cardholders who take them back, while the issuer is away and the switch starts again: all books agree. */
final class AdviceIT {

    private static final List<String> CARDS = Traffic.cards("400000", 16, 100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void shouldAgreeOnAdvicesTakenWhileTheIssuerWasAway() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("AdviceIT: seed " + seed);
        var book = new IssuerBook(Effect.Sink.NOWHERE);
        int port = SwitchFiles.unusedPort();
        try (var issuers = new Issuers();
                var load = new BackgroundLoad(plan(port), seed)) {
            // One answer in a while is lost: the next copy must not be booked again.
            String rules =
                    "rules:\n  - { when: { mti: [\"0120\", \"0220\"], amount-ends: 13 }, then: approve, deliver: silence }\n";
            IssuerSimulator issuer = issuers.start(rules, seed, 0, book, IssuerTrace.NONE);
            int issuerPort = issuer.port();
            SwitchFiles files = files(port, issuerPort);
            long unread;
            try (SwitchNode node = SwitchNode.start(files.load())) {
                await().until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 1);
                load.start();
                await().atMost(PATIENCE).until(() -> issuer.count(IssuerCounter.REQUESTS) > 200);
                issuers.stop(issuer);
                await().atMost(PATIENCE).until(() -> node.engineCounters().get(EngineCounter.OWED) > 200);
                assertThat(node.engineCounters().get(EngineCounter.ADVICES_UNSENT))
                        .as("taken back before a copy had left")
                        .isPositive();
                node.drain();
                // Requests that the issuer never read: their reversals name what it does not know.
                unread = node.engineCounters().get(EngineCounter.TIMED_OUT);
            }
            try (SwitchNode node = SwitchNode.start(files.load())) {
                assertThat(node.engineCounters().get(EngineCounter.OWED)).isGreaterThan(200);
                long before = node.engineCounters().get(EngineCounter.OWED);
                await().atMost(PATIENCE).until(() -> node.engineCounters().get(EngineCounter.OWED) > before + 50);
                IssuerSimulator back = issuers.start(rules, seed, issuerPort, book, IssuerTrace.NONE);
                await().atMost(PATIENCE).until(() -> back.count(IssuerCounter.REPEATS) > 0);
                LoadReport report = load.stopInGoodOrder();
                Agreement.awaitSettled(node, PATIENCE);

                assertThat(report.isGood()).as("%s", report).isTrue();
                assertThat(back.count(IssuerCounter.UNKNOWN_ORIGINALS))
                        .as("no reversal of an advice came before it")
                        .isLessThanOrEqualTo(unread);
                assertThat(node.engineCounters().get(EngineCounter.DELIVERIES_PARKED))
                        .isZero();
                assertThat(Agreement.differences(load.net(), issuers.totals(), node.ledger()))
                        .isEmpty();
                assertThat(load.net().byCurrency().get("504")).isPositive();
            }
        }
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
                        "reversal: { response-timeout: 1s, retry-first: 200ms, retry-max: 1s, window: 64 }")
                .route("400000", "atlas")
                .write();
    }

    private static LoadPlan plan(int port) throws Exception {
        return new LoadPlan(
                List.of(new HostPort("127.0.0.1", port)),
                4,
                Issuers.format(),
                new Pace.ClosedLoop(24),
                new LoadSpan(Duration.ofMinutes(10), Long.MAX_VALUE),
                new Duty(true, Duration.ofSeconds(5), 3, Duration.ofSeconds(2), PATIENCE),
                new TrafficMix(
                        List.of(kind("asked", 0x0200, 2), kind("told", 0x0120, 1), kind("completed", 0x0220, 1))),
                true,
                false);
    }

    private static Traffic kind(String name, int mti, int weight) {
        return new Traffic(name, weight, mti, CARDS, new Forms.Span(100, 9_000), "504", Map.of(), 15, Set.of());
    }
}
