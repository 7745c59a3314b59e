package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.config.LoadedConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code --config FILE}. */
final class ConfigOption {

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            scope = ScopeType.INHERIT, // a command below takes it too, and may have it before its own name
            description = "The node's configuration (its keys: docs/CONFIGURATION.md).")
    private Path file = Path.of("");

    /**
     * @throws ConfigException with every mistake of the file
     */
    LoadedConfig load(Surroundings surroundings) throws ConfigException {
        return ConfigLoader.load(file, surroundings.environment());
    }
}
