package io.wasl.command;

import io.wasl.config.ConfigException;
import java.util.concurrent.CompletionStage;

/** A node that was started, as {@code run} sees it. Any thread but the node's loop. */
public interface RunningNode {

    /** Takes nothing new, ends what is in flight, at most for the configured time, and stops; returns when stopped. */
    void drain();

    /**
     * Loads the routing table again and routes by it from now on; a bad file changes nothing.
     *
     * @return what has changed, for people
     * @throws ConfigException with every mistake of the file
     */
    String reload() throws ConfigException;

    /** Completed with the exit status when the node has stopped, by whoever's wish. */
    CompletionStage<Integer> stopped();

    /** One line: the node's name and the addresses it is reached at. */
    String summary();
}
