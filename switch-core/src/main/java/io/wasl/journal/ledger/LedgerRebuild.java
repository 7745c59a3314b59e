package io.wasl.journal.ledger;

import io.wasl.config.LedgerConfig;
import io.wasl.journal.JournalReader;
import io.wasl.metric.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/**
 * Makes the ledger's rows anew from archive and log, as far back as they go; older rows stay, and what is still said of them
 * is said again. Where both lack something, rows that it spoke of stay as they are. Broken off at any point, the rest is
 * applied by the next one who follows: a rebuild or a node.
 *
 * <p>No node may follow into an embedded database meanwhile; beside a server's, both write the same rows. Caller's thread.
 */
public final class LedgerRebuild {

    private final LedgerConfig config;
    private final RecordSource source;

    /**
     * @param reader stays the caller's
     * @param archive where the log's segments go
     */
    public LedgerRebuild(LedgerConfig config, JournalReader reader, Optional<Path> archive) {
        this(config, new JournalSource(reader, archive));
    }

    LedgerRebuild(LedgerConfig config, RecordSource source) {
        this.config = config;
        this.source = source;
    }

    /** Told after each batch. */
    @FunctionalInterface
    public interface Progress {

        /**
         * @param applied the newest position in the database
         * @param end the newest position of the log
         */
        void onApplied(long applied, long end);
    }

    /**
     * @param extent what could be read
     * @param records how many were applied
     * @param before the money that stood in the rows that were there
     * @param after the money that stands in the rows made
     */
    public record Outcome(RecordSource.Extent extent, long records, LedgerTotals before, LedgerTotals after) {}

    /**
     * Returns when the log, as it was at the start, is applied.
     *
     * @throws LedgerUnavailableException when the database cannot be opened or written, or holds another log's transactions
     * @throws IOException when the log cannot be read; no row has been touched where it is damaged
     */
    public Outcome run(Progress progress) throws LedgerUnavailableException, IOException {
        try (LedgerDatabase database = LedgerDatabase.open(config)) {
            database.migrate();
            Optional<String> foreign = database.applied().foreignReason(source);
            if (foreign.isPresent()) {
                throw new LedgerUnavailableException(
                        "the ledger holds another log's transactions: " + foreign.get(), null);
            }
            // All that there is has been looked through before any row is forgotten.
            source.seek(1);
            RecordSource.Extent extent = source.extent();
            readLogThrough();
            LedgerTotals before = LedgerTotals.read(database.source());
            database.rewind(extent.first(), new HeldRows(extent.holes()));
            long records = apply(database, progress);
            return new Outcome(extent, records, before, LedgerTotals.read(database.source()));
        } catch (SQLException | FlywayException e) {
            throw new LedgerUnavailableException("the ledger cannot be written: " + e.getMessage(), e);
        } finally {
            source.close();
        }
    }

    /** As the archive has been: behind damage no record can be said again, and its row would be gone. */
    private void readLogThrough() throws IOException {
        long end = source.end();
        long[] read = {source.oldest() - 1};
        source.seek(source.oldest());
        long before;
        do {
            before = read[0];
            source.poll(record -> {
                read[0] = record.position;
                return record.position < end;
            });
        } while (read[0] > before && read[0] < end);
    }

    private long apply(LedgerDatabase database, Progress progress) throws IOException, SQLException {
        Counters<LedgerCounter> counters = new Counters<>(LedgerCounter.class);
        Applier applier = new Applier(config.batchRows(), counters);
        long end = source.end();
        applier.seek(source, database.applied());
        while (applier.position().position() < end) {
            try {
                if (applier.step(source, database) == Applier.Step.NOTHING) {
                    break;
                }
            } catch (SQLException e) {
                if (!LedgerDatabase.isIdentityTaken(e) || !applier.tryCarefully()) {
                    throw e;
                }
                applier.seek(source, database.applied());
            }
            progress.onApplied(applier.position().position(), end);
        }
        return counters.get(LedgerCounter.RECORDS_APPLIED);
    }
}
