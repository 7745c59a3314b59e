package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.iso.ElementSet;
import io.wasl.journal.Journal.Room;
import io.wasl.journal.Journal.Urgency;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} promises, whatever is behind it. */
public abstract class JournalContract {

    /** A journal on a store that outlives it, with its loop and its clock in the test's hand. */
    public interface Node {
        Journal journal();

        HeardListener heard();

        void setClock(long epochMillis);

        /** Starts, and returns when it leads. */
        void lead() throws Exception;

        /** Returns when everything committed is durable and told, and everything asked for was read. */
        void settle() throws Exception;

        void replay(long from, RecordVisitor visitor) throws Exception;

        void close() throws Exception;
    }

    /** Opens a journal on the test's one store; the one before is closed. */
    protected abstract Node open() throws Exception;

    @Test
    void shouldTakeNothingBeforeItLeads() throws Exception {
        Node node = open();
        assertThat(node.journal().begin(Urgency.IN_FLIGHT)).isFalse();
        assertThat(node.journal().room()).isEqualTo(Room.CLOSED);
        assertThat(node.journal().epoch()).isZero();
        assertThat(node.journal().hasAuthority(0)).isFalse();
        node.close();
    }

    @Test
    void shouldLeadWithItsStartDurable() throws Exception {
        Node node = open();
        node.lead();
        assertThat(node.heard().leadingEpoch).isEqualTo(1);
        assertThat(node.heard().leadingPosition).isEqualTo(1);
        assertThat(node.journal().durablePosition()).isEqualTo(1);
        assertThat(node.journal().room()).isEqualTo(Room.OPEN);
        assertThat(node.journal().hasAuthority(1)).isTrue();
        assertThat(node.journal().hasAuthority(2)).isFalse();
        assertThat(replayed(node, 1)).containsExactly("NODE_STARTED 1.0 at 1");
        node.close();
    }

    @Test
    void shouldGivePositionsDenselyFromOne() throws Exception {
        Node node = open();
        node.lead();
        assertThat(append(node, 10, 1)).isEqualTo(2);
        assertThat(append(node, 11, 3)).isEqualTo(5);
        assertThat(append(node, 14, 1)).isEqualTo(6);
        assertThat(node.journal().position()).isEqualTo(6);
        node.close();
    }

    @Test
    void shouldTellDurableOnlyAfterCommitAndInOrder() throws Exception {
        Node node = open();
        node.lead();
        append(node, 10, 2);
        node.settle();
        assertThat(node.heard().durables).as("nothing was committed").isEmpty();
        node.journal().commit();
        node.settle();
        append(node, 12, 1);
        node.journal().commit();
        append(node, 13, 1);
        node.journal().commit();
        node.settle();
        assertThat(node.heard().durables).isSorted().doesNotHaveDuplicates().endsWith(5L);
        assertThat(node.heard().durables.get(0)).isEqualTo(3L);
        assertThat(node.heard().durableEpochs).containsExactly(1L);
        assertThat(node.journal().durablePosition()).isEqualTo(5);
        node.close();
    }

    @Test
    void shouldReplayOnlyWhatIsCommitted() throws Exception {
        Node node = open();
        node.lead();
        append(node, 10, 1);
        node.journal().commit();
        node.settle();
        append(node, 11, 1);
        assertThat(replayed(node, 1)).containsExactly("NODE_STARTED 1.0 at 1", "ACCEPTED 1.10 at 2");
        assertThat(replayed(node, 2)).containsExactly("ACCEPTED 1.10 at 2");
        assertThat(replayed(node, 3)).isEmpty();
        node.close();
    }

    @Test
    void shouldStopReplayWhenTheVisitorHasEnough() throws Exception {
        Node node = open();
        node.lead();
        append(node, 10, 5);
        node.journal().commit();
        node.settle();
        List<Long> seen = new ArrayList<>();
        node.replay(1, record -> {
            seen.add(record.position);
            return seen.size() < 3;
        });
        assertThat(seen).containsExactly(1L, 2L, 3L);
        node.close();
    }

    @Test
    void shouldBringEveryFieldBack() throws Exception {
        Node node = open();
        node.lead();
        JournalRecord full = full(node.journal().epoch());
        assertThat(node.journal().begin(Urgency.NEW_BUSINESS)).isTrue();
        node.journal().add(full);
        node.journal().append();
        node.journal().commit();
        node.settle();
        List<String> differences = new ArrayList<>();
        node.replay(full.position, record -> {
            differences.addAll(differences(record, full));
            return true;
        });
        assertThat(differences).isEmpty();
        node.close();
    }

