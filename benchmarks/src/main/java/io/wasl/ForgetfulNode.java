package io.wasl;

import io.wasl.config.ConfigException;
import io.wasl.config.LoadedConfig;
import io.wasl.journal.ForgetfulFiles;
import java.io.IOException;

/** The node as it ships, on a log that is written and never forced. */
public final class ForgetfulNode {

    private ForgetfulNode() {}

    public static SwitchNode start(LoadedConfig loaded) throws ConfigException, IOException {
        return SwitchNode.start(
                loaded,
                (config, keys, system) ->
                        ForgetfulFiles.open(config, keys, system.epoch(), system.nanos(), system.random()));
    }
}
