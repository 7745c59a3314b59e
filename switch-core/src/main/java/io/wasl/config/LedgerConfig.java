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
 */
public record LedgerConfig(String url, String user, Optional<Path> passwordFile, int batchRows) {

    /** Whether the node holds the database itself, in a file or in memory. */
    public boolean isEmbedded() {
        return url.startsWith(LedgerUrl.H2_FILE) || isInMemory();
    }

    /** Whether the ledger ends with the node. */
    public boolean isInMemory() {
        return url.startsWith(LedgerUrl.H2_MEMORY);
    }
}
