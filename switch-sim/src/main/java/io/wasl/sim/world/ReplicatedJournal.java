package io.wasl.sim.world;

import io.wasl.journal.Journal;
import io.wasl.journal.JournalListener;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.journal.RecordVisitor;
import io.wasl.metric.Counters;
import io.wasl.time.EpochClock;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A log that a cluster keeps, as one life of one node sees it: a model, which keeps what {@link Journal} promises and nothing
 * more. Everything takes a while; a group is committed or not whatever becomes of the node; and the node may be deposed, of
 * which it hears later than it happens.
 *
 * <pre>
 *   begin add append … commit ─► filling ─► under way ─ a while ─► committed ─► onDurable
 *                                               │
 *   another node is elected ────────────────────┼─► committed, and this node never hears of it
 *                                               └─► lost, with all that follows it
 * </pre>
 *
 * <p>Owner: the world's thread.
 */
final class ReplicatedJournal implements Journal {

    static final int MOST_READS = 1024;
    private static final int MOST_PENDING_BYTES = 128 << 10;
    /** Kept for what is in flight. */
    private static final int IN_FLIGHT_BYTES = 32 << 10;

    /** Beside its elements. */
    private static final int RECORD_BYTES = 160;

    /** Between a group's setting out and what strikes at that moment; less than it takes to be committed. */
    private static final long STRIKE_NS = 10_000;

    private final ClusterLog cluster;
    private final ClusterFate fate;
    private final Agenda agenda;
    private final Life life;
    private final EpochClock clock;
    private final int tokenKeyId;
    private final Counters<ClusterCounter> counters = new Counters<>(ClusterCounter.class);
    private final List<JournalRecord> open = new ArrayList<>();
    private List<JournalRecord> filling = new ArrayList<>();
    private final Deque<Group> underWay = new ArrayDeque<>();
    private final List<Read> waitingReads = new ArrayList<>();
    private @Nullable JournalListener listener;
    private @Nullable Executor loop;
    private @Nullable Runnable strike;
    private Standing standing = Standing.FOLLOWING;
    /** Of its election; {@link #epoch} from the moment that the loop hears of it. */
    private long electedEpoch;

    private long epoch;
    private long position;
    private long durable;
    private long logTimeMs;
    private int openBytes;
    private int fillingBytes;
    private int readsUnderway;
    private int groupsAtOnce = 1;
    private boolean isAppending;
    private boolean isCommitWanted;
    private boolean isRefusing;

    /** What the node is in the cluster. */
    private enum Standing {
        /** It knows what is committed. */
        FOLLOWING,
        /** Votes are being counted. */
        CANDIDATE,
        /** It was elected last. */
        LEADING,
        /** Another was elected, and it has not heard of it. */
        BELIEVING,
        /** It has heard. */
        DEPOSED,
        /** Its process is gone. */
        CLOSED
    }

    private static final class Group {
        private final List<JournalRecord> records;
        private boolean isAcknowledged;

        private Group(List<JournalRecord> records) {
            this.records = records;
        }
    }

    private record Read(long position, long token) {}

    /**
     * @param life of the node: what it waits for does not come any more when that is over
     * @param tokenKeyId of the PAN tokens in what it appends
     */
    ReplicatedJournal(
            ClusterLog cluster, ClusterFate fate, Agenda agenda, Life life, EpochClock clock, int tokenKeyId) {
        this.cluster = cluster;
        this.fate = fate;
        this.agenda = agenda;
        this.life = life;
        this.clock = clock;
        this.tokenKeyId = tokenKeyId;
        follow();
    }

    Counters<ClusterCounter> counters() {
        return counters;
    }

    /** Committed records in order, as they are now. */
    void replay(long from, RecordVisitor visitor) throws IOException {
        cluster.replay(from, cluster.position(), visitor);
    }

    /** Whether nobody else was elected since. */
    boolean isLeading() {
        return standing == Standing.LEADING;
    }

    boolean isCandidate() {
        return standing == Standing.CANDIDATE;
    }

    boolean hasSomethingUnderWay() {
        return !underWay.isEmpty();
    }

    // --- who leads ---------------------------------------------------------------------------------------------------