    @Test
    void shouldBringEveryTypeBack() throws Exception {
        Node node = open();
        node.lead();
        List<String> written = new ArrayList<>();
        for (RecordType type : RecordType.values()) {
            JournalRecord record =
                    new JournalRecord().clear(type, node.journal().epoch(), type.wireId());
            assertThat(node.journal().begin(Urgency.IN_FLIGHT)).isTrue();
            node.journal().add(record);
            node.journal().append();
            written.add(record.toString());
        }
        node.journal().commit();
        node.settle();
        node.close();
        Node again = open();
        assertThat(replayed(again, 2)).isEqualTo(written);
        again.close();
    }

    @Test
    void shouldContinuePositionsAndEpochsAfterARestart() throws Exception {
        Node node = open();
        node.lead();
        append(node, 10, 2);
        node.journal().commit();
        node.settle();
        node.close();

        Node again = open();
        assertThat(again.journal().durablePosition()).isEqualTo(3);
        again.lead();
        assertThat(again.heard().leadingEpoch).isEqualTo(2);
        assertThat(again.heard().leadingPosition).isEqualTo(4);
        assertThat(append(again, 20, 1)).isEqualTo(5);
        assertThat(again.journal().hasAuthority(1))
                .as("an output of the epoch before")
                .isFalse();
        again.close();
    }

    @Test
    void shouldNeverLetLogTimeFall() throws Exception {
        Node node = open();
        node.setClock(5_000);
        node.lead();
        for (long clock : new long[] {6_000, 4_000, 7_000, 1_000}) {
            node.setClock(clock);
            append(node, clock, 1);
            node.journal().commit();
            node.settle();
        }
        node.close();
        Node again = open();
        again.setClock(2_000);
        again.lead();
        List<Long> times = new ArrayList<>();
        again.replay(1, record -> times.add(record.logTimeMs));
        assertThat(times).containsExactly(5_000L, 6_000L, 6_000L, 7_000L, 7_000L, 7_000L);
        again.close();
    }

    @Test
    void shouldReadOneRecordBackAndWaitForItToBeDurable() throws Exception {
        Node node = open();
        node.lead();
        append(node, 10, 3);
        assertThat(node.journal().read(3, 77)).isTrue();
        node.settle();
        assertThat(node.heard().reads).as("not durable yet").isEmpty();
        node.journal().commit();
        node.settle();
        assertThat(node.heard().reads).containsExactly("77 ACCEPTED 1.11 at 3");
        assertThat(node.journal().read(1, 78)).isTrue();
        node.settle();
        assertThat(node.heard().reads).hasSize(2).endsWith("78 NODE_STARTED 1.0 at 1");
        node.close();
    }

    @Test
    void shouldReadWhatIsDurableOnlyWhileNewerReadsWait() throws Exception {
        Node node = open();
        node.lead();
        assertThat(node.journal().read(2, 70)).as("appended later").isTrue();
        append(node, 10, 2);
        assertThat(node.journal().read(3, 71)).isTrue();
        assertThat(node.journal().read(1, 72)).isTrue();
        node.settle();
        assertThat(node.heard().reads).containsExactly("72 NODE_STARTED 1.0 at 1");
        node.journal().commit();
        node.settle();
        assertThat(node.heard().reads)
                .containsExactlyInAnyOrder(
                        "72 NODE_STARTED 1.0 at 1", "70 ACCEPTED 1.10 at 2", "71 ACCEPTED 1.11 at 3");
        node.close();
    }

    @Test
    void shouldRefuseReadsBeforeItLeads() throws Exception {
        Node node = open();
        assertThat(node.journal().read(1, 70)).isFalse();
        node.close();
    }

    @Test
    void shouldStampWhatIsAppendedWithThePositionThatItHasInTheLog() throws Exception {
        Node node = open();
        node.setClock(9_000);
        node.lead();
        JournalRecord record = JournalWorld.record(node.journal().epoch(), 10);
        assertThat(node.journal().begin(Urgency.NEW_BUSINESS)).isTrue();
        node.journal().add(record);
        assertThat(record.position)
                .isEqualTo(2)
                .isEqualTo(node.journal().position())
                .isEqualTo(node.journal().append());
        assertThat(record.logTimeMs).isEqualTo(9_000);
        node.close();
    }

    @Test
    void shouldSayThatAPositionNeverWrittenCannotBeRead() throws Exception {
        Node node = open();
        node.lead();
        assertThat(node.journal().read(0, 5)).isTrue();
        node.settle();
        assertThat(node.heard().reads).hasSize(1).first().asString().startsWith("5 unreadable: ");
        node.close();
    }

    @Test
    void shouldRefuseReadsBeyondItsLimitAndTakeThemAgainLater() throws Exception {
        Node node = open();
        node.lead();
        int accepted = 0;
        while (accepted < 100_000 && node.journal().read(node.journal().position() + 1, accepted)) {
            accepted++;
        }
        assertThat(accepted).isLessThan(100_000);
        append(node, 10, 1);
        node.journal().commit();
        node.settle();
        assertThat(node.heard().reads).hasSize(accepted);
        assertThat(node.journal().read(2, 1)).isTrue();
        node.settle();
        node.close();
    }

