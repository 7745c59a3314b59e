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

    private static final String ISSUER = "atlas";

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
     * The documented defaults, new keys, one acquirer, one issuer, and the routes of the load's cards; the system chooses the ports.
     *
     * @param ledger what the configuration says of it
     * @return the configuration
     */
    Path configure(int issuerPort, String ledger) throws IOException, ConfigException {
        writeRoutes();
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
                        + "  - { id: " + ISSUER + ", connect: [\"127.0.0.1:" + issuerPort + "\"], framing: length-2,"
                        + " dialect: iso87-ascii, response-timeout: 10s }\n"
                        + "routing: { table: routes.csv }\n");
    }

    /** All ranges of the mix lead to the one issuer there is. */
    private void writeRoutes() throws IOException {
        Path routes = folder.resolve("routes.csv");
        new BinMix(RequestFrames.RANGES, BinMix.SEED).write(routes);
        var lines = new ArrayList<String>();
        for (String line : Files.readAllLines(routes, StandardCharsets.US_ASCII)) {
            List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
            if (!lines.isEmpty()) {
                cells.set(2, ISSUER);
            }
            lines.add(String.join(",", cells));
        }
        Files.write(routes, lines, StandardCharsets.US_ASCII);
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
