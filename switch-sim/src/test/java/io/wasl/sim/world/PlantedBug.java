package io.wasl.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bug, as a change to one source file of the switch; made in a copy only.
 *
 * <pre>
 *   # what it does
 *   engine/Outbox.java
 *   --- instead of
 *   lines that stand there once
 *   --- write
 *   others
 * </pre>
 */
record PlantedBug(String name, String file, String before, String after) {

    private static final Path FOLDER = Path.of("src/test/resources/planted");
    private static final Path SOURCES = Path.of("../switch-core/src/main/java/io/wasl");
    private static final String INSTEAD_OF = "\n--- instead of\n";
    private static final String WRITE = "\n--- write\n";

    static List<PlantedBug> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(PlantedBug::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PlantedBug read(Path path) {
        try {
            String text = Files.readString(path);
            int instead = text.indexOf(INSTEAD_OF);
            int write = text.indexOf(WRITE);
            String name = String.valueOf(path.getFileName()).replace(".txt", "");
            return new PlantedBug(
                    name,
                    text.substring(text.indexOf('\n') + 1, instead),
                    text.substring(instead + INSTEAD_OF.length(), write),
                    text.substring(write + WRITE.length()).stripTrailing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file with the bug in it; a patch that does not fit exactly once fails. */
    String plant() throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        int at = source.indexOf(before);
        assertThat(at).as("%s: its lines stand in %s", name, file).isNotNegative();
        assertThat(source.indexOf(before, at + 1))
                .as("%s: they stand there once", name)
                .isNegative();
        return source.substring(0, at) + after + source.substring(at + before.length());
    }

    @Override
    public String toString() {
        return name;
    }
}
