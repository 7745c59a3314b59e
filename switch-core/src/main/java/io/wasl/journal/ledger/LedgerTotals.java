package io.wasl.journal.ledger;

import io.wasl.config.LedgerConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The money that stands, as one snapshot of the ledger: what a member's own books are compared with.
 *
 * @param applied the log position it is true for
 * @param acquirers per acquirer and currency, in that order
 * @param issuers per issuer and currency, in that order
 * @param cards per card and currency, by hint and token
 * @param deliveries owed reversals and advices per state
 */
public record LedgerTotals(
        long applied, List<Total> acquirers, List<Total> issuers, List<Total> cards, List<Deliveries> deliveries) {

    /** How many cards a snapshot names at most; a book of more cards is asked in SQL. */
    public static final int CARD_LIMIT = 100_000;

    private static final String STANDS = " FROM transactions WHERE net IN ('FULL', 'PARTIAL')";

    public LedgerTotals {
        acquirers = List.copyOf(acquirers);
        issuers = List.copyOf(issuers);
        cards = List.copyOf(cards);
        deliveries = List.copyOf(deliveries);
    }

    /**
     * Approvals that stand, in full or in part.
     *
     * @param of an acquirer, an issuer, or a card as {@code 400000******1234}
     * @param currency DE 49; empty when the messages had none
     * @param count how many
     * @param sumMinor what remains of them, in the currency's minor unit
     */
    public record Total(String of, String currency, long count, long sumMinor) {}

    /**
     * @param state {@code OWED}, {@code ACKED}, {@code PARKED}, {@code UNSENT} or {@code DROPPED}
     */
    public record Deliveries(String state, long count) {}

    /**
     * Reads a ledger that no node follows now. An embedded H2 file can be opened by one process only: while the node runs
     * ask {@link Ledger#totals()}.
     */
    public static LedgerTotals read(LedgerConfig config) throws LedgerUnavailableException {
        try (LedgerDatabase database = LedgerDatabase.open(config)) {
            return read(database.source());
        }
    }

    static LedgerTotals read(DataSource source) throws LedgerUnavailableException {
        try (Connection connection = source.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new LedgerTotals(
                    applied(connection),
                    totals(connection, "acquirer", "acquirer"),
                    totals(connection, "issuer", "issuer"),
                    totals(connection, "pan_hint", "pan_hint, pan_token"),
                    deliveries(connection));
        } catch (SQLException e) {
            throw new LedgerUnavailableException("the ledger cannot be asked: " + e.getMessage(), e);
        }
    }

    private static long applied(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT position FROM applied");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static List<Total> totals(Connection connection, String of, String keys) throws SQLException {
        String sql = "SELECT " + of + ", currency, COUNT(*), SUM(outstanding)" + STANDS + " AND " + of
                + " IS NOT NULL GROUP BY " + keys + ", currency ORDER BY " + keys + ", currency FETCH FIRST "
                + CARD_LIMIT + " ROWS ONLY";
        List<Total> totals = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String currency = row.getString(2);
                totals.add(new Total(
                        row.getString(1),
                        currency == null ? "" : currency,
                        row.getLong(3),
                        row.getBigDecimal(4).longValueExact()));
            }
        }
        return totals;
    }

    private static List<Deliveries> deliveries(Connection connection) throws SQLException {
        List<Deliveries> counts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT state, COUNT(*) FROM deliveries GROUP BY state ORDER BY state");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                counts.add(new Deliveries(row.getString(1), row.getLong(2)));
            }
        }
        return counts;
    }
}
