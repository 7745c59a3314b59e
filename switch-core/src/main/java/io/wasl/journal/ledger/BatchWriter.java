package io.wasl.journal.ledger;

import io.wasl.iso.Mti;
import io.wasl.journal.NetState;
import io.wasl.journal.TransactionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one batch into an open database transaction; the caller commits.
 *
 * <p>The applied position is moved first, by comparing with the one this batch starts from: a second applier, or a
 * database that forgot its newest commits, makes the batch fail instead of mixing two states.
 *
 * <p>Rows are inserted blindly after a delete of their whole range of positions, which costs one look at the end of an
 * index and makes a rebuild (applied position set back) write the same rows again. A record that was appended to the log
 * a second time breaks the identity constraint; then the batch is written again <em>carefully</em>, asking for each row.
 *
 * <p>Owner: the ledger's thread.
 */
final class BatchWriter {

    private static final MultiRowInsert TRANSACTIONS = new MultiRowInsert(
            "transactions",
            "id, epoch, counter, original_epoch, original_counter, acquirer, issuer, mti, processing_code, amount,"
                    + " approved_amount, currency, pan_token, pan_hint, stan, issuer_stan, rrn, terminal,"
                    + " card_acceptor, transmitted, accepted_at, state, reason, code, net, outstanding,"
                    + " intent_position, outcome_position, responded_position, net_position, tombstone_position,"
                    + " business_date",
            32);

    private static final MultiRowInsert DELIVERIES = new MultiRowInsert(
            "deliveries",
            "id, epoch, counter, original_epoch, original_counter, issuer, mti, amount, currency, stan, rrn,"
                    + " owed_at, state, copies, last_code, sent_position, ended_position",
            17);

    private static final String MOVES_MONEY = "CASE WHEN SUBSTRING(mti, 2, 1) IN ('1', '2') THEN ";

    private static final String UPDATE_TRANSACTION = "UPDATE transactions SET issuer = COALESCE(?, issuer),"
            + " issuer_stan = COALESCE(?, issuer_stan), state = COALESCE(?, state), reason = COALESCE(?, reason),"
            + " code = COALESCE(?, code),"
            + " approved_amount = " + MOVES_MONEY + "COALESCE(?, approved_amount) ELSE approved_amount END,"
            + " net = " + MOVES_MONEY + "COALESCE(?, net) ELSE net END,"
            + " outstanding = " + MOVES_MONEY + "COALESCE(?, outstanding) ELSE outstanding END,"
            + " intent_position = COALESCE(?, intent_position),"
            + " outcome_position = COALESCE(?, outcome_position),"
            + " responded_position = COALESCE(?, responded_position),"
            + " net_position = COALESCE(?, net_position),"
            + " tombstone_position = COALESCE(?, tombstone_position)"
            + " WHERE epoch = ? AND counter = ?";

    private static final String UPDATE_DELIVERY = "UPDATE deliveries SET state = COALESCE(?, state),"
            + " copies = COALESCE(?, copies), last_code = COALESCE(?, last_code),"
            + " sent_position = COALESCE(?, sent_position), ended_position = COALESCE(?, ended_position)"
            + " WHERE epoch = ? AND counter = ?";

    private final Connection connection;
    private final boolean careful;
    private final HeldRows held;
    private int updatesWithoutRow;

    BatchWriter(Connection connection, boolean careful, HeldRows held) {
        this.connection = connection;
        this.careful = careful;
        this.held = held;
    }

    /**
     * @param from the position that the database is believed to be at
     * @throws AppliedMovedException if it is at another one
     */
    void write(Batch batch, Applied from) throws SQLException {
        moveApplied(from, batch.end());
        writeTransactions(batch.transactions());
        writeDeliveries(batch.deliveries());
    }

    int updatesWithoutRow() {
        return updatesWithoutRow;
    }

