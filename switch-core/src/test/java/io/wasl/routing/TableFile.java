package io.wasl.routing;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wasl.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A table in a temporary folder, written row by row. */
final class TableFile {

    static final List<String> ISSUERS = List.of("atlas", "rif", "souss");

    private final Path file;

    TableFile(Path folder) {
        file = folder.resolve("routes.csv");
    }

    Path path() {
        return file;
    }

    BinTable load(String... rows) throws ConfigException {
        return loadText(BinTableReader.HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    BinTable loadText(String text) throws ConfigException {
        write(text.getBytes(StandardCharsets.UTF_8));
        return BinTable.load(file, ISSUERS);
    }

    /** The errors of a table that must be refused, each without the file's name. */
    List<String> refused(String... rows) {
        return refusedText(BinTableReader.HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    List<String> refusedText(String text) {
        ConfigException refusal = catchThrowableOfType(ConfigException.class, () -> loadText(text));
        return refusal.errors().stream()
                .map(error -> error.toString().substring(file.toString().length()))
                .toList();
    }

    void write(byte[] text) {
        try {
            Files.write(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
