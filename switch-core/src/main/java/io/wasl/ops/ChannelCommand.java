package io.wasl.ops;

import java.util.List;

/** One command that a running node understands. */
@FunctionalInterface
public interface ChannelCommand {

    /**
     * Does the work and answers. Called on a thread of the channel, by several at once; may wait, but whoever asked waits
     * with it. A command that ends the node only begins to and answers at once: the channel ends with the node.
     *
     * @param arguments the words behind the command's name
     */
    Reply run(List<String> arguments);

    /** Whether programs ask it all the time, so that each question is not worth a line of the log. */
    default boolean isRoutine() {
        return false;
    }
}
