package io.wasl.bench;

import io.wasl.config.ConfigException;
import io.wasl.config.FramingPresets;
import io.wasl.config.HostPort;
import io.wasl.security.KeyFile;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.issuer.Effect;
import io.wasl.sim.issuer.IssuerBook;
import io.wasl.sim.issuer.IssuerSimulator;
import io.wasl.sim.issuer.IssuerTrace;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.net.WireFormat;
import io.wasl.sim.rules.RuleBook;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Starts an installed switch by its launcher, in a process of its own, beside an issuer that approves, and sends it its first
 * authorization. Each start has a new folder. Owner: the command; {@link #close} from any thread.
 */
final class StartRig implements Closeable {

    private static final Pattern READY = Pattern.compile(" is ready: bank on 127\\.0\\.0\\.1:(\\d+)");
    private static final long PATIENCE_S = 60;
    private static final long POLL_NS = 200_000;
    private static final long SEED = 8583;

    private final Installation installation;
    private final Path folder;
    private final FramedLoop loop = new FramedLoop("issuer", System::nanoTime);
    private final IssuerSimulator issuer;
    private final FirstPayment payment = new FirstPayment();
    private int number;
    private volatile @Nullable Process process;

    /** @param folder for what the nodes write */
    StartRig(Installation installation, Path folder) throws IOException, ConfigException, InterruptedException {
        this.installation = installation;
        this.folder = folder;
        var setup = new IssuerSimulator.Setup(
                new HostPort("127.0.0.1", 0),
                WireFormat.of(FramingPresets.preset("length-2"), "iso87-ascii"),
                RuleBook.approving(),
                new IssuerBook(Effect.Sink.NOWHERE),
                IssuerTrace.NONE);
        issuer = IssuerSimulator.start(loop, setup, new SeededRandom(SEED));
    }

    /**
     * Starts it, and kills it after its first answer.
     *
     * @throws IllegalStateException when it does not get ready, or does not approve
     */
    Start start(boolean hasArchive) throws IOException, ConfigException, InterruptedException {
        Path node = Files.createDirectory(folder.resolve("node-" + ++number));
        Path configuration = configure(node);
        ProcessBuilder builder = installation
                .command(hasArchive, "run", "--config", configuration.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        long launchedNs = System.nanoTime();
        Process started = builder.start();
        process = started;
        // Whatever is waited for below ends with the process.
        CompletableFuture.delayedExecutor(PATIENCE_S, TimeUnit.SECONDS).execute(started::destroyForcibly);
        try (BufferedReader output = started.inputReader(StandardCharsets.UTF_8)) {
            long javaNs = awaitJava(started);
            int port = awaitReady(output);
            long readyNs = System.nanoTime();
            payment.send(port);
            long answeredNs = System.nanoTime();
            long cpuNs = started.info().totalCpuDuration().orElseThrow().toNanos();
            return new Start(hasArchive, javaNs - launchedNs, readyNs - javaNs, answeredNs - readyNs, cpuNs);
        } finally {
            started.destroyForcibly();
            started.waitFor();
        }
    }

    /** The launcher becomes Java: its process then has another program. */
    private static long awaitJava(Process launcher) {
        while (launcher.isAlive()) {
            if (launcher.info().command().orElse("").endsWith("/bin/java")) {
                return System.nanoTime();
            }
            LockSupport.parkNanos(POLL_NS);
        }
        throw new IllegalStateException("the launcher ended with status " + launcher.exitValue());
    }

    /** The acquirer's port. */
    private static int awaitReady(BufferedReader output) throws IOException {
        String last = "nothing";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return Integer.parseInt(ready.group(1));
            }
            last = line;
        }
        throw new IllegalStateException("the switch did not get ready; it said last: " + last);
    }

    private Path configure(Path node) throws IOException, ConfigException {
        KeyFile.create(node.resolve("wasl.keys"), new SecureRandom()::nextBytes);
        Files.writeString(
                node.resolve("routes.csv"),
                "low,high,issuer,brand,pan-length,priority\n400000,400000,atlas,test,16,1\n");
        return Files.writeString(
                node.resolve("switch.yaml"),
                "node: bench\n"
                        + "journal: { directory: data/journal }\n"
                        + "ledger: { url: \"jdbc:h2:file:./data/ledger\" }\n"
                        + "admin: { listen: \"127.0.0.1:0\" }\n"
                        + "acquirers:\n"
                        + "  - { id: bank, listen: \"127.0.0.1:0\", framing: length-2, dialect: iso87-ascii,"
                        + " response-timeout: 12s }\n"
                        + "issuers:\n"
                        + "  - { id: atlas, connect: [\"127.0.0.1:" + issuer.port()
                        + "\"], framing: length-2, dialect: iso87-ascii, response-timeout: 10s }\n"
                        + "routing: { table: routes.csv }\n");
    }

    @Override
    public void close() {
        Process last = process;
        if (last != null) {
            last.destroyForcibly();
        }
        loop.close();
    }
}
