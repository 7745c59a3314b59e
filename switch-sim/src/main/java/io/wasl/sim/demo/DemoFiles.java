package io.wasl.sim.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of one demonstration: configuration, routes, and what the node writes beside them. */
final class DemoFiles implements AutoCloseable {

    private final Path folder;
    private final boolean keep;

    private DemoFiles(Path folder, boolean keep) {
        this.folder = folder;
        this.keep = keep;
    }

    static DemoFiles create(boolean keep) throws IOException {
        return new DemoFiles(Files.createTempDirectory("wasl-demo-"), keep);
    }

    Path folder() {
        return folder;
    }

    /**
     * @param issuers in the order of {@link DemoTraffic#ISSUERS}
     * @return the configuration file
     */
    Path write(List<Integer> issuers) throws IOException {
        Files.writeString(folder.resolve("routes.csv"), DemoTraffic.routes());
        var yaml = new StringBuilder("node: demo\n"
                + "journal: { directory: data/journal, segment-size: 8MiB, memory-window: 100000 }\n"
                + "in-flight: { capacity: 8192 }\n"
                + "ledger: { url: \"jdbc:h2:file:./data/ledger\" }\n"
                + "start: { grace: 500ms }\n"
                + "admin: { listen: \"127.0.0.1:0\" }\n"
                + "acquirers:\n"
                + "  - id: souk-bank\n"
                + "    listen: 127.0.0.1:0\n"
                + "    framing: length-2\n"
                + "    dialect: iso87-ascii\n"
                + "    response-timeout: " + DemoTraffic.SWITCH_TIMEOUT.toMillis() + "ms\n"
                + "issuers:\n");
        for (int i = 0; i < issuers.size(); i++) {
            yaml.append("  - id: ").append(DemoTraffic.ISSUERS.get(i)).append('\n');
            yaml.append("    connect: [\"127.0.0.1:").append(issuers.get(i)).append("\"]\n");
            yaml.append("    framing: length-2\n    dialect: iso87-ascii\n");
            yaml.append("    response-timeout: ")
                    .append(DemoTraffic.ISSUER_TIMEOUT.toMillis())
                    .append("ms\n");
        }
        yaml.append("routing: { table: routes.csv }\n");
        return Files.writeString(folder.resolve("switch.yaml"), yaml);
    }

    /** Removes the folder and all in it, unless it is to be kept. */
    @Override
    public void close() throws IOException {
        if (keep) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(DemoFiles::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