    /**
     * Stands for election until it wins.
     *
     * @param newLoop runs tasks one after the other on the engine's thread
     * @param catchUp told before {@link JournalListener#onLeading}: up to this position records were committed by others
     */
    void start(JournalListener newListener, Executor newLoop, LongConsumer catchUp) {
        listener = newListener;
        loop = newLoop;
        groupsAtOnce = fate.groupsAtOnce();
        standing = Standing.CANDIDATE;
        new Candidacy(this, cluster, fate, agenda, life).stand(() -> lead(catchUp));
    }

    /** Its first record says that it leads, and is committed like any other. */
    private void lead(LongConsumer catchUp) {
        standing = Standing.LEADING;
        electedEpoch = cluster.epoch();
        follow();
        long before = position;
        JournalRecord started = new JournalRecord().clear(RecordType.NODE_STARTED, electedEpoch, 0);
        stamp(started);
        filling.add(started);
        send((told, upTo) -> {
            catchUp.accept(before);
            epoch = electedEpoch;
            durable = upTo;
            told.onLeading(epoch, durable);
        });
    }

    private void follow() {
        position = cluster.position();
        durable = position;
        logTimeMs = Math.max(logTimeMs, cluster.lastTimeMs());
    }

    /** Another epoch has begun; this node hears of it later, and goes on in its belief. */
    void onDeposed() {
        standing = Standing.BELIEVING;
        loseTail(false);
        isRefusing = fate.isRefusedAtOnce();
        agenda.in(
                fate.heardAfterNs(),
                life,
                () -> tell(told -> {
                    standing = Standing.DEPOSED;
                    told.onDeposed(electedEpoch);
                }));
    }

    /** The process is gone; what becomes of what was under way the others decide. */
    void die() {
        if (standing == Standing.LEADING) {
            loseTail(true);
        }
        cluster.resign(this);
        standing = Standing.CLOSED;
    }

    /** In good order: what was appended is committed first. */
    void close() {
        if (standing == Standing.LEADING) {
            underWay.forEach(group -> cluster.commit(group.records));
            cluster.commit(filling);
            cluster.resign(this);
        }
        standing = Standing.CLOSED;
    }

    private void loseTail(boolean isDead) {
        int kept = fate.kept(underWay.size(), isDead);
        for (int i = 0; i < kept; i++) {
            cluster.commit(underWay.remove().records);
        }
        counters.add(ClusterCounter.GROUPS_COMMITTED_UNHEARD, kept);
        counters.add(ClusterCounter.GROUPS_LOST, underWay.size());
        underWay.clear();
        long committed = cluster.position();
        counters.add(
                ClusterCounter.READS_LOST,
                waitingReads.stream().filter(read -> read.position > committed).count());
    }

    /** Something happens as soon as this node's next group is under way. */
    void strikeAtNextGroup(Runnable task) {
        strike = task;
    }

    // --- the port ----------------------------------------------------------------------------------------------------

    @Override
    public boolean begin(Urgency urgency) {
        takeBack();
        Room room = room();
        boolean isNew = urgency == Urgency.NEW_BUSINESS;
        if (room == Room.CLOSED) {
            counters.increment(ClusterCounter.REFUSED_NOT_LEADING);
            return false;
        }
        boolean isShort = fillingBytes + APPEND_LIMIT_BYTES + (isNew ? IN_FLIGHT_BYTES : 0) > MOST_PENDING_BYTES;
        if (isShort || room == Room.FULL || room == Room.RESERVE && isNew) {
            counters.increment(ClusterCounter.REFUSED_FULL);
            return false;
        }
        isAppending = true;
        return true;
    }

    private void takeBack() {
        position -= open.size();
        open.clear();
        openBytes = 0;
        isAppending = false;
    }

    @Override
    public void add(JournalRecord record) {
        assert isAppending : "no append has begun";
        openBytes += RECORD_BYTES + record.open.length() + record.sealed.length();
        if (openBytes > APPEND_LIMIT_BYTES) {
            takeBack();
            throw new IllegalArgumentException("an append has at most " + APPEND_LIMIT_BYTES + " bytes");
        }
        stamp(record);
        open.add(new JournalRecord().load(record));
    }

    private void stamp(JournalRecord record) {
        logTimeMs = Math.max(logTimeMs, clock.epochMillis());
        record.position = ++position;
        record.logTimeMs = logTimeMs;
        record.tokenKeyId = tokenKeyId;
    }

