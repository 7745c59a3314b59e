package io.wasl;

import io.wasl.command.RunningNode;
import io.wasl.config.LoadedConfig;

/** Replaced by the node. */
final class SwitchNode {

    private SwitchNode() {}

    static RunningNode start(LoadedConfig loaded) {
        throw new IllegalStateException("no node for " + loaded.config().node());
    }
}
