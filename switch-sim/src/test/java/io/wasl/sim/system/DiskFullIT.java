package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wasl.SwitchNode;
import io.wasl.config.HostPort;
import io.wasl.engine.EngineCounter;
import io.wasl.sim.acquirer.Duty;
import io.wasl.sim.acquirer.LoadPlan;
import io.wasl.sim.acquirer.LoadSpan;
import io.wasl.sim.acquirer.Pace;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.acquirer.TrafficMix;
import io.wasl.sim.chaos.SystemCommand;
import io.wasl.sim.yaml.Forms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The journal's disk runs full under load: new requests get 91, what is in flight ends, and service resumes by itself
 * when there is room again. Needs a small file system of its own and so the right to mount one; skipped elsewhere.
 */
final class DiskFullIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int FILLING_BYTES = 1 << 20;
    /** With three of the four spares gone the journal keeps to its reserve. */
    private static final String JOURNAL = "{ directory: full/journal, segment-size: 4MiB, memory-window: 100000 }";

    private static final String DISK_SIZE = "28m";

    @TempDir
    Path folder;

    private boolean isMounted;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("full"));
        String refusal = SystemCommand.failureOf(
                        "mount", "-t", "tmpfs", "-o", "size=" + DISK_SIZE, "tmpfs", disk.toString())
                .orElse("");
        isMounted = refusal.isEmpty();
        if (!isMounted) {
            System.out.println("DiskFullIT is skipped: no tmpfs can be mounted here: " + refusal);
        }
        assumeTrue(isMounted, "no tmpfs can be mounted here: " + refusal);
    }

    @AfterEach
    void unmount() throws Exception {
        if (isMounted) {
            assertThat(SystemCommand.failureOf(
                            "umount", "-l", folder.resolve("full").toString()))
                    .isEmpty();
        }
    }

    @Test
    void shouldDeclineWith91WhileTheDiskIsFullAndResumeByItself() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("DiskFullIT: seed " + seed);
        try (var issuers = new Issuers()) {
            int issuerPort = issuers.start("rules:\n  - { then: approve, delay: 0ms-10ms }\n", seed)
                    .port();
            String[] speech = {"framing: length-2", "dialect: iso87-ascii"};
            var files = new SwitchFiles(folder)
                    .journal(JOURNAL)
                    .acquirer("bank", 0, speech[0], speech[1], "response-timeout: 21s")
                    .issuer("atlas", issuerPort, speech[0], speech[1], "response-timeout: 20s")
                    .route("400000", "atlas")
                    .write();
            try (SwitchNode node = SwitchNode.start(files.load());
                    var load = new BackgroundLoad(plan(node.port("bank")), seed)) {
                await().until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 1);
                await().atMost(PATIENCE).until(() -> spares() == 3);
                Path filler = fillTheDisk();
                load.start();

                await().atMost(PATIENCE).until(() -> load.declined() > 100);
                assertThat(node.stopped().toCompletableFuture()).isNotDone();
                assertThat(load.approved()).as("before the disk was full").isPositive();
                assertThat(spares()).as("what is left for those in flight").isPositive();
                Files.delete(filler);
                await().atMost(PATIENCE).until(() -> spares() >= 2);
                long before = load.approved();
                await().atMost(PATIENCE).until(() -> load.approved() > before + 200);

                assertThat(load.stopInGoodOrder().connectionsLost()).isZero();
                Agreement.awaitSettled(node, PATIENCE);
                assertThat(Agreement.differences(load.net(), issuers.totals(), node.ledger()))
                        .isEmpty();
            }
        }
    }

    /** Whole preallocated segments: one to go on with and two in reserve. */
    private long spares() throws IOException {
        try (var names = Files.list(folder.resolve("full/journal"))) {
            return names.filter(name -> name.toString().endsWith(".zero")).count();
        }
    }

    private Path fillTheDisk() throws IOException {
        Path filler = folder.resolve("full/filler");
        var bytes = new byte[FILLING_BYTES];
        try (var out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(filler).getUsableSpace() > 0) {
                int room =
                        (int) Math.min(bytes.length, Files.getFileStore(filler).getUsableSpace());
                out.write(bytes, 0, room);
            }
        }
        return filler;
    }

    private static LoadPlan plan(int port) throws Exception {
        var traffic = new Traffic(
                "payment",
                1,
                0x0200,
                Traffic.cards("400000", 16, 100),
                new Forms.Span(100, 9_000),
                "504",
                Map.of(),
                0,
                Set.of("00", "91"));
        return new LoadPlan(
                List.of(new HostPort("127.0.0.1", port)),
                4,
                Issuers.format(),
                new Pace.OpenLoop(400, false),
                new LoadSpan(Duration.ofMinutes(10), Long.MAX_VALUE),
                new Duty(true, Duration.ofSeconds(25), 3, Duration.ofSeconds(5), PATIENCE),
                new TrafficMix(List.of(traffic)),
                true,
                false);
    }
}
