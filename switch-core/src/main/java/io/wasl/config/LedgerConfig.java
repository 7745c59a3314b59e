package io.wasl.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The SQL view of the log.
 *
 * @param url {@code jdbc:h2:file:…} (relative paths resolved against the configuration's folder), {@code jdbc:h2:mem:…}
 *     or {@code jdbc:postgresql://…}
 * @param user database user; empty for an embedded database
 * @param passwordFile owner-only file with the password on its first line; never in the configuration itself
 * @param batchRows how many rows one commit applies at most; default 512
 * @param applier whose process opens the database and writes into it; default the node's
 */
public record LedgerConfig(String url, String user, Optional<Path> passwordFile, int batchRows, Applier applier) {

    /** Where the log is applied. */
    public enum Applier {
        /** In the node's process, on a thread of its own. */
        NODE,
        /** In {@code ./wasl ledger apply}, which reads the node's log beside it; the node never opens the database. */
        PROCESS
    }

    public boolean isAppliedByTheNode() {
        return applier == Applier.NODE;
    }

    /** Whether the node holds the database itself, in a file or in memory. */
    public boolean isEmbedded() {
        return url.startsWith(LedgerUrl.H2_FILE) || isInMemory();
    }

    /** Whether the ledger ends with the node. */
    public boolean isInMemory() {
        return url.startsWith(LedgerUrl.H2_MEMORY);
    }
}
