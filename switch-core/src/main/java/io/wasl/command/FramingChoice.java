package io.wasl.command;

import io.wasl.config.AcquirerConfig;
import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.config.FramingConfig;
import io.wasl.config.FramingPresets;
import io.wasl.config.IssuerConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.frame.FrameFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The framing that a person named: a preset, or a member of a configuration, whose dialect it brings along.
 *
 * @param dialect of the member; empty for a preset
 */
record FramingChoice(FramingConfig config, Optional<String> dialect) {

    /** Far above any frame, and little for a terminal. */
    static final int MOST_FRAME_BYTES = 1 << 20;

    /**
     * Empty when there is none of this name.
     *
     * @param file the configuration, if one is named
     * @throws ConfigException with every mistake of the configuration
     */
    static Optional<FramingChoice> find(String name, Optional<Path> file, Surroundings surroundings)
            throws ConfigException {
        Optional<FramingConfig> preset = FramingPresets.find(name);
        if (preset.isPresent() || file.isEmpty()) {
            return preset.map(config -> new FramingChoice(config, Optional.empty()));
        }
        SwitchConfig config =
                ConfigLoader.load(file.get(), surroundings.environment()).config();
        List<FramingChoice> found = new ArrayList<>();
        for (AcquirerConfig acquirer : config.acquirers()) {
            if (acquirer.id().equals(name)) {
                found.add(new FramingChoice(acquirer.framing(), Optional.of(acquirer.dialect())));
            }
        }
        for (IssuerConfig issuer : config.issuers()) {
            if (issuer.id().equals(name)) {
                found.add(new FramingChoice(issuer.framing(), Optional.of(issuer.dialect())));
            }
        }
        return found.stream().findFirst();
    }

    /** What there is besides the names of members. */
    static String known() {
        return "one of " + String.join(", ", FramingPresets.names())
                + ", with +tpdu, +iso or +tpdu+iso behind it, or a member's id with --config";
    }

    FrameFormat format() {
        return FrameFormat.of(config, MOST_FRAME_BYTES);
    }
}
