package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.config.HostPort;
import io.wasl.engine.EngineCounter;
import io.wasl.ops.CommandChannelClient;
import io.wasl.sim.acquirer.Duty;
import io.wasl.sim.acquirer.LoadPlan;
import io.wasl.sim.acquirer.LoadSpan;
import io.wasl.sim.acquirer.Pace;
import io.wasl.sim.chaos.ChaosTraffic;
import io.wasl.sim.issuer.IssuerCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger applied by a process beside the node: whoever dies, and whenever, its books are those of everybody else. */
final class ApplierIT {

    private static final int ROUNDS = 5;
    private static final int LONGEST_ROUND = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String H2 = "url: \"jdbc:h2:file:./data/ledger\"";
    private static final String BY_PROCESS = "{ " + H2 + ", applier: process }";
    private static final String BY_NODE = "{ " + H2 + " }";

    @TempDir
    Path folder;

    @Test
    void shouldAgreeAfterNodeAndApplierWereKilledInTurn() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("ApplierIT: seed " + seed);
        var random = new Random(seed);
        int port = SwitchFiles.unusedPort();
        try (var issuers = new Issuers();
                var load = new BackgroundLoad(plan(port), seed)) {
            SwitchFiles files = files(port, issuers, seed).ledger(BY_PROCESS).write();
            live(files, issuers, load, random);
            try (ApplierProcess applier = ApplierProcess.start(files.configuration());
                    SwitchNode node = SwitchNode.start(files.load())) {
                Agreement.awaitSettled(node, PATIENCE);
                assertThat(totals(files).text()).contains("it has all of it");
                assertThat(OperatorShell.run("status", "--config", config(files))
                                .text())
                        .contains("ledger FOLLOWING (in its own process), 0 records behind");
                node.drain();
                assertThat(totals(files).status()).as("asked without a node").isZero();
                assertThat(applier.terminate()).isZero();
            }
            files.ledger(BY_NODE).write();
            try (SwitchNode node = SwitchNode.start(files.load())) {
                Agreement.awaitSettled(node, PATIENCE);
                assertThat(Agreement.differences(load.net(), issuers.totals(), node.ledger()))
                        .isEmpty();
            }
        }
    }

    /** In each round the applier, the node, or both are killed while the load goes on. */
    private static void live(SwitchFiles files, Issuers issuers, BackgroundLoad load, Random random) throws Exception {
        ApplierProcess applier = ApplierProcess.start(files.configuration());
        SwitchProcess node =
                SwitchProcess.start(files.configuration()).awaitStarting().awaitReady();
        try {
            load.start();
            for (int round = 0; round < ROUNDS; round++) {
                awaitRequests(issuers, 20 + random.nextInt(LONGEST_ROUND));
                if (round % 3 != 1) {
                    applier.kill();
                    applier = ApplierProcess.start(files.configuration());
                }
                if (round % 3 != 0) {
                    node.kill();
                    node = SwitchProcess.start(files.configuration())
                            .awaitStarting()
                            .awaitReady();
                }
            }
            awaitRequests(issuers, LONGEST_ROUND);
            assertThat(load.stop().faults()).isEmpty();
            assertThat(node.drain()).isZero();
        } finally {
            applier.kill();
            node.close();
        }
    }

    @Test
    void shouldBeRefusedBesideAnotherAndWhereTheNodeApplies() throws Exception {
        SwitchFiles files = small(BY_PROCESS);
        try (ApplierProcess first = ApplierProcess.start(files.configuration())) {
            await().atMost(PATIENCE).until(() -> Files.exists(files.folder().resolve("data/run/wasl.sock.ledger")));
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> report(files).contains("state="));
            try (ApplierProcess second = ApplierProcess.start(files.configuration())) {
                assertThat(second.awaitEnd()).as("another is running").isEqualTo(2);
            }
            assertThat(report(files)).as("the first goes on").contains("state=");
            assertThat(first.terminate()).isZero();
        }
        files.ledger(BY_NODE).write();
        try (ApplierProcess third = ApplierProcess.start(files.configuration())) {
            assertThat(third.awaitEnd()).as("the node applies").isEqualTo(2);
        }
    }

    /** Of a dead node's log the last group is not certain; a ledger that has it is not another log's. */
    @Test
    void shouldWaitForTheNodeWhenTheLedgerHasWhatIsNotDecided() throws Exception {
        SwitchFiles files = small(BY_NODE);
        try (SwitchNode node = SwitchNode.start(files.load())) {
            business(node, 5);
            node.drain();
        }
        Files.write(files.folder().resolve("data/journal/durable"), new byte[8]);
        files.ledger(BY_PROCESS).write();
        try (ApplierProcess applier = ApplierProcess.start(files.configuration())) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> report(files).contains("next start decides"));
            assertThat(report(files)).contains("state=RETRYING").contains("certain=-1");
            try (SwitchNode node = SwitchNode.start(files.load())) {
                await().atMost(PATIENCE).until(() -> report(files).contains("state=FOLLOWING"));
                business(node, 3);
                node.drain();
            }
            assertThat(applier.terminate()).isZero();
        }
    }

    @Test
    void shouldEndWithItsNodeWhenTheLedgerIsAnotherLogs() throws Exception {
        SwitchFiles files = small(BY_NODE);
        try (SwitchNode node = SwitchNode.start(files.load())) {
            business(node, 5);
            node.drain();
        }
        Files.move(files.folder().resolve("data/journal"), files.folder().resolve("data/elsewhere"));
        files.ledger("{ url: \"jdbc:h2:file:./data/another\" }").write();
        try (SwitchNode node = SwitchNode.start(files.load())) {
            business(node, 9);
            node.drain();
        }
        files.ledger(BY_PROCESS).write();
        try (SwitchNode node = SwitchNode.start(files.load());
                ApplierProcess applier = ApplierProcess.start(files.configuration())) {
            assertThat(applier.awaitEnd()).isEqualTo(2);
            await().atMost(PATIENCE)
                    .until(() -> node.stopped().toCompletableFuture().isDone());
            assertThat(node.stopped().toCompletableFuture()).isCompletedWithValue(2);
        }
    }

    private static void business(SwitchNode node, int payments) throws Exception {
        try (RawPeer peer = RawPeer.connect(node.port("bank"))) {
            for (int i = 1; i <= payments; i++) {
                peer.send(0x0100, RawPeer.payment("4000001234567899", 100L * i, i));
                assertThat(peer.answer()).isEqualTo("0110 91");
            }
        }
        await().atMost(PATIENCE).until(() -> node.engineCounters().get(EngineCounter.IN_FLIGHT) == 0);
        await().atMost(PATIENCE).until(() -> node.ledgerLag() == 0);
    }

    private static String config(SwitchFiles files) {
        return files.configuration().toString();
    }

    private static OperatorShell.Ended totals(SwitchFiles files) {
        return OperatorShell.run("ledger", "totals", "--config", config(files));
    }

    private static String report(SwitchFiles files) throws IOException {
        return CommandChannelClient.call(
                        files.folder().resolve("data/run/wasl.sock.ledger"), List.of("applied"), Duration.ofSeconds(5))
                .text();
    }

    /** One whose issuer is not there. */
    private SwitchFiles small(String ledger) throws IOException {
        return new SwitchFiles(folder)
                .acquirer("bank", 0, "framing: length-2", "dialect: iso87-ascii", "response-timeout: 2s")
                .issuer(
                        "atlas",
                        SwitchFiles.unusedPort(),
                        "framing: length-2",
                        "dialect: iso87-ascii",
                        "response-timeout: 1s")
                .route("400000", "atlas")
                .line("start: { grace: 0s }")
                .ledger(ledger)
                .write();
    }

    private SwitchFiles files(int port, Issuers issuers, long seed) throws Exception {
        String[] issuer = {
            "framing: length-2",
            "dialect: iso87-ascii",
            "response-timeout: 1s",
            "reconnect: { first: 50ms, max: 500ms }",
            "reversal: { response-timeout: 1s, retry-first: 200ms, retry-max: 1s }"
        };
        var files = new SwitchFiles(folder)
                .acquirer("bank", port, "framing: length-2", "dialect: iso87-ascii", "response-timeout: 2s");
        for (int i = 0; i < ChaosTraffic.ISSUERS.size(); i++) {
            String id = ChaosTraffic.ISSUERS.get(i);
            files.issuer(id, issuers.start(ChaosTraffic.RULES.get(i), seed + i).port(), issuer);
            ChaosTraffic.prefixes(id).forEach(prefix -> files.route(prefix, id));
        }
        return files;
    }

    private static void awaitRequests(Issuers issuers, int more) {
        long wanted = issuers.count(IssuerCounter.REQUESTS) + more;
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> issuers.count(IssuerCounter.REQUESTS) >= wanted);
    }

    private static LoadPlan plan(int port) throws Exception {
        var duty = new Duty(true, Duration.ofMillis(2_500), 3, Duration.ofSeconds(1), PATIENCE);
        return new LoadPlan(
                List.of(new HostPort("127.0.0.1", port)),
                4,
                Issuers.format(),
                new Pace.ClosedLoop(32),
                new LoadSpan(Duration.ofMinutes(10), Long.MAX_VALUE),
                duty,
                ChaosTraffic.mix(),
                true,
                false);
    }
}
