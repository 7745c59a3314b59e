package io.wasl.sim.demo;

import io.wasl.config.ConfigException;
import io.wasl.journal.ledger.LedgerTotals;
import io.wasl.journal.ledger.LedgerUnavailableException;
import java.io.IOException;
import java.nio.file.Path;

/** A switch node in this process, as the demonstration sees it. Any thread. */
public interface RunningSwitch extends AutoCloseable {

    /** The port on which the configured acquirer's listener was bound. */
    int acquirerPort();

    /** What the ledger says so far; it follows the log and may lag. */
    LedgerTotals ledger() throws LedgerUnavailableException;

    /** Drains and stops. */
    @Override
    void close();

    /** Starts a node from a configuration file; found by {@link java.util.ServiceLoader}. */
    @FunctionalInterface
    interface Starter {
        /**
         * @throws ConfigException if the configuration is refused
         * @throws IOException if the node cannot start
         */
        RunningSwitch start(Path configuration) throws ConfigException, IOException;
    }
}
