package io.wasl.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What reading one file needs everywhere: its folder, its places, its mistakes so far.
 *
 * <p>Owner: the thread that loads the configuration.
 */
final class ConfigContext {

    private final Path file;
    private final Environment environment;
    private final Locations locations;
    private final ErrorReport errors;
    private final Set<String> wrong = new HashSet<>();
    private final Set<String> known = new TreeSet<>();

    ConfigContext(Path file, Environment environment, Locations locations) {
        this.file = file;
        this.environment = environment;
        this.locations = locations;
        errors = new ErrorReport(file.toString());
    }

    Path file() {
        return file;
    }

    Environment environment() {
        return environment;
    }

    Locations locations() {
        return locations;
    }

    /** Relative paths are relative to the file that names them. */
    Path resolve(String path) {
        return file.toAbsolutePath().resolveSibling(path).normalize();
    }

    void error(String key, String reason) {
        add(locations.error(key, reason));
    }

    void errorAtKey(String key, String reason) {
        add(locations.errorAtKey(key, reason));
    }

    private void add(ConfigError error) {
        wrong.add(error.key());
        errors.add(error.line(), error.column(), error.key(), error.reason());
    }

    /** Whether the key's value stands, so that it can be held against others. */
    boolean isRight(String key) {
        return !wrong.contains(key);
    }

    void ask(String key) {
        known.add(key.replaceAll("\\[\\d+]", "[]"));
    }

    /** Every key that was asked for, list positions left out: {@code issuers[].id}. */
    Set<String> knownKeys() {
        return known;
    }

    void throwIfAny() throws ConfigException {
        errors.throwIfAny();
    }
}
