package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.config.LoadedConfig;
import io.wasl.ops.CommandChannelClient;
import io.wasl.ops.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * {@code ./wasl rehearse}: starts a node of nobody and stops it, so that the JVM sees all classes that a start needs. The launcher
 * makes the class archive from it; for that no node that holds anybody's keys is to be used.
 *
 * <p>Everything is in a folder that is removed, and on ports of loopback that the system chooses.
 */
@Command(
        name = "rehearse",
        hidden = true,
        header = "Start a node of nobody and stop it.",
        description = {"", "The launcher makes its class archive (-XX:ArchiveClassesAtExit) from it.", ""})
final class RehearseCommand extends SwitchCommand {

    /** The ledger opens behind ready, and much of what a start loads is its. */
    private static final int LEDGER_PATIENCE_MS = 20_000;

    private static final int POLL_MS = 100;

    private final NodeStarter starter;

    RehearseCommand(Surroundings surroundings, NodeStarter starter) {
        super(surroundings);
        this.starter = starter;
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, CommandFailedException {
        Path folder = Files.createTempDirectory("wasl-rehearsal-");
        try (ServerSocket silentIssuer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LoadedConfig loaded =
                    ConfigLoader.load(configure(folder, silentIssuer.getLocalPort()), name -> Optional.empty());
            RunningNode node = starter.start(loaded);
            try {
                awaitLedger(loaded.config().admin().commandSocket());
            } finally {
                node.drain();
            }
            return DONE;
        } catch (InterruptedException e) {
            throw new CommandFailedException("interrupted");
        } finally {
            remove(folder);
        }
    }

    private static Path configure(Path folder, int issuerPort) throws IOException {
        Files.writeString(
                folder.resolve("routes.csv"),
                "low,high,issuer,brand,pan-length,priority\n400000,400000,nobody,none,16,1\n");
        return Files.writeString(folder.resolve("switch.yaml"), """
                node: rehearsal
                journal: { directory: data/journal, segment-size: 4MiB, memory-window: 70000 }
                ledger: { url: "jdbc:h2:file:./data/ledger" }
                admin: { listen: "127.0.0.1:0" }
                start: { grace: 200ms }
                acquirers:
                  - { id: noone, listen: "127.0.0.1:0", framing: length-2, dialect: iso87-ascii, response-timeout: 12s }
                issuers:
                  - id: nobody
                    connect: ["127.0.0.1:%d"]
                    framing: length-2
                    dialect: iso87-ascii
                    response-timeout: 10s
                routing: { table: routes.csv }
                """.formatted(issuerPort));
    }

    private static void awaitLedger(Path node) throws IOException, InterruptedException {
        for (int waitedMs = 0; waitedMs < LEDGER_PATIENCE_MS; waitedMs += POLL_MS) {
            if (CommandChannelClient.call(node, List.of("ledger", "totals"), NodeCommand.PATIENCE)
                            .status()
                    == Reply.DONE) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