    @Override
    public long append() {
        assert isAppending && !open.isEmpty() : "an append without records";
        if (standing == Standing.BELIEVING) {
            counters.increment(ClusterCounter.APPENDED_IN_VAIN);
        }
        filling.addAll(open);
        fillingBytes += openBytes;
        open.clear();
        openBytes = 0;
        isAppending = false;
        return position;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long durablePosition() {
        return durable;
    }

    @Override
    public Room room() {
        boolean isTaking = standing == Standing.LEADING || standing == Standing.BELIEVING && !isRefusing;
        return epoch != 0 && isTaking ? cluster.room() : Room.CLOSED;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public boolean hasAuthority(long ofEpoch) {
        return epoch != 0 && ofEpoch == epoch && isLeading();
    }

    @Override
    public boolean read(long ofPosition, long token) {
        boolean isUp = epoch != 0 && (standing == Standing.LEADING || standing == Standing.BELIEVING);
        if (!isUp || readsUnderway + waitingReads.size() >= MOST_READS) {
            return false;
        }
        if (ofPosition <= durable) {
            fetch(new Read(ofPosition, token));
        } else {
            waitingReads.add(new Read(ofPosition, token));
        }
        return true;
    }

    private void fetch(Read read) {
        readsUnderway++;
        counters.increment(ClusterCounter.READS);
        agenda.in(
                fate.commitNs(),
                life,
                () -> tell(told -> {
                    readsUnderway--;
                    if (read.position >= 1) {
                        told.onRead(read.token, new JournalRecord().load(cluster.at(read.position)));
                    } else {
                        told.onUnreadable(read.token, "no such record is kept");
                    }
                }));
    }

    @Override
    public void commit() {
        if (standing == Standing.CLOSED || filling.isEmpty()) {
            return;
        }
        if (underWay.size() < groupsAtOnce) {
            send(this::onCommitted);
        } else {
            isCommitWanted = true;
        }
    }

    /** A group sets out. With its leader deposed it never arrives. */
    private void send(ObjLongConsumer<JournalListener> onCommitted) {
        isCommitWanted = false;
        if (!underWay.isEmpty()) {
            counters.increment(ClusterCounter.GROUPS_PIPELINED);
        }
        var group = new Group(filling);
        underWay.add(group);
        filling = new ArrayList<>();
        fillingBytes = 0;
        agenda.in(fate.commitNs(), life, () -> onAcknowledged(group, onCommitted));
        Runnable struck = strike;
        if (struck != null) {
            strike = null;
            agenda.in(STRIKE_NS, life, struck);
        }
    }

    /** A majority has it; it is committed when those before it are. */
    private void onAcknowledged(Group group, ObjLongConsumer<JournalListener> onCommitted) {
        group.isAcknowledged = true;
        if (standing != Standing.LEADING) {
            return;
        }
        boolean isNext = underWay.element() == group;
        while (!underWay.isEmpty() && underWay.element().isAcknowledged) {
            cluster.commit(underWay.remove().records);
            counters.increment(ClusterCounter.GROUPS_COMMITTED);
        }
        if (isNext) {
            long upTo = cluster.position();
            tell(told -> onCommitted.accept(told, upTo));
        }
    }

    /** On the loop: the next group goes first. */
    private void onCommitted(JournalListener told, long upTo) {
        if (isCommitWanted && underWay.size() < groupsAtOnce) {
            send(this::onCommitted);
        }
        durable = upTo;
        List<Read> due =
                waitingReads.stream().filter(read -> read.position <= upTo).toList();
        waitingReads.removeAll(due);
        due.forEach(this::fetch);
        if (standing == Standing.BELIEVING) {
            counters.increment(ClusterCounter.HEARD_TOO_LATE);
        }
        told.onDurable(epoch, upTo);
    }

    /** On the loop, as long as there is one. */
    private void tell(Consumer<JournalListener> what) {
        JournalListener told = listener;
        Executor where = loop;
        if (told != null && where != null) {
            where.execute(() -> {
                if (standing != Standing.CLOSED && standing != Standing.DEPOSED) {
                    what.accept(told);
                }
            });
        }
    }
}
