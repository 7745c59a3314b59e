package io.wasl.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.journal.HeardListener;
import io.wasl.journal.Journal;
import io.wasl.journal.Journal.Room;
import io.wasl.journal.Journal.Urgency;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.journal.RecordVisitor;
import io.wasl.journal.ReplicatedJournalContract;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The model that the world's nodes run over keeps the contract, and shows what it is there to show. */
final class ReplicatedJournalTest extends ReplicatedJournalContract {

    private static final int TOKEN_KEY = 1;
    private static final long USUAL_COMMIT_NS = 1_000_000;
    private static final long BELIEF_NS = 60_000_000_000L;
    private static final long SETTLED_NS = 1_000_000_000;

    private final ClusterLog cluster = new ClusterLog();
    private final VirtualTime time = new VirtualTime();
    private final Agenda agenda = new Agenda(time);
    private final TestFate fate = new TestFate();

    @Override
    protected Member open() {
        return new ClusterMember();
    }

    @Override
    protected void keep(int groups) {
        fate.kept = groups;
        fate.commitNs = BELIEF_NS;
    }

    @Test
    void shouldLoseTheLeadThoughNobodyWins() throws Exception {
        Member before = open();
        before.lead();
        fate.electionsWithoutWinner = 2;
        Member next = open();
        next.lead();
        assertThat(next.journal().epoch()).isEqualTo(4);
        assertThat(before.journal().hasAuthority(1)).isFalse();
    }

    @Test
    void shouldRefuseInABelieversName() throws Exception {
        Member before = open();
        before.lead();
        fate.isRefusedAtOnce = true;
        open().lead();
        assertThat(before.journal().begin(Urgency.IN_FLIGHT)).isFalse();
        assertThat(before.journal().room()).isEqualTo(Room.CLOSED);
    }

    @Test
    void shouldRefuseWhatTheClusterHasNoRoomFor() throws Exception {
        Member node = open();
        node.lead();
        cluster.setRoom(Room.RESERVE);
        assertThat(node.journal().begin(Urgency.NEW_BUSINESS)).isFalse();
        assertThat(node.journal().begin(Urgency.IN_FLIGHT)).isTrue();
        cluster.setRoom(Room.FULL);
        assertThat(node.journal().begin(Urgency.IN_FLIGHT)).isFalse();
        assertThat(node.journal().room()).isEqualTo(Room.FULL);
        cluster.setRoom(Room.OPEN);
        assertThat(node.journal().begin(Urgency.NEW_BUSINESS)).isTrue();
    }

    /** What overtakes on its way waits for what set out before it, and is lost with it. */
    @Test
    void shouldCommitGroupsInTheOrderInWhichTheySetOut() throws Exception {
        fate.groupsAtOnce = 3;
        Member node = open();
        node.lead();
        for (long commitNs : new long[] {3_000, 2_000, 1_000}) {
            fate.commitNs = commitNs;
            append(node.journal());
        }
        runFor(2_500);
        assertThat(cluster.position()).isEqualTo(1);
        runFor(1_000);
        assertThat(cluster.position()).isEqualTo(4);
        keep(1);
        append(node.journal());
        append(node.journal());
        open().lead();
        assertThat(cluster.position())
                .as("one of two, and the new leader's first")
                .isEqualTo(6);
        assertThat(cluster.at(5).epoch).isEqualTo(1);
        assertThat(cluster.at(6).epoch).isEqualTo(2);
    }

    /** Lead and life are lost while something is under way, or a world would hardly ever see it. */
    @Test
    void shouldBeElectedWhileItsPredecessorHasSomethingUnderWay() throws Exception {
        Member before = open();
        before.lead();
        fate.isAtTheWorstMoment = true;
        fate.commitNs = 100_000_000;
        ClusterMember next = new ClusterMember();
        next.stand();
        runFor(SETTLED_NS / 2);
        assertThat(before.journal().hasAuthority(1)).isTrue();
        append(before.journal());
        runFor(SETTLED_NS / 20);
        assertThat(before.journal().hasAuthority(1)).isFalse();
        assertThat(cluster.at(2).epoch).as("the group was lost").isEqualTo(2);
    }

    private static void append(Journal journal) {
        assertThat(journal.begin(Urgency.IN_FLIGHT)).isTrue();
        journal.add(new JournalRecord().clear(RecordType.RESPONDED, journal.epoch(), 1));
        assertThat(journal.append()).isEqualTo(journal.position());
        journal.commit();
    }

    private void runFor(long ns) {
        long until = time.nowNs() + ns;
        while (agenda.step(until)) {
            // The next thing.
        }
    }

    /** A majority that does as it is told. */
    private static final class TestFate implements ClusterFate {

        private int kept;
        private int electionsWithoutWinner;
        private int groupsAtOnce = 1;
        private long commitNs = USUAL_COMMIT_NS;
        private boolean isRefusedAtOnce;
        private boolean isAtTheWorstMoment;

        @Override
        public long electionNs() {
            return 100_000_000;
        }

        @Override
        public boolean isElected() {
            return electionsWithoutWinner-- <= 0;
        }

        @Override
        public boolean isAtTheWorstMoment() {
            return isAtTheWorstMoment;
        }

        @Override
        public int groupsAtOnce() {
            return groupsAtOnce;
        }

        @Override
        public long commitNs() {
            return commitNs;
        }

        @Override
        public int kept(int groups, boolean isDead) {
            commitNs = USUAL_COMMIT_NS;
            return Math.min(kept, groups);
        }

        @Override
        public long heardAfterNs() {
            return BELIEF_NS;
        }

        @Override
        public boolean isRefusedAtOnce() {
            return isRefusedAtOnce;
        }
    }

    private final class ClusterMember implements Member {

        private final Life life = new Life();
        private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
        private final HeardListener heard = new HeardListener(true);
        private final ReplicatedJournal journal =
                new ReplicatedJournal(cluster, fate, agenda, life, clock::get, TOKEN_KEY);

        @Override
        public Journal journal() {
            return journal;
        }

        @Override
        public HeardListener heard() {
            return heard;
        }

        @Override
        public void setClock(long epochMillis) {
            clock.set(epochMillis);
        }

        private void stand() {
            journal.start(heard, task -> agenda.in(0, life, task), upTo -> {});
        }

        @Override
        public void lead() {
            stand();
            while (!heard.isLeading()) {
                assertThat(agenda.step(time.nowNs() + SETTLED_NS))
                        .as("it leads")
                        .isTrue();
            }
        }

        @Override
        public void settle() {
            runFor(SETTLED_NS);
        }

        @Override
        public void hear() {
            runFor(BELIEF_NS);
        }

        @Override
        public void replay(long from, RecordVisitor visitor) throws IOException {
            journal.replay(from, visitor);
        }

        @Override
        public void die() {
            life.end();
            journal.die();
        }

        @Override
        public void close() {
            journal.close();
            life.end();
        }
    }
}