    private void moveApplied(Applied from, Applied to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE applied SET position = ?, epoch = ?,"
                + " log_time_ms = ? WHERE one = 1 AND position = ? AND epoch = ? AND log_time_ms = ?")) {
            new Parameters(statement)
                    .number(to.position())
                    .number(to.epoch())
                    .number(to.logTimeMs())
                    .number(from.position())
                    .number(from.epoch())
                    .number(from.logTimeMs());
            if (statement.executeUpdate() != 1) {
                throw new AppliedMovedException(from.position());
            }
        }
    }

    private void writeTransactions(Collection<TransactionRow> rows) throws SQLException {
        List<TransactionRow> fresh = new ArrayList<>(rows.size());
        List<TransactionRow> changed = new ArrayList<>();
        split(rows, row -> row.isNew() && !isPresent("transactions", row.id, row.acceptedPosition), fresh, changed);
        if (!fresh.isEmpty()) {
            clear("transactions", fresh.get(0).acceptedPosition, fresh.get(fresh.size() - 1).acceptedPosition);
            TRANSACTIONS.insert(connection, fresh, BatchWriter::bind);
        }
        update(UPDATE_TRANSACTION + held.unless("transactions"), changed, BatchWriter::bindChange);
    }

    private void writeDeliveries(Collection<DeliveryRow> rows) throws SQLException {
        List<DeliveryRow> fresh = new ArrayList<>();
        List<DeliveryRow> changed = new ArrayList<>();
        split(rows, row -> row.isNew() && !isPresent("deliveries", row.id, row.owedPosition), fresh, changed);
        if (!fresh.isEmpty()) {
            clear("deliveries", fresh.get(0).owedPosition, fresh.get(fresh.size() - 1).owedPosition);
            DELIVERIES.insert(connection, fresh, BatchWriter::bind);
        }
        update(UPDATE_DELIVERY + held.unless("deliveries"), changed, BatchWriter::bindChange);
    }

    /** A test that may fail with the database. */
    @FunctionalInterface
    private interface RowTest<T> {
        boolean holds(T row) throws SQLException;
    }

    private static <T> void split(Collection<T> rows, RowTest<T> isFresh, List<T> fresh, List<T> changed)
            throws SQLException {
        for (T row : rows) {
            (isFresh.holds(row) ? fresh : changed).add(row);
        }
    }

    /** Whether the row is there under an earlier position, or is held; assumed not, unless careful. */
    private boolean isPresent(String table, TransactionId id, long position) throws SQLException {
        if (!careful) {
            return false;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT 1 FROM " + table + " WHERE epoch = ? AND counter = ? AND (id <> ?" + held.or(table) + ")")) {
            new Parameters(statement).number(id.epoch()).number(id.counter()).number(position);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    private void clear(String table, long first, long last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM " + table + " WHERE id BETWEEN ? AND ?" + held.unless(table))) {
            new Parameters(statement).number(first).number(last);
            statement.executeUpdate();
        }
    }

    private <T> void update(String sql, List<T> rows, MultiRowInsert.RowBinder<T> binder) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters parameters = new Parameters(statement);
            for (T row : rows) {
                binder.bind(row, parameters.restart());
                statement.addBatch();
            }
            for (int updated : statement.executeBatch()) {
                if (updated == 0) {
                    updatesWithoutRow++;
                }
            }
        }
    }

    private static void bind(TransactionRow row, Parameters parameters) throws SQLException {
        boolean money = row.movesMoney();
        parameters
                .number(row.acceptedPosition)
                .number(row.id.epoch())
                .number(row.id.counter())
                .number(orNull(row.original, row.original.epoch()))
                .number(orNull(row.original, row.original.counter()))
                .text(row.acquirer)
                .text(row.issuer)
                .text(Mti.toString(row.mti))
                .text(row.processingCode)
                .number(row.amount)
                .number(money ? row.approvedAmount : null)
                .text(row.currency)
                .text(row.panToken)
                .text(row.panHint)
                .text(row.stan)
                .text(row.issuerStan)
                .text(row.rrn)
                .text(row.terminal)
                .text(row.cardAcceptor)
                .text(row.transmitted)
                .time(row.acceptedAtMs)
                .text(row.state)
                .text(row.reason)
                .text(row.code)
                .text(money && row.net != null ? row.net : NetState.NONE.name())
                .number(money && row.outstanding != null ? row.outstanding : 0L)
                .position(row.intentPosition)
                .position(row.outcomePosition)
                .position(row.respondedPosition)
                .position(row.netPosition)
                .position(row.tombstonePosition)
                .date(row.businessDate);
    }

    private static void bindChange(TransactionRow row, Parameters parameters) throws SQLException {
        parameters
                .text(row.issuer)
                .text(row.issuerStan)
                .text(TransactionRow.RECEIVED.equals(row.state) ? null : row.state)
                .text(row.reason)
                .text(row.code)
                .number(row.approvedAmount)
                .text(row.net)
                .number(row.outstanding)
                .position(row.intentPosition)
                .position(row.outcomePosition)
                .position(row.respondedPosition)
                .position(row.netPosition)
                .position(row.tombstonePosition)
                .number(row.id.epoch())
                .number(row.id.counter());
    }

    private static void bind(DeliveryRow row, Parameters parameters) throws SQLException {
        parameters
                .number(row.owedPosition)
                .number(row.id.epoch())
                .number(row.id.counter())
                .number(orNull(row.original, row.original.epoch()))
                .number(orNull(row.original, row.original.counter()))
                .text(row.issuer)
                .text(Mti.toString(row.mti))
                .number(row.amount)
                .text(row.currency)
                .text(row.stan)
                .text(row.rrn)
                .time(row.owedAtMs)
                .text(row.state)
                .number(row.copies != null ? row.copies : 0L)
                .text(row.lastCode)
                .position(row.sentPosition)
                .position(row.endedPosition);
    }

    private static void bindChange(DeliveryRow row, Parameters parameters) throws SQLException {
        parameters
                .text(row.state)
                .number(row.copies)
                .text(row.lastCode)
                .position(row.sentPosition)
                .position(row.endedPosition)
                .number(row.id.epoch())
                .number(row.id.counter());
    }

    private static @Nullable Long orNull(TransactionId id, long part) {
        return id.isNone() ? null : part;
    }
}
