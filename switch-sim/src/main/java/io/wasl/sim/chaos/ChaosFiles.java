package io.wasl.sim.chaos;

import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.config.SwitchConfig;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one run.
 *
 * <pre>
 *   switch.yaml, routes.csv, mix.yaml, atlas.yaml, rif.yaml      what is configured
 *   disk/   the log and the embedded ledger, on a file system of its own where there can be one
 *   books/  what acquirers and issuers wrote down, a file a round
 *   logs/   what each process printed, a file a life
 * </pre>
 */
final class ChaosFiles implements Closeable {

    private final Path folder;
    private final boolean isKept;

    private ChaosFiles(Path folder, boolean isKept) {
        this.folder = folder;
        this.isKept = isKept;
    }

    /** @param keep an empty or missing folder that stays; empty: a temporary one that goes */
    static ChaosFiles create(Optional<Path> keep) throws IOException {
        Path folder = keep.isPresent()
                ? Files.createDirectories(keep.get()).toAbsolutePath()
                : Files.createTempDirectory("wasl-chaos-");
        try (Stream<Path> found = Files.list(folder)) {
            if (found.findAny().isPresent()) {
                throw new IOException(folder + " is not empty");
            }
        }
        var files = new ChaosFiles(folder, keep.isPresent());
        Files.createDirectory(files.logs());
        Files.createDirectory(files.books());
        Files.writeString(files.mix(), ChaosTraffic.MIX);
        Files.writeString(folder.resolve("routes.csv"), ChaosTraffic.ROUTES);
        for (int i = 0; i < ChaosTraffic.ISSUERS.size(); i++) {
            Files.writeString(files.rules(ChaosTraffic.ISSUERS.get(i)), ChaosTraffic.RULES.get(i));
        }
        return files;
    }

    /** Where each member and the pages are found. */
    record Ports(List<Integer> acquirers, List<Integer> issuers, int admin) {}

    /** @param ports the acquirers' listeners, and where the switch dials each issuer */
    void writeConfiguration(Ports ports, Optional<LedgerServer> ledger) throws IOException {
        var yaml = new StringBuilder("node: chaos\n"
                + "journal: { directory: disk/data/journal, segment-size: 4MiB, memory-window: 100000 }\n"
                + "ledger: { " + ledger.map(ChaosFiles::server).orElse("url: \"jdbc:h2:file:./disk/data/ledger\"")
                + " }\n"
                + "start: { grace: 500ms }\n"
                + "admin: { listen: \"127.0.0.1:" + ports.admin() + "\" }\n"
                + "acquirers:\n");
        for (int i = 0; i < ports.acquirers().size(); i++) {
            yaml.append("  - { id: ").append(Acquirers.NAMES.get(i));
            yaml.append(", listen: \"127.0.0.1:")
                    .append(ports.acquirers().get(i))
                    .append("\", ");
            yaml.append("framing: length-2, dialect: iso87-ascii, response-timeout: 2s }\n");
        }
        yaml.append("issuers:\n");
        for (int i = 0; i < ports.issuers().size(); i++) {
            yaml.append("  - id: ").append(ChaosTraffic.ISSUERS.get(i)).append('\n');
            yaml.append("    connect: [\"127.0.0.1:")
                    .append(ports.issuers().get(i))
                    .append("\"]\n");
            yaml.append("    framing: length-2\n    dialect: iso87-ascii\n    response-timeout: 1s\n");
            yaml.append("    echo: { interval: 1s, timeout: 1s }\n");
            yaml.append("    reconnect: { first: 50ms, max: 500ms }\n");
            yaml.append("    reversal: { response-timeout: 1s, retry-first: 200ms, retry-max: 1s }\n");
        }
        yaml.append("routing: { table: routes.csv }\n");
        Files.writeString(configuration(), yaml);
    }

    private static String server(LedgerServer server) {
        return "url: \"" + server.url() + "\""
                + (server.user().isEmpty() ? "" : ", user: \"" + server.user() + "\"")
                + server.passwordFile()
                        .map(file -> ", password-file: \"" + file.toAbsolutePath() + "\"")
                        .orElse("");
    }

    SwitchConfig load() throws ConfigException {
        return ConfigLoader.load(configuration(), name -> Optional.empty()).config();
    }

    Path configuration() {
        return folder.resolve("switch.yaml");
    }

    Path keys() {
        return folder.resolve("wasl.keys");
    }

    Path mix() {
        return folder.resolve("mix.yaml");
    }

    Path rules(String issuer) {
        return folder.resolve(issuer + ".yaml");
    }

    Path disk() {
        return folder.resolve("disk");
    }

    Path image() {
        return folder.resolve("disk.img");
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path books() {
        return folder.resolve("books");
    }

    Path folder() {
        return folder;
    }

    /** Removes the folder and all in it, unless it is to be kept. */
    @Override
    public void close() throws IOException {
        if (isKept) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(ChaosFiles::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
