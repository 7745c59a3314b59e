package io.wasl.journal.ledger;

import io.wasl.config.LedgerConfig;
import io.wasl.journal.JournalReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * What members settle with each other, by business date, as one snapshot of the ledger's view {@code totals}.
 *
 * @param applied the log position that it is true for
 * @param appliedTimeMs the log's time there, milliseconds since 1970; 0 when it is not known
 * @param logEnd the newest position of the log when it was asked, which is behind {@code applied} where the log's last group
 *     waits for a start; empty when the log could not be read
 * @param isWhole whether all that fit is here: of more than {@link #MOST_LINES} none is
 * @param knowsMember false when a member was asked for and the ledger has never heard of it
 * @param lines by date, acquirer, issuer, currency and type
 */
public record BusinessTotals(
        long applied, long appliedTimeMs, OptionalLong logEnd, boolean isWhole, boolean knowsMember, List<Line> lines) {

    /** So many of the longest lines fit into one answer of the command channel (1 MiB). */
    public static final int MOST_LINES = 4_000;

    /** Shorter than the patience of who asks: a database that takes longer is asked for less. */
    private static final int QUERY_TIMEOUT_S = 45;

    /** SQLSTATE class of a missing table or view. */
    private static final String UNDEFINED = "42";

    private static final Comparator<Line> ORDER = Comparator.comparing((Line line) -> line.date.orElse(LocalDate.MIN))
            .thenComparing(Line::acquirer)
            .thenComparing(Line::issuer)
            .thenComparing(Line::currency)
            .thenComparing(Line::messageClass)
            .thenComparing(Line::processing);

    public BusinessTotals {
        lines = List.copyOf(lines);
    }

    /**
     * One sum. Counts are of messages, amounts in the currency's minor unit.
     *
     * @param date empty for rows of builds that stamped none
     * @param issuer empty where none was chosen
     * @param currency DE 49; empty where the messages had none
     * @param messageClass 1 authorization, 2 financial
     * @param processing the first two digits of DE 3; empty where the messages had none
     * @param approved what issuers approved
     * @param standing what is left of that after reversals and completions
     */
    public record Line(
            Optional<LocalDate> date,
            String acquirer,
            String issuer,
            String currency,
            int messageClass,
            String processing,
            long messages,
            long approvals,
            BigInteger approved,
            long standingApprovals,
            BigInteger standing) {}

    /** Records of the log that are not in these totals yet; empty when that is not known. */
    public OptionalLong behind() {
        return logEnd.isPresent() ? OptionalLong.of(Math.max(0, logEnd.getAsLong() - applied)) : logEnd;
    }

    /**
     * Reads a ledger beside a log that no node writes now. An embedded file can be opened by one process only: a running
     * node is asked for {@link Ledger#totals(TotalsQuery)}.
     *
     * @param journal the log's folder
     */
    public static BusinessTotals read(LedgerConfig config, TotalsQuery query, Path journal)
            throws LedgerUnavailableException {
        if (config.isInMemory()) {
            throw new LedgerUnavailableException("the ledger is in memory and ends with its node", null);
        }
        Optional<Path> file = LedgerCheck.embeddedFile(config.url());
        if (file.isPresent() && !Files.exists(file.get())) {
            throw new LedgerUnavailableException("there is no ledger yet: no such file " + file.get(), null);
        }
        try (LedgerDatabase database = LedgerDatabase.open(config);
                Connection connection = database.source().getConnection()) {
            Snapshot snapshot = snapshot(connection, query);
            return snapshot.at(logEnd(snapshot.applied, journal));
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * @param logEnd asked after the ledger, so that what it lacks is never told too low
     */
    static BusinessTotals read(DataSource source, TotalsQuery query, LongSupplier logEnd)
            throws LedgerUnavailableException {
        try (Connection connection = source.getConnection()) {
            return snapshot(connection, query).at(OptionalLong.of(logEnd.getAsLong()));
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static LedgerUnavailableException unavailable(SQLException cause) {
        boolean isOld = cause.getSQLState() != null && cause.getSQLState().startsWith(UNDEFINED);
        return new LedgerUnavailableException(
                isOld
                        ? "the ledger has no totals: a node's start, or a rebuild, brings its tables up to date"
                        : "the ledger cannot be asked: " + cause.getMessage(),
                cause);
    }

    private static OptionalLong logEnd(Applied applied, Path journal) throws LedgerUnavailableException {
        try (JournalReader reader = JournalReader.openWithoutKeys(journal);
                JournalSource source = new JournalSource(reader)) {
            long end = reader.committedPosition();
            // Ahead of what a reader may see is not another log's: the next start decides about the last group.
            Optional<String> foreign = applied.position() > end ? Optional.empty() : applied.foreignReason(source);
            if (foreign.isPresent()) {
                throw new LedgerUnavailableException(
                        "the ledger holds another log's transactions: " + foreign.get(), null);
            }
            return OptionalLong.of(end);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static Snapshot snapshot(Connection connection, TotalsQuery query) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Applied applied = LedgerDatabase.applied(connection);
        List<Line> lines = lines(connection, query);
        boolean knowsMember = query.member().isEmpty()
                || !lines.isEmpty()
                || isKnown(connection, query.member().get());
        return new Snapshot(applied, lines, knowsMember);
    }

    private static List<Line> lines(Connection connection, TotalsQuery query) throws SQLException {
        String sql = "SELECT business_date, acquirer, issuer, currency, message_class, processing, messages, approvals,"
                + " approved, standing_approvals, standing FROM totals WHERE 1 = 1"
                + query.from().map(date -> " AND business_date >= ?").orElse("")
                + query.to().map(date -> " AND business_date <= ?").orElse("")
                + query.member().map(id -> " AND (acquirer = ? OR issuer = ?)").orElse("")
                + query.currency().map(code -> " AND currency = ?").orElse("")
                + query.messageClass().map(one -> " AND message_class = ?").orElse("")
                + query.processing().map(digits -> " AND processing = ?").orElse("")
                + " FETCH FIRST " + (MOST_LINES + 1) + " ROWS ONLY";
        List<Line> lines = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(QUERY_TIMEOUT_S);
            bind(query, new Parameters(statement));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    lines.add(line(row));
                }
            }
        }
        lines.sort(ORDER); // databases do not agree on where nothing comes
        return lines;
    }

    private static void bind(TotalsQuery query, Parameters parameters) throws SQLException {
        if (query.from().isPresent()) {
            parameters.date(query.from().get());
        }
        if (query.to().isPresent()) {
            parameters.date(query.to().get());
        }
        if (query.member().isPresent()) {
            parameters.text(query.member().get()).text(query.member().get());
        }
        if (query.currency().isPresent()) {
            parameters.text(query.currency().get());
        }
        if (query.messageClass().isPresent()) {
            parameters.text(Integer.toString(query.messageClass().get()));
        }
        if (query.processing().isPresent()) {
            parameters.text(query.processing().get());
        }
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                Optional.ofNullable(row.getObject(1, LocalDate.class)),
                text(row, 2),
                text(row, 3),
                text(row, 4),
                row.getInt(5),
                text(row, 6),
                row.getLong(7),
                row.getLong(8),
                row.getBigDecimal(9).toBigIntegerExact(),
                row.getLong(10),
                row.getBigDecimal(11).toBigIntegerExact());
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static boolean isKnown(Connection connection, String member) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT 1 FROM transactions WHERE acquirer = ? OR issuer = ? FETCH FIRST 1 ROW ONLY")) {
            statement.setQueryTimeout(QUERY_TIMEOUT_S);
            new Parameters(statement).text(member).text(member);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** What the database said, in one transaction of it. */
    private record Snapshot(Applied applied, List<Line> lines, boolean knowsMember) {

        private BusinessTotals at(OptionalLong logEnd) {
            boolean isWhole = lines.size() <= MOST_LINES;
            return new BusinessTotals(
                    applied.position(), applied.logTimeMs(), logEnd, isWhole, knowsMember, isWhole ? lines : List.of());
        }
    }
}
