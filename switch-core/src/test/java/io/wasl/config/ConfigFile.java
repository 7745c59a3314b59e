package io.wasl.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration in a temporary folder: the smallest right one, changed line by line. */
final class ConfigFile {

    /** Line numbers matter: errors name them. */
    static final String SMALLEST = String.join(
            "\n",
            "node: wasl-1", // 1
            "journal:", // 2
            "  directory: data/journal", // 3
            "ledger:", // 4
            "  url: jdbc:h2:file:./data/ledger;MODE=STRICT", // 5
            "admin:", // 6
            "  listen: 127.0.0.1:8083", // 7
            "acquirers:", // 8
            "  - id: shop-bank", // 9
            "    listen: 127.0.0.1:8583", // 10
            "    framing: length-2", // 11
            "    dialect: iso87-ascii", // 12
            "    response-timeout: 12s", // 13
            "issuers:", // 14
            "  - id: atlas", // 15
            "    connect: [127.0.0.1:9001]", // 16
            "    framing: length-2", // 17
            "    dialect: iso87-ascii", // 18
            "    response-timeout: 10s", // 19
            "routing:", // 20
            "  table: routes.csv", // 21
            "");

    private final Path file;
    private final Map<String, String> environment;
    private String text = SMALLEST;

    ConfigFile(Path folder, Map<String, String> environment) {
        file = folder.resolve("switch.yaml");
        this.environment = environment;
    }

    Path path() {
        return file;
    }

    /** Replaces what must be there once. */
    ConfigFile with(String old, String replacement) {
        int at = text.indexOf(old);
        if (at < 0 || text.indexOf(old, at + 1) >= 0) {
            throw new IllegalArgumentException("not there exactly once: " + old);
        }
        text = text.replace(old, replacement);
        return this;
    }

    ConfigFile withoutLine(int line) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.remove(line - 1);
        text = String.join("\n", lines) + "\n";
        return this;
    }

    /** Adds lines at the end; the first of them is line 22. */
    ConfigFile plus(String... lines) {
        text += String.join("\n", lines) + "\n";
        return this;
    }

    ConfigFile text(String whole) {
        text = whole;
        return this;
    }

    LoadedConfig load() throws ConfigException {
        return ConfigLoader.load(write(), name -> Optional.ofNullable(environment.get(name)));
    }

    Path write() {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The errors of a configuration that must be refused, each without the file's name. */
    List<String> refused() {
        ConfigException refusal = catchThrowableOfType(ConfigException.class, this::load);
        return refusal.errors().stream()
                .map(error -> error.toString().substring(file.toString().length()))
                .toList();
    }
}
