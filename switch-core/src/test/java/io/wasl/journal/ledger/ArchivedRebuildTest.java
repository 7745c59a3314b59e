package io.wasl.journal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.Hole;
import io.wasl.journal.JournalReader;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.LogEntry;
import io.wasl.journal.RecordHistory;
import io.wasl.journal.RecordType;
import io.wasl.journal.SealedLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger made again from a log whose older segments stand in the archive. */
class ArchivedRebuildTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final int BATCH = 64;

    private final LedgerTrial trial = LedgerTrial.inMemory("archived" + DATABASES.incrementAndGet());
    private final RecordHistory history = new RecordHistory(41, 700, 30, false);
    private SealedLog log;
    /** Every row, as the ledger of a node has them that was there all the time. */
    private List<String> right = List.of();

    @BeforeEach
    void writeAndExpire() throws Exception {
        log = SealedLog.archiving(11);
        log.lead();
        log.setTime(1_800_000_000_000L);
        JournalRecord record = new JournalRecord();
        for (LogEntry entry : history.log()) {
            if (entry.type() != RecordType.NODE_STARTED) {
                log.append(List.of(entry.fill(record, 0, 0)));
            }
        }
        settleAll(record);
        follow();
        log.expire(4);
        follow();
        right = trial.dump();
        assertThat(log.archived()).hasSizeGreaterThan(4);
        try (JournalReader reader = log.beside()) {
            assertThat(reader.oldestPosition()).isGreaterThan(1000);
        }
    }

    @Test
    void shouldReadTheArchiveBeforeTheLogAsOne() throws Exception {
        spoil("MOD(id, 3) = 0", "1 = 1");

        LedgerRebuild.Outcome outcome = rebuild((applied, end) -> {});

        assertRight();
        assertThat(outcome.extent().first()).isEqualTo(1);
        assertThat(outcome.extent().archived()).isEqualTo(log.archived().size());
        assertThat(outcome.extent().holes()).isEmpty();
        assertThat(outcome.extent().problems()).isEmpty();
        try (JournalReader reader = log.beside()) {
            assertThat(outcome.records()).isEqualTo(reader.committedPosition());
        }
    }

    /** What the hole said is in the rows alone: of theirs nothing is taken, of all others nothing is kept. */
    @Test
    void shouldLeaveTheRowsThatAHoleSpeaksOf() throws Exception {
        Hole hole = takeOut(3);
        String held = lifeBeyond(
                hole,
                "intent_position",
                "outcome_position",
                "responded_position",
                "net_position",
                "tombstone_position");
        String heldDelivery = lifeBeyond(hole, "sent_position", "ended_position");
        assertThat(trial.rows("SELECT COUNT(*) FROM transactions WHERE " + held + " AND id < " + hole.first()))
                .as("lives that go on in the hole")
                .doesNotContain("0");
        spoil("MOD(id, 2) = 0 AND NOT (" + held + ")", "NOT (" + heldDelivery + ")");
        assertThat(trial.dump()).isNotEqualTo(right);

        LedgerRebuild.Outcome outcome = rebuild((applied, end) -> {});

        assertThat(outcome.extent().holes()).containsExactly(hole);
        assertThat(outcome.extent().first()).isEqualTo(1);
        assertRight();
    }

    @Test
    void shouldSayAHoleBetweenArchiveAndLog() throws Exception {
        long last = log.archived().get(log.archived().size() - 1);
        Hole hole = takeOut(last);
        try (JournalReader reader = log.beside()) {
            assertThat(hole.last()).isEqualTo(reader.oldestPosition() - 1);
        }

        assertThat(rebuild((applied, end) -> {}).extent().holes()).containsExactly(hole);
        assertRight();
    }

    @Test
    void shouldBelieveADamagedSegmentAsFarAsItIsWhole() throws Exception {
        log.archivedBytes(2)[60_000] ^= 1;

        LedgerRebuild.Outcome outcome = rebuild((applied, end) -> {});

        assertThat(outcome.extent().holes()).hasSize(1);
        assertThat(outcome.extent().problems())
                .singleElement()
                .asString()
                .startsWith("segment-000000000002.log is damaged behind position "
                        + (outcome.extent().holes().get(0).first() - 1));
        assertRight();
    }

    @Test
    void shouldUseNothingOfAnotherLogsArchive() throws Exception {
        SealedLog other = SealedLog.archiving(12);
        other.lead();
        other.expire(6);
        other.expire(6);
        assertThat(other.archived()).contains(2L);
        log.putIntoArchive(2, other.archivedBytes(2).clone());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> rebuild((applied, end) -> {}))
                .withMessageContaining("is of another journal")
                .withMessageContaining("an archive belongs to one journal");
        assertRight();
    }

    @Test
    void shouldBeTakenUpByTheNodesLedgerWhenItBreaksOffInTheArchive() throws Exception {
        spoil("MOD(id, 3) = 0", "1 = 1");
        int[] batches = {0};
        assertThatThrownBy(() -> rebuild((applied, end) -> {
                    if (++batches[0] == 2) {
                        throw new IllegalStateException("broken off");
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(trial.dump()).isNotEqualTo(right);

        follow();

        assertRight();
    }

    @Test
    void shouldGoOnInTheArchiveWhereARebuildHadOnlyBegun() throws Exception {
        try (LedgerDatabase database = LedgerDatabase.open(trial.config(BATCH))) {
            database.rewind(1, HeldRows.NONE);
        }
        assertThat(trial.rows("SELECT COUNT(*) FROM transactions")).containsExactly("0");

        follow();

        assertRight();
    }

    @Test
    void shouldTakeUpARebuildWithAHoleAsWell() throws Exception {
        takeOut(3);
        int[] batches = {0};
        assertThatThrownBy(() -> rebuild((applied, end) -> {
                    if (++batches[0] == 1) {
                        throw new IllegalStateException("broken off");
                    }
                }))
                .isInstanceOf(IllegalStateException.class);

        follow();

        assertRight();
    }

    @Test
    void shouldBeginANewLedgerWithWhatTheLogKeeps() throws Exception {
        LedgerTrial fresh = LedgerTrial.inMemory("archivedfresh" + DATABASES.incrementAndGet());
        try (JournalReader reader = log.beside()) {
            LedgerTrial.runToEnd(fresh.ledger(new JournalSource(reader, Optional.of(SealedLog.ARCHIVE)), BATCH));
            assertThat(Long.parseLong(
                            fresh.rows("SELECT MIN(id) FROM transactions").get(0)))
                    .isGreaterThanOrEqualTo(reader.oldestPosition());
        }
    }

    @Test
    void shouldReadTheLogAloneWithoutArchive() throws Exception {
        spoil("id < 0", "1 = 0");
        try (JournalReader reader = log.beside()) {
            LedgerRebuild.Outcome outcome =
                    new LedgerRebuild(trial.config(BATCH), reader, Optional.empty()).run((applied, end) -> {});
            assertThat(outcome.extent().first()).isEqualTo(reader.oldestPosition());
        }
        assertRight();
    }

    /** Says which rows are not, instead of all. */
    private void assertRight() throws Exception {
        List<String> rows = trial.dump();
        assertThat(rows.stream().filter(row -> !right.contains(row))).isEmpty();
        assertThat(right.stream().filter(row -> !rows.contains(row))).isEmpty();
    }

    /** What is owed or parked would hold its segment back: an operator has dropped it. */
    private void settleAll(JournalRecord record) {
        history.log().stream()
                .filter(entry -> entry.type() == RecordType.OWED)
                .map(LogEntry::id)
                .distinct()
                .forEach(id -> log.append(List.of(LogEntry.of(RecordType.DELIVERY_ENDED, id)
                        .member("atlas")
                        .ended(DeliveryEnd.DROPPED.wireId(), 0, 0)
                        .fill(record, 0, 0))));
    }

    private void follow() throws Exception {
        try (JournalReader reader = log.beside()) {
            LedgerTrial.runToEnd(trial.ledger(new JournalSource(reader, Optional.of(SealedLog.ARCHIVE)), BATCH));
        }
    }

    private LedgerRebuild.Outcome rebuild(LedgerRebuild.Progress progress) throws Exception {
        try (JournalReader reader = log.beside()) {
            return new LedgerRebuild(trial.config(BATCH), reader, Optional.of(SealedLog.ARCHIVE)).run(progress);
        }
    }

    private void spoil(String transactions, String deliveries) throws Exception {
        trial.execute("UPDATE transactions SET outstanding = outstanding + 1, state = 'LOST' WHERE " + transactions);
        trial.execute("UPDATE deliveries SET state = 'ACKED', copies = 99 WHERE " + deliveries);
    }

    private static String lifeBeyond(Hole hole, String... columns) {
        String latest = "GREATEST(id, COALESCE(" + String.join(", 0), COALESCE(", columns) + ", 0))";
        return "(id <= " + hole.last() + " AND " + latest + " >= " + hole.first() + ")";
    }

    /** The positions that go with a segment of the archive. */
    private Hole takeOut(long number) throws IOException {
        List<Long> before = log.archived();
        byte[] bytes = log.archivedBytes(number).clone();
        long first = firstPosition(bytes);
        long last = number == before.get(before.size() - 1)
                ? oldestOfLog() - 1
                : firstPosition(log.archivedBytes(number + 1)) - 1;
        log.removeArchived(number);
        return new Hole(first, last);
    }

    private long oldestOfLog() throws IOException {
        try (JournalReader reader = log.beside()) {
            return reader.oldestPosition();
        }
    }

    /** As the header has it. */
    private static long firstPosition(byte[] segment) {
        return java.nio.ByteBuffer.wrap(segment)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getLong(32);
    }
}
