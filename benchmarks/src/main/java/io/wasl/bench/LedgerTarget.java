package io.wasl.bench;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A database that a log is to be applied to, asked before the log is written. */
final class LedgerTarget {

    /** Of PostgreSQL: for the connection, and for what the server then says first. */
    private static final Map<String, String> PATIENCE =
            Map.of("connectTimeout", "10", "loginTimeout", "15", "socketTimeout", "15");

    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** Of H2, which lists them beside the others. */
    private static final String SYSTEM_SCHEMA = "INFORMATION_SCHEMA";

    private LedgerTarget() {}

    /** What is wrong with a JDBC URL of PostgreSQL, without repeating it; empty when the driver takes it. */
    static Optional<String> wrong(String url) {
        if (!url.startsWith(POSTGRESQL)) {
            return Optional.of("must begin with " + POSTGRESQL);
        }
        String lower = url.toLowerCase(Locale.ROOT);
        // The driver knows no user before the host, and would print all of it.
        if (lower.contains("password=") || lower.contains("passwd=") || lower.contains("@")) {
            return Optional.of("must not hold a password: ~/.pgpass may, for the user of ?user=NAME");
        }
        try {
            DriverManager.getDriver(url);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("is no JDBC URL that the driver can read");
        }
    }

    /** Why nothing can be applied there: it cannot be reached, or somebody has used it; empty when it can. */
    static Optional<String> missing(String url) {
        var patience = new Properties();
        if (url.startsWith(POSTGRESQL)) {
            patience.putAll(PATIENCE);
        }
        try (Connection connection = DriverManager.getConnection(url, patience)) {
            return table(connection.getMetaData())
                    .map(table -> "the database is not empty: it has a table " + table
                            + "; a new one is needed for each measurement");
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage()).strip();
            return Optional.of("the database cannot be opened: "
                    + message.lines().findFirst().orElse(message));
        }
    }

    private static Optional<String> table(DatabaseMetaData data) throws SQLException {
        try (ResultSet tables = data.getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                String schema = tables.getString("TABLE_SCHEM");
                if (!SYSTEM_SCHEMA.equals(schema)) {
                    return Optional.of(schema + "." + tables.getString("TABLE_NAME"));
                }
            }
            return Optional.empty();
        }
    }
}