    @Test
    void shouldTakeBackAnAppendThatADefectBrokeOff() throws Exception {
        Node node = open();
        node.lead();
        Journal journal = node.journal();
        assertThat(journal.begin(Urgency.IN_FLIGHT)).isTrue();
        journal.add(new JournalRecord().clear(RecordType.RESPONDED, journal.epoch(), 1));
        assertThat(journal.begin(Urgency.IN_FLIGHT)).isTrue();
        journal.add(new JournalRecord().clear(RecordType.RESPONDED, journal.epoch(), 2));
        assertThat(journal.append()).isEqualTo(2);
        journal.commit();
        node.settle();
        assertThat(replayed(node, 2)).containsExactly("RESPONDED 1.2 at 2");
        node.close();
    }

    @Test
    void shouldTakeBackAnAppendThatIsTooLong() throws Exception {
        Node node = open();
        node.lead();
        append(node, 10, 1);
        assertThat(node.journal().begin(Urgency.NEW_BUSINESS)).isTrue();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        node.journal().add(full(1));
                    }
                })
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(append(node, 11, 1)).isEqualTo(3);
        node.journal().commit();
        node.settle();
        assertThat(replayed(node, 2)).containsExactly("ACCEPTED 1.10 at 2", "ACCEPTED 1.11 at 3");
        node.close();
    }

    @Test
    void shouldRefuseRatherThanGrowAndLeaveRoomForWhatIsInFlight() throws Exception {
        Node node = open();
        node.lead();
        long counter = 10;
        while (node.journal().begin(Urgency.NEW_BUSINESS)) {
            node.journal().add(JournalWorld.record(1, counter++));
            node.journal().append();
            assertThat(counter).as("a group without end").isLessThan(10_000_000);
        }
        assertThat(node.journal().begin(Urgency.IN_FLIGHT)).isTrue();
        node.journal().add(JournalWorld.record(1, counter++));
        node.journal().append();
        while (node.journal().begin(Urgency.IN_FLIGHT)) {
            node.journal().add(JournalWorld.record(1, counter++));
            node.journal().append();
        }
        node.journal().commit();
        node.settle();
        assertThat(node.journal().durablePosition()).isEqualTo(node.journal().position());
        assertThat(node.journal().begin(Urgency.NEW_BUSINESS))
                .as("there is room again")
                .isTrue();
        node.journal().add(JournalWorld.record(1, counter));
        node.journal().append();
        node.close();
    }

    static long append(Node node, long counter, int records) {
        assertThat(node.journal().begin(Urgency.NEW_BUSINESS)).isTrue();
        for (int i = 0; i < records; i++) {
            node.journal().add(JournalWorld.record(node.journal().epoch(), counter + i));
        }
        return node.journal().append();
    }

    static List<String> replayed(Node node, long from) throws Exception {
        List<String> records = new ArrayList<>();
        node.replay(from, record -> records.add(record.toString()));
        return records;
    }

    /** Every field set, elements of all lengths. */
    private static JournalRecord full(long epoch) {
        JournalRecord record = new JournalRecord().clear(RecordType.OWED, epoch + 5, Long.MIN_VALUE + 3);
        record.relatedEpoch = 1;
        record.relatedCounter = -2;
        record.member = "atlas-of-the-west-0123456789";
        record.mti = 0x0420;
        record.state = 3;
        record.reason = 11;
        record.code = 0x3931;
        record.number = 10_000_000_000L;
        record.amountMinor = -1;
        record.keyHigh = 1L << 63;
        record.keyLow = 2;
        record.tokenHigh = 3;
        record.tokenLow = -4;
        record.panHint = 4_000_001_234L;
        record.open.put(43, "shop in the old town");
        record.open.put(54, "x".repeat(1900));
        record.sealed.put(2, "4000001234567899");
        record.sealed.put(55, "y".repeat(1900));
        return record;
    }

    private static List<String> differences(JournalRecord a, JournalRecord b) {
        List<String> differences = new ArrayList<>();
        for (Field field : JournalRecord.class.getFields()) {
            try {
                Object left = field.get(a);
                Object right = field.get(b);
                boolean same = left instanceof ElementSet elements
                        ? sameElements(elements, (ElementSet) right)
                        : left.equals(right);
                if (!same) {
                    differences.add(field.getName());
                }
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        return differences;
    }

    private static boolean sameElements(ElementSet a, ElementSet b) {
        return Arrays.equals(a.buffer(), 0, a.length(), b.buffer(), 0, b.length());
    }
}
