package io.wasl.sim.chaos;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A database server that holds the ledger; its database is empty.
 *
 * @param url without a password
 * @param user empty for the driver's own choice
 * @param passwordFile an owner-only file
 * @param pid the server's process, which may then be stopped for a while together with all below it
 */
public record LedgerServer(String url, String user, Optional<Path> passwordFile, Optional<Long> pid) {}
