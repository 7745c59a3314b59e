package io.wasl.journal.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.wasl.config.LedgerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The database behind the ledger: connection pool, settings, schema.
 *
 * <p>H2's settings follow from the log being the truth. Its commits may be written late ({@code WRITE_DELAY}): rows and
 * applied position are one transaction, so a kill loses a whole tail of both, and the ledger goes on from its own
 * position.
 */
final class LedgerDatabase implements AutoCloseable {

    static final String H2 = "jdbc:h2:";
    static final String POSTGRESQL = "jdbc:postgresql:";

    /** The applier, and a page or command that asks for totals. */
    private static final int CONNECTIONS = 3;

    /** How long a connection may take before the ledger counts a retry, milliseconds; opening an H2 file takes its time. */
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    /** A PostgreSQL server that stops answering in the middle of a batch is given up after this, seconds. */
    private static final int SOCKET_TIMEOUT_S = 30;

    /** Positions whose rows are forgotten in one database transaction, so that none grows without bound. */
    private static final long REWIND_STEP = 100_000;

    /** Added to an H2 URL unless the operator's own has the same key. */
    private static final List<String> H2_SETTINGS = List.of(
            "DB_CLOSE_ON_EXIT=FALSE", // the node closes it when it stops; H2's own hook would race with the drain
            "WRITE_DELAY=500", // milliseconds, see above
            "CACHE_SIZE=4096", // KiB; what it keeps alive a collection copies, in a pause; H2 would take a share of the
            // heap
            "QUERY_CACHE_SIZE=32", // the few wide statements stay parsed
            "MAX_COMPACT_TIME=0", // a stop may not wait; 200 ms took up to a second, since each step forces the file
            "TRACE_LEVEL_FILE=0"); // no second file with statements in it

    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final HikariDataSource pool;
    private final boolean isH2;

    /**
     * Connects once.
     *
     * @param driver connects instead of the URL's driver
     * @throws RuntimeException of the pool, when it cannot connect
     */
    LedgerDatabase(LedgerConfig config, Optional<DataSource> driver) throws IOException {
        HikariConfig settings = new HikariConfig();
        isH2 = config.url().startsWith(H2);
        settings.setPoolName("ledger");
        settings.setMaximumPoolSize(CONNECTIONS);
        settings.setMinimumIdle(1);
        settings.setInitializationFailTimeout(1); // one attempt on this thread, and its own error
        settings.setConnectionTimeout(CONNECT_TIMEOUT_MS);
        settings.setAutoCommit(false);
        driver.ifPresentOrElse(settings::setDataSource, () -> settings.setJdbcUrl(url(config.url())));
        if (!config.user().isEmpty()) {
            settings.setUsername(config.user());
        }
        if (config.passwordFile().isPresent()) {
            settings.setPassword(password(config.passwordFile().get()));
        }
        if (config.url().startsWith(POSTGRESQL)) {
            settings.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT_MS / 1000);
            settings.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_S);
            settings.addDataSourceProperty("tcpKeepAlive", true);
            settings.addDataSourceProperty("ApplicationName", "wasl-ledger");
        }
        pool = new HikariDataSource(settings);
    }

    /** For who asks or writes once, now. */
    static LedgerDatabase open(LedgerConfig config) throws LedgerUnavailableException {
        try {
            return new LedgerDatabase(config, Optional.empty());
        } catch (IOException | RuntimeException e) { // of the pool: it cannot connect
            throw new LedgerUnavailableException("the ledger cannot be opened: " + e.getMessage(), e);
        }
    }

    /** The URL with the settings the operator left open. */
    static String url(String configured) {
        if (!configured.startsWith(H2)) {
            return configured;
        }
        StringBuilder url = new StringBuilder(configured);
        String upper = configured.toUpperCase(Locale.ROOT);
        for (String setting : H2_SETTINGS) {
            if (!upper.contains(";" + setting.substring(0, setting.indexOf('=') + 1))) {
                url.append(';').append(setting);
            }
        }
        return url.toString();
    }

    /** The first line of a file that only its owner may read. */
    static String password(Path file) throws IOException {
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null
                && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("the ledger's password file may be read by its owner only (chmod 600): " + file);
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty() ? "" : lines.get(0);
    }

    /** Brings the schema up to date; nothing when it is. One that broke off is taken up again: each may run twice. */
    void migrate() {
        Flyway schema = Flyway.configure()
                .dataSource(pool)
                .locations("classpath:io/wasl/journal/ledger")
                .table("ledger_schema_history")
                .load();
        for (MigrationInfo migration : schema.info().all()) {
            if (migration.getState().isFailed()) {
                schema.repair();
            }
        }
        schema.migrate();
    }

    Applied applied() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return applied(connection);
        }
    }

    static Applied applied(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT position, epoch, log_time_ms FROM applied")) {
            if (!row.next()) {
                throw new SQLException("the table applied has lost its row");
            }
            return new Applied(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    /**
     * Writes the batch in one database transaction. After an exception nothing is known: the commit may or may not have
     * happened, and {@link #applied()} tells.
     *
     * @param held rows that know more than the log will say of them
     * @return updates that found no row
     */
    int write(Batch batch, Applied from, boolean careful, HeldRows held) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            BatchWriter writer = new BatchWriter(connection, careful, held);
            boolean written = false;
            try {
                writer.write(batch, from);
                connection.commit();
                written = true;
            } finally {
                if (!written) {
                    pool.evictConnection(connection); // closed, not reused: its transaction must end with it
                }
            }
            return writer.updatesWithoutRow();
        }
    }

    /**
     * What was committed is on the database's disk when it returns. A server's commits are; H2 writes its own late.
     */
    void secure() throws SQLException {
        if (!isH2) {
            return;
        }
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
            connection.commit();
        }
    }

    /**
     * Forgets all rows of what was accepted or owed at this position or later, but for those held: they are to be applied again.
     * In steps, the applied position first, so that whoever goes on after a break applies them all.
     */
    void rewind(long oldest, HeldRows held) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            try (PreparedStatement set = connection.prepareStatement(
                    "UPDATE applied SET position = ?, epoch = ?, log_time_ms = 0 WHERE one = 1")) {
                set.setLong(1, oldest - 1);
                set.setLong(2, Applied.SET_BACK);
                set.executeUpdate();
            }
            connection.commit();
            for (String table : List.of("transactions", "deliveries")) {
                forget(connection, table, oldest, held);
            }
        }
    }

    private static void forget(Connection connection, String table, long oldest, HeldRows held) throws SQLException {
        long newest;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT MAX(id) FROM " + table)) {
            newest = row.next() ? row.getLong(1) : 0;
        }
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM " + table + " WHERE id BETWEEN ? AND ?" + held.unless(table))) {
            for (long from = oldest; from <= newest; from += REWIND_STEP) {
                delete.setLong(1, from);
                delete.setLong(2, from + REWIND_STEP - 1);
                delete.executeUpdate();
                connection.commit();
            }
        }
    }

    /** Integrity constraint violation, SQLSTATE class 23, anywhere in the chain. */
    static boolean isIdentityTaken(SQLException failure) {
        for (Throwable cause : failure) {
            if (cause instanceof SQLException part
                    && part.getSQLState() != null
                    && part.getSQLState().startsWith("23")) {
                return true;
            }
        }
        return false;
    }

    DataSource source() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
