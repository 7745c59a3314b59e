package io.wasl.bench.e2e;

import io.wasl.bench.BinMix;
import io.wasl.config.ConfigException;
import io.wasl.security.KeyFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What one node finds on the disk, and leaves there: removed with all in it. */
final class WorkFolder implements Closeable {

    /** As the documented default has it, unless more are needed. */
    private static final int LEAST_CONNECTIONS = 1_024;

    private final Path folder;

    WorkFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    Path path() {
        return folder;
    }

    Path configuration() {
        return folder.resolve("switch.yaml");
    }

    /**
     * The documented defaults, new keys, one acquirer, an issuer for each port, and the routes of the load's cards; the system
     * chooses the ports.
     *
     * @param connections that the acquirer may hold, where the default is too few
     * @param ledger what the configuration says of it
     * @return the configuration
     */
    Path configure(List<Integer> issuerPorts, Network network, int connections, String ledger)
            throws IOException, ConfigException {
        writeRoutes(routes(), network.ranges(), issuerPorts.size(), "");
        KeyFile.create(folder.resolve("wasl.keys"), new SecureRandom()::nextBytes);
        return Files.writeString(
                configuration(),
                "node: bench\n"
                        + "journal: { directory: data/journal }\n"
                        + "ledger: { " + ledger + " }\n"
                        + "admin: { listen: \"127.0.0.1:0\" }\n"
                        + "acquirers:\n"
                        + "  - { id: bank, listen: \"127.0.0.1:0\", framing: length-2, dialect: iso87-ascii,"
                        + " response-timeout: 12s }\n"
                        + "issuers:\n"
                        + issuers(issuerPorts)
                        + "links: { connections-per-acquirer: " + Math.max(LEAST_CONNECTIONS, connections) + " }\n"
                        + "routing: { table: routes.csv }\n");
    }

    Path routes() {
        return folder.resolve("routes.csv");
    }

    private static String issuers(List<Integer> ports) {
        var lines = new StringBuilder();
        for (int i = 0; i < ports.size(); i++) {
            lines.append("  - { id: ").append(issuer(i)).append(", connect: [\"127.0.0.1:");
            lines.append(ports.get(i)).append("\"], framing: length-2,");
            lines.append(" dialect: iso87-ascii, response-timeout: 10s }\n");
        }
        return lines.toString();
    }

    private static String issuer(int index) {
        return "atlas-" + (index + 1);
    }

    /**
     * All ranges of the mix, and the issuers there are in turn.
     *
     * @param mark behind each brand, so that two tables can be told apart
     */
    static void writeRoutes(Path file, int ranges, int issuers, String mark) throws IOException {
        new BinMix(ranges, BinMix.SEED).write(file);
        var lines = new ArrayList<String>();
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
            if (!lines.isEmpty()) {
                cells.set(2, issuer(lines.size() % issuers));
                cells.set(3, cells.get(3) + mark);
            }
            lines.add(String.join(",", cells));
        }
        Files.write(file, lines, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(WorkFolder::delete);
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
