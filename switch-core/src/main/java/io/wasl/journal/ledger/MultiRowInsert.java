package io.wasl.journal.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Inserts many rows with few statements. Rows go in chunks of {@value #WIDE}, then {@value #NARROW}, then one by one, so
 * that a database sees three texts only and keeps them prepared. On H2 a row in a wide statement costs about a quarter of
 * a row of its own.
 */
final class MultiRowInsert {

    private static final int WIDE = 64;
    private static final int NARROW = 8;

    private final String into;
    private final String row;

    /**
     * @param columns comma separated
     * @param parameters how many
     */
    MultiRowInsert(String table, String columns, int parameters) {
        into = "INSERT INTO " + table + " (" + columns + ") VALUES ";
        row = "(?" + ", ?".repeat(parameters - 1) + ")";
    }

    /** Sets one row's parameters. */
    @FunctionalInterface
    interface RowBinder<T> {
        void bind(T value, Parameters parameters) throws SQLException;
    }

    <T> void insert(Connection connection, List<T> values, RowBinder<T> binder) throws SQLException {
        int done = 0;
        for (int width : new int[] {WIDE, NARROW, 1}) {
            if (values.size() - done >= width) {
                done = insertChunks(connection, values, done, width, binder);
            }
        }
    }

    private <T> int insertChunks(Connection connection, List<T> values, int from, int width, RowBinder<T> binder)
            throws SQLException {
        int done = from;
        try (PreparedStatement statement = connection.prepareStatement(into + row + (", " + row).repeat(width - 1))) {
            Parameters parameters = new Parameters(statement);
            while (values.size() - done >= width) {
                parameters.restart();
                for (T value : values.subList(done, done + width)) {
                    binder.bind(value, parameters);
                }
                statement.executeUpdate();
                done += width;
            }
        }
        return done;
    }
}
