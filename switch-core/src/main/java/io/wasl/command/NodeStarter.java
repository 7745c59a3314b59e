package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.config.LoadedConfig;
import io.wasl.time.NanoClock;
import java.io.IOException;

/** Starts a node; the composition root's. */
@FunctionalInterface
public interface NodeStarter {

    /**
     * Returns when the node takes business.
     *
     * @throws ConfigException when the configuration or what it names cannot be used; nothing is left running
     * @throws IOException when the journal cannot be read or written
     */
    RunningNode start(LoadedConfig config) throws ConfigException, IOException;

    /** The clock of who is started without a node; the composition root's. */
    default NanoClock clock() {
        throw new IllegalStateException("only nodes are started here");
    }
}
