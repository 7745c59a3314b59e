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
import io.wasl.sim.acquirer.PaymentState;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.acquirer.TrafficMix;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.issuer.IssuerCounter;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.proxy.FaultProxy;
import io.wasl.sim.proxy.ProxyCounter;
import io.wasl.sim.proxy.ProxyTrace;
import io.wasl.sim.proxy.Step;
import io.wasl.sim.yaml.Forms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fault proxy on each side of the switch: acquirer ── proxy ── switch ── proxy ── issuer, and steps drawn from a seed.
 * When the network is whole again and the acquirer has done its duty, all books agree.
 */
final class BadNetworkIT {

    private static final int STEPS = 25;
    /** Before each step the issuer sees up to so many requests more, or the time of a request passes. */
    private static final int REQUESTS_BETWEEN = 60;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** All but corruption: without a MAC a flipped digit is another amount, and nobody's books could agree. */
    private static final List<String> FAULTS = List.of(
            "delay 20ms jitter 30ms for 500ms",
            "delay 700ms jitter 600ms for 800ms",
            "stall 100ms",
            "stall 1500ms",
            "split 1 for 300ms",
            "split 7 pause 1ms for 300ms",
            "cut",
            "rst",
            "half-open for 200ms");

    /** After these a client's connection is dead, and it is not told. */
    private static final Set<String> SILENT_FOR_THE_CLIENT = Set.of(
            "half-open for 200ms",
            "half-open for 200ms to-server",
            "half-open for 200ms to-client",
            "cut to-server",
            "rst to-server");

    private static final String RULES = """
            rules:
              - { when: { amount-ends: 51 }, then: decline 51 }
              - { when: { amount-ends: 10 }, then: partial 50%, delay: 1ms-30ms }
              - { when: { amount-ends: 20 }, then: approve, deliver: twice }
              - { when: { amount-ends: 30 }, then: approve, deliver: wrong-stan }
              - { when: { amount-ends: 40 }, then: approve, deliver: wrong-amount }
              - { when: { amount-ends: 60 }, then: approve, deliver: reset }
              - { when: { amount-ends: 70 }, then: approve, delay: 900ms-1300ms }
              - { then: approve, delay: 0ms-20ms }
            """;

    /** Steps that have ended by themselves. */
    private final AtomicLong over = new AtomicLong();

    @TempDir
    Path folder;

