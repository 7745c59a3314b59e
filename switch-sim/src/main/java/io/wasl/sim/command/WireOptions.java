package io.wasl.sim.command;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.FramingConfig;
import io.wasl.config.FramingPresets;
import io.wasl.sim.net.WireFormat;
import picocli.CommandLine.Option;

/** How the peer writes: shared by every command that opens a socket. */
final class WireOptions {

    @Option(
            names = "--framing",
            paramLabel = "NAME",
            defaultValue = "length-2",
            description = "Framing preset (default: ${DEFAULT-VALUE}).")
    private String framing = "length-2";

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            defaultValue = "iso87-ascii",
            description = "Dialect, looked up in this folder and among the shipped ones (default: ${DEFAULT-VALUE}).")
    private String dialect = "iso87-ascii";

    /**
     * @throws ConfigException if there is no such framing or dialect
     */
    WireFormat format() throws ConfigException {
        FramingConfig config = FramingPresets.find(framing)
                .orElseThrow(() -> new ConfigException(new ConfigError(
                        "--framing", 0, 0, "", "unknown; known: " + String.join(", ", FramingPresets.names()))));
        return WireFormat.of(config, dialect);
    }
}
