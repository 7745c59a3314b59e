package io.wasl.journal.ledger;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.LedgerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The starting rule: an empty log with a ledger that is not empty would make ids that the ledger already has.
 *
 * <p>Asked before anything starts, and only when the log is empty, that is once in a node's life: opening a database then
 * holds up nobody, and a first start finds no database file and opens nothing. A server that cannot be reached does not
 * hold up the start; the ledger itself compares its position with the log as soon as it opens, and refuses.
 */
public final class LedgerCheck {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerCheck.class);

    private static final String KEY = "ledger.url";
    private static final String UNDEFINED = "42"; // SQLSTATE class: no such table, the schema was never made

    private LedgerCheck() {}

    /**
     * To be called when the log is empty.
     *
     * @param file the configuration's, for the error
     * @throws ConfigException when the ledger is not empty
     */
    public static void requireEmpty(LedgerConfig config, String file) throws ConfigException {
        Optional<Path> embedded = embeddedFile(config.url());
        boolean nothingThere = embedded.isPresent() && !Files.exists(embedded.get());
        long applied = nothingThere || config.url().startsWith(LedgerDatabase.H2 + "mem:") ? 0 : applied(config);
        if (applied > 0) {
            throw new ConfigException(new ConfigError(
                    file,
                    0,
                    0,
                    KEY,
                    "the journal is empty but the ledger is applied to position " + applied
                            + ": transaction ids would repeat; bring the journal back or name an empty ledger"));
        }
    }

    /** 0 when it has no schema, or cannot be asked. */
    private static long applied(LedgerConfig config) {
        try (LedgerDatabase database = new LedgerDatabase(config, Optional.empty())) {
            return database.applied().position();
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith(UNDEFINED)) {
                return 0;
            }
            return unknown(e);
        } catch (IOException | RuntimeException e) { // of the pool: it cannot connect
            return unknown(e);
        }
    }

    private static long unknown(Exception cause) {
        LOG.warn("The ledger cannot be asked whether it is empty; it is checked when it opens: {}", cause.getMessage());
        return 0;
    }

    /** The file of an embedded database, as H2 names it. */
    static Optional<Path> embeddedFile(String url) {
        if (!url.startsWith(LedgerDatabase.H2)) {
            return Optional.empty();
        }
        String rest = url.substring(LedgerDatabase.H2.length());
        String name = rest.contains(";") ? rest.substring(0, rest.indexOf(';')) : rest;
        if (name.startsWith("file:")) {
            name = name.substring("file:".length());
        } else if (name.startsWith("mem:") || name.startsWith("tcp:") || name.startsWith("ssl:")) {
            return Optional.empty();
        }
        return Optional.of(Path.of(name + ".mv.db"));
    }
}