    @Test
    @Tag("long")
    void shouldAgreeOnTheMoneyWhateverTheNetworkDoes() throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("BadNetworkIT: seed " + seed);
        int port = SwitchFiles.unusedPort();
        try (var issuers = new Issuers();
                var loop = FramedLoop.halfClosing("proxies", System::nanoTime);
                var toSwitch = proxy(loop, port, seed);
                var toIssuer = proxy(loop, issuers.start(RULES, seed).port(), seed + 1);
                var load = new BackgroundLoad(plan(toSwitch.port()), seed);
                SwitchNode node = SwitchNode.start(files(port, toIssuer.port()).load())) {
            load.start();
            storm(new Random(seed), List.of(toSwitch, toIssuer), issuers);
            LoadReport report = load.stop();

            System.out.println("BadNetworkIT: " + report.payments() + " payments, " + report.repeats() + " repeats, "
                    + report.reversals() + " reversals, " + report.connectionsLost() + " connections lost, "
                    + report.states());
            assertThat(report.faults()).as("%s", report.examples()).isEmpty();
            assertThat(report.states()).doesNotContainKeys(PaymentState.UNSETTLED, PaymentState.REFUSED);
            assertThat(report.repeats()).isPositive();
            Agreement.awaitSettled(node, PATIENCE);
            assertThat(Agreement.differences(load.net(), issuers.totals(), node.ledger()))
                    .isEmpty();
            assertThat(load.net().byCurrency().get("504")).isPositive();
            assertThat(loop.failure()).isEmpty();
        }
    }

    /** Damaged bytes may cost their connection; the next payment on a whole network is answered as ever. */
    @Test
    @Tag("long")
    void shouldServeAgainAfterDamagedBytes() throws Exception {
        int port = SwitchFiles.unusedPort();
        try (var issuers = new Issuers();
                var loop = FramedLoop.halfClosing("proxies", System::nanoTime);
                var toSwitch = proxy(loop, port, 1);
                var toIssuer = proxy(loop, issuers.start("rules: []", 1).port(), 2);
                SwitchNode node = SwitchNode.start(files(port, toIssuer.port()).load())) {
            for (FaultProxy proxy : List.of(toSwitch, toIssuer)) {
                proxy.apply(Step.parse("corrupt every 150"));
            }
            int number = 0;
            while (toSwitch.count(ProxyCounter.BYTES_CORRUPTED) < 100) {
                try (RawPeer peer = RawPeer.connect(toSwitch.port())) {
                    peer.send(0x0100, RawPeer.payment(CARDS.get(0), 1_000, ++number));
                    peer.send(0x0100, RawPeer.payment(CARDS.get(0), 1_000, ++number));
                }
            }
            for (FaultProxy proxy : List.of(toSwitch, toIssuer)) {
                proxy.apply(Step.parse("clear"));
                proxy.apply(Step.parse("rst"));
            }
            await().atMost(PATIENCE).until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 1);
            try (RawPeer peer = RawPeer.connect(toSwitch.port())) {
                peer.send(0x0100, RawPeer.payment(CARDS.get(1), 1_000, ++number));
                assertThat(peer.answer()).isEqualTo("0110 00");
            }
        }
    }

    private static final List<String> CARDS = Traffic.cards("400000", 16, 100);

    /** Draws steps, and leaves the network whole. */
    private void storm(Random random, List<FaultProxy> proxies, Issuers issuers) {
        for (int i = 0; i < STEPS; i++) {
            awaitRequests(issuers, random.nextInt(REQUESTS_BETWEEN));
            FaultProxy proxy = proxies.get(random.nextInt(proxies.size()));
            String direction = List.of("", " to-server", " to-client").get(random.nextInt(3));
            String step = FAULTS.get(random.nextInt(FAULTS.size())) + direction;
            long dropped = proxy.count(ProxyCounter.BYTES_DROPPED);
            long overBefore = over.get();
            proxy.apply(Step.parse(step));
            if (proxy == proxies.get(0) && SILENT_FOR_THE_CLIENT.contains(step)) {
                // The switch gives up an issuer that answers no echo; the acquirer has no echo and would wait for ever.
                await().atMost(PATIENCE)
                        .until(() -> proxy.count(ProxyCounter.BYTES_DROPPED) > dropped || over.get() > overBefore);
                proxy.apply(Step.parse("clear half-open")); // or the connections it dials now are dead too
                proxy.apply(Step.parse("rst"));
            }
        }
        for (FaultProxy proxy : proxies) {
            proxy.apply(Step.parse("clear"));
            proxy.apply(Step.parse("rst")); // what is half-open would never end by itself
        }
        awaitRequests(issuers, REQUESTS_BETWEEN);
    }

    private static void awaitRequests(Issuers issuers, int more) {
        long wanted = issuers.count(IssuerCounter.REQUESTS) + more;
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> issuers.count(IssuerCounter.REQUESTS) >= wanted);
    }

    private FaultProxy proxy(FramedLoop loop, int port, long seed) throws IOException {
        var trace = new ProxyTrace() {
            @Override
            public void onDone(Step step, int connections) {
                // the seed tells
            }

            @Override
            public void onOver(Step step) {
                over.incrementAndGet();
            }
        };
        var setup = new FaultProxy.Setup(new HostPort("127.0.0.1", 0), new HostPort("127.0.0.1", port), trace);
        return FaultProxy.start(loop, setup, new SeededRandom(seed));
    }

    private SwitchFiles files(int port, int issuerPort) throws IOException {
        return new SwitchFiles(folder)
                .acquirer("bank", port, "framing: length-2", "dialect: iso87-ascii", "response-timeout: 2s")
                .issuer(
                        "atlas",
                        issuerPort,
                        "framing: length-2",
                        "dialect: iso87-ascii",
                        "response-timeout: 1s",
                        "echo: { interval: 500ms, timeout: 500ms }",
                        "reconnect: { first: 50ms, max: 500ms }",
                        "reversal: { response-timeout: 1s, retry-first: 200ms, retry-max: 1s }")
                .route("400000", "atlas")
                .write();
    }

    private static LoadPlan plan(int port) throws Exception {
        var duty = new Duty(true, Duration.ofMillis(2_500), 3, Duration.ofSeconds(1), PATIENCE);
        var traffic = new Traffic("any", 1, 0x0100, CARDS, new Forms.Span(100, 9_999), "504", Map.of(), 5, Set.of());
        return new LoadPlan(
                List.of(new HostPort("127.0.0.1", port)),
                4,
                Issuers.format(),
                new Pace.ClosedLoop(32),
                new LoadSpan(Duration.ofMinutes(10), Long.MAX_VALUE),
                duty,
                new TrafficMix(List.of(traffic)),
                true,
                false);
    }
}
