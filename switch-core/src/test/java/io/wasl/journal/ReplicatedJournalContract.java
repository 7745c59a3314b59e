package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.journal.Journal.Room;
import io.wasl.journal.Journal.Urgency;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a {@link Journal} promises beyond that when several nodes keep one log, and each of them may lead. */
public abstract class ReplicatedJournalContract extends JournalContract {

    /** Several may be open at one time: the one that leads last is the one that leads. */
    public interface Member extends Node {

        /** The process dies, as it stands. */
        void die();

        /** Returns when it has heard what it has not heard. */
        void hear() throws Exception;
    }

    /** Opens one more member's journal; those before it go on. */
    @Override
    protected abstract Member open() throws Exception;

    /** From now on groups stay under way until their leader is deposed or dies; then so many of them are committed. */
    protected abstract void keep(int groups);

    @Test
    void shouldLoseItsAuthorityBeforeItHearsWhy() throws Exception {
        Member before = open();
        before.lead();
        Member next = open();
        assertThat(before.journal().hasAuthority(1)).isTrue();
        next.lead();
        assertThat(before.journal().hasAuthority(1)).isFalse();
        assertThat(next.journal().hasAuthority(2)).isTrue();
        assertThat(next.journal().hasAuthority(1)).isFalse();
        assertThat(before.heard().deposed).isEmpty();

        before.hear();
        assertThat(before.heard().deposed).containsExactly(1L);
        assertThat(before.journal().hasAuthority(1)).isFalse();
        assertThat(next.journal().hasAuthority(2)).isTrue();
    }

    @Test
    void shouldRefuseEverythingWhenItKnowsThatItWasDeposed() throws Exception {
        Member before = open();
        before.lead();
        open().lead();
        before.hear();
        assertThat(before.journal().room()).isEqualTo(Room.CLOSED);
        assertThat(before.journal().begin(Urgency.IN_FLIGHT)).isFalse();
        assertThat(before.journal().begin(Urgency.NEW_BUSINESS)).isFalse();
        assertThat(before.journal().read(99, 1)).as("never to be durable").isFalse();
    }

    @Test
    void shouldLoseWhatWasNotCommitted() throws Exception {
        Member before = open();
        before.lead();
        append(before, 10, 1);
        before.journal().commit();
        before.settle();
        keep(0);
        append(before, 11, 2);
        before.journal().commit();
        append(before, 13, 1);

        Member next = open();
        next.lead();
        assertThat(next.heard().leadingPosition).isEqualTo(3);
        assertThat(append(next, 20, 1)).isEqualTo(4);
        next.journal().commit();
        next.settle();
        before.settle();
        List<String> log =
                List.of("NODE_STARTED 1.0 at 1", "ACCEPTED 1.10 at 2", "NODE_STARTED 2.0 at 3", "ACCEPTED 2.20 at 4");
        assertThat(replayed(next, 1)).isEqualTo(log);
        assertThat(replayed(before, 1)).as("one log, whoever asks").isEqualTo(log);
        assertThat(before.heard().durables).containsExactly(2L);
        assertThat(before.journal().durablePosition()).isEqualTo(2);
    }

    @Test
    void shouldKeepWhatWasCommittedThoughItsLeaderNeverHears() throws Exception {
        Member before = open();
        before.lead();
        keep(1);
        append(before, 10, 2);
        before.journal().commit();

        Member next = open();
        next.lead();
        before.hear();
        assertThat(next.heard().leadingPosition).isEqualTo(4);
        assertThat(replayed(next, 2))
                .containsExactly("ACCEPTED 1.10 at 2", "ACCEPTED 1.11 at 3", "NODE_STARTED 2.0 at 4");
        assertThat(before.heard().durables).isEmpty();
    }

    @Test
    void shouldCommitNothingOfWhatADeposedNodeAppendsInItsBelief() throws Exception {
        Member before = open();
        before.lead();
        Member next = open();
        next.lead();
        for (int i = 0; i < 5 && before.journal().begin(Urgency.IN_FLIGHT); i++) {
            before.journal().add(JournalWorld.record(1, 10 + i));
            before.journal().append();
            before.journal().commit();
            before.settle();
        }
        append(next, 20, 1);
        next.journal().commit();
        next.settle();
        before.hear();
        assertThat(replayed(next, 1))
                .containsExactly("NODE_STARTED 1.0 at 1", "NODE_STARTED 2.0 at 2", "ACCEPTED 2.20 at 3");
        assertThat(before.heard().durables).isEmpty();
    }

    /** Positions of a lost tail are given once more. */
    @Test
    void shouldNeverReadARecordOfAnotherLeaderInThePlaceOfALostOne() throws Exception {
        Member before = open();
        before.lead();
        append(before, 10, 2);
        assertThat(before.journal().read(2, 77)).isTrue();
        assertThat(before.journal().read(3, 78)).isTrue();
        keep(0);
        before.journal().commit();

        Member next = open();
        next.lead();
        append(next, 20, 1);
        next.journal().commit();
        next.settle();
        before.settle();
        before.hear();
        assertThat(replayed(next, 2)).containsExactly("NODE_STARTED 2.0 at 2", "ACCEPTED 2.20 at 3");
        assertThat(before.heard().reads).noneMatch(read -> read.contains(" 2."));
    }

    @Test
    void shouldNeverLetLogTimeFallFromOneLeaderToTheNext() throws Exception {
        Member before = open();
        before.setClock(9_000);
        before.lead();
        append(before, 10, 1);
        before.journal().commit();
        before.settle();
        Member next = open();
        next.setClock(2_000);
        next.lead();
        append(next, 20, 1);
        next.journal().commit();
        next.settle();
        List<Long> times = new ArrayList<>();
        next.replay(1, record -> times.add(record.logTimeMs));
        assertThat(times).containsExactly(9_000L, 9_000L, 9_000L, 9_000L);
    }

    @Test
    void shouldFindWhatWasUnderWayWhenItsLeaderDiedWholeOrNotAtAll() throws Exception {
        for (int kept : new int[] {0, 1}) {
            Member before = open();
            before.lead();
            long start = before.heard().leadingPosition;
            keep(kept);
            append(before, 10, 3);
            before.journal().commit();
            before.die();
            Member next = open();
            next.lead();
            assertThat(next.heard().leadingPosition).isEqualTo(start + 1 + 3L * kept);
        }
    }

    @Test
    void shouldBeToldToLeadOnlyBehindEverythingThatWasCommitted() throws Exception {
        Member before = open();
        before.lead();
        Member next = open();
        append(before, 10, 1);
        before.journal().commit();
        before.settle();
        append(before, 11, 1);
        before.journal().commit();
        before.settle();
        next.lead();
        assertThat(next.heard().leadingPosition).isEqualTo(4);
        assertThat(append(next, 20, 1)).isEqualTo(5);
    }
}
