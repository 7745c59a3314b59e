package io.wasl.journal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wasl.journal.RecordHistory;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerRebuildTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final int BATCH = 64;

    private final RecordHistory history = new RecordHistory(31, 400, 20);
    private final LedgerTrial trial = LedgerTrial.inMemory("rebuilt" + DATABASES.incrementAndGet());

    private LedgerRebuild rebuild(FakeSource source) {
        return new LedgerRebuild(trial.config(BATCH), source);
    }

    private List<String> applied() throws Exception {
        LedgerTrial.runToEnd(trial.ledger(new FakeSource(history.log()), BATCH));
        return trial.dump();
    }

    private void spoil() throws Exception {
        trial.execute("UPDATE transactions SET outstanding = outstanding + 1, state = 'LOST' WHERE MOD(id, 3) = 0");
        trial.execute("DELETE FROM transactions WHERE MOD(id, 7) = 0");
        trial.execute("DELETE FROM deliveries WHERE MOD(id, 2) = 0");
        trial.execute("UPDATE deliveries SET state = 'ACKED', copies = 99");
    }

    @Test
    void shouldMakeTheSameRowsWhateverTheyWere() throws Exception {
        List<String> right = applied();
        LedgerTotals totals = trial.totals();
        spoil();
        List<Long> told = new ArrayList<>();

        LedgerRebuild.Outcome outcome = rebuild(new FakeSource(history.log())).run((applied, end) -> told.add(applied));

        assertThat(trial.dump()).isEqualTo(right);
        assertThat(outcome.records()).isEqualTo(history.log().size());
        assertThat(outcome.after()).isEqualTo(totals);
        assertThat(outcome.before()).isNotEqualTo(totals);
        assertThat(told).isSorted().endsWith((long) history.log().size());
        trial.assertMoneyOf(history);
    }

    @Test
    void shouldMakeALedgerWhereThereIsNone() throws Exception {
        LedgerRebuild.Outcome outcome = rebuild(new FakeSource(history.log())).run((applied, end) -> {});

        assertThat(outcome.before().acquirers()).isEmpty();
        List<String> made = trial.dump();
        trial.execute("DROP ALL OBJECTS");
        assertThat(made).isEqualTo(applied());
    }

    /** What a row older than the oldest segment says stays; what the log says of it is said again. */
    @ParameterizedTest
    @ValueSource(ints = {5, 3, 2})
    void shouldLeaveOlderRowsAlone(int part) throws Exception {
        List<String> right = applied();
        long oldest = history.log().size() / part;
        trial.execute("UPDATE transactions SET outstanding = outstanding + 1 WHERE id >= " + oldest);
        trial.execute(
                "INSERT INTO deliveries (id, epoch, counter, issuer, mti, amount, owed_at, state, copies) VALUES ("
                        + (oldest + 1) + ", 99, 99, 'nobody', '0420', 1, CURRENT_TIMESTAMP, 'OWED', 0)");
        FakeSource source = new FakeSource(history.log());
        source.expireBefore(oldest);

        rebuild(source).run((applied, end) -> {});

        assertThat(trial.dump()).isEqualTo(right);
    }

    @Test
    void shouldBeTakenUpByTheNextOneWhenItBreaksOff() throws Exception {
        List<String> right = applied();
        spoil();
        int[] batches = {0};
        LedgerRebuild.Progress breaksOff = (applied, end) -> {
            if (++batches[0] == 3) {
                throw new IllegalStateException("broken off");
            }
        };

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> rebuild(new FakeSource(history.log())).run(breaksOff));
        assertThat(trial.dump()).isNotEqualTo(right);

        assertThat(applied()).isEqualTo(right);
    }

    @Test
    void shouldLeaveTheLedgerOfAnotherLogUntouched() throws Exception {
        List<String> right = applied();
        FakeSource other = new FakeSource(new RecordHistory(32, 500, 20).log(), 1_700_000_000_000L);

        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> rebuild(other).run((applied, end) -> {}))
                .withMessageContaining("another log's transactions");
        assertThat(other.isClosed()).isTrue();
        assertThat(trial.dump()).isEqualTo(right);
    }

    /** Then the ledger is the last that knows, and what people reconcile with. */
    @Test
    void shouldTouchNoRowWhereTheLogIsDamaged() throws Exception {
        List<String> right = applied();
        FakeSource damaged = new FakeSource(history.log());
        damaged.damageAt(history.log().size() / 2);

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> rebuild(damaged).run((applied, end) -> {}))
                .withMessageContaining("damaged");
        assertThat(trial.dump()).isEqualTo(right);
        assertThat(damaged.isClosed()).isTrue();
    }

    @Test
    void shouldSayThatADatabaseCannotBeOpened() {
        LedgerTrial nowhere = new LedgerTrial("jdbc:postgresql://127.0.0.1:1/ledger");

        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> new LedgerRebuild(nowhere.config(BATCH), new FakeSource(history.log()))
                        .run((applied, end) -> {}))
                .withMessageContaining("cannot be opened");
    }
}
