package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wasl.sim.acquirer.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a node with a small heap takes to be ready on a long log, most of which only its checkpoint knows: 20 GiB with a
 * million owed deliveries, or {@code -Dwasl.long-log.gib=N}. Prints the figure; asserts that everything is there. Takes twice
 * the log's size of disk while it runs, and minutes.
 */
@Tag("long")
final class LongLogIT {

    private static final int OWED = 1_000_000;
    private static final long GIB = Integer.getInteger("wasl.long-log.gib", 20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern OWED_METRIC = Pattern.compile("(?m)^wasl_engine_owed ([0-9.E+]+)$");
    private static final Pattern REMEMBERED = Pattern.compile("(?m)^wasl_engine_remembered ([0-9.E+]+)$");

    @TempDir
    Path folder;

    @Test
    void shouldBeReadySoonOnALongLog() throws Exception {
        long freeGib = Files.getFileStore(folder).getUsableSpace() >> 30;
        if (freeGib < 2 * GIB) {
            System.out.println("LongLogIT is skipped: " + freeGib + " GiB free, " + 2 * GIB + " wanted");
        }
        assumeTrue(freeGib >= 2 * GIB, freeGib + " GiB free, " + 2 * GIB + " wanted");
        int admin = SwitchFiles.unusedPort();
        SwitchFiles files = new SwitchFiles(folder)
                .acquirer(
                        "bank",
                        SwitchFiles.unusedPort(),
                        "framing: length-2",
                        "dialect: iso87-ascii",
                        "response-timeout: 12s")
                .issuer(
                        "atlas",
                        SwitchFiles.unusedPort(),
                        "framing: length-2",
                        "dialect: iso87-ascii",
                        "response-timeout: 10s")
                .issuer(
                        "rif",
                        SwitchFiles.unusedPort(),
                        "framing: length-2",
                        "dialect: iso87-ascii",
                        "response-timeout: 10s")
                .route("400000", "atlas")
                .route("510000", "rif")
                .admin("{ listen: \"127.0.0.1:" + admin + "\" }")
                .journal("{ directory: data/journal, segment-size: 64MiB, memory-window: 1000000 }")
                .line("owed: { capacity: 1100000 }")
                .write();
        long beginNs = System.nanoTime();
        long payments = LongLog.write(files.load(), GIB << 30, OWED, Traffic.cards("400000", 16, 1000));
        double written = (System.nanoTime() - beginNs) / 1e9;
        long startNs = System.nanoTime();
        try (SwitchProcess node =
                SwitchProcess.startAsLaunched(files.configuration(), "-Xmx512m", "-XX:MaxDirectMemorySize=1g")) {
            assertThat(node.awaitStarting().isReadyWithin(PATIENCE.toNanos())).isTrue();
            System.out.printf(
                    Locale.ROOT,
                    "LongLogIT: %d GiB, %,d payments, %,d owed (written in %.0f s): ready after %.1f s with -Xmx512m%n",
                    GIB,
                    payments,
                    OWED,
                    written,
                    (System.nanoTime() - startNs) / 1e9);
            assertThat(metric(admin, OWED_METRIC)).isEqualTo(OWED);
            assertThat(metric(admin, REMEMBERED)).isGreaterThan(0);
            node.kill();
        }
    }

    private static double metric(int admin, Pattern line) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + "/metrics"))
                .build();
        String page = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return line.matcher(page)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElse(-1);
    }
}
