package io.wasl.sim.world;

import io.wasl.journal.Journal;
import io.wasl.journal.JournalListener;
import io.wasl.journal.RecoveryVisitor;
import io.wasl.journal.keys.OlderTransactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The model of a replicated log in the place of files: a node on a machine of its own reads what is committed, follows, and
 * leads when it is elected. Memory holds all of a world's transactions.
 *
 * <p>Owner: the world's thread.
 */
final class ClusterNodeLog implements NodeLog {

    private final World world;
    private final WorldNode node;
    private final ReplicatedJournal journal;
    private @Nullable RecoveryVisitor following;
    private long known;

    ClusterNodeLog(World world, WorldNode node) {
        this.world = world;
        this.node = node;
        journal = new ReplicatedJournal(
                world.cluster(),
                world.clusterWeather(),
                world.agenda(),
                node.life(),
                world.time()::epochMillis,
                world.plan().keys().tokenKeyId());
    }

    @Override
    public Journal port() {
        return journal;
    }

    @Override
    public OlderTransactions older() {
        return OlderTransactions.NONE;
    }

    @Override
    public boolean leads() {
        return journal.isLeading();
    }

    @Override
    public void recover(RecoveryVisitor visitor) throws IOException {
        following = visitor;
        follow(visitor, world.cluster().position());
    }

    private void follow(RecoveryVisitor visitor, long upTo) throws IOException {
        world.cluster().replay(known + 1, upTo, record -> {
            visitor.onRecord(record);
            return true;
        });
        known = upTo;
    }

    @Override
    public void start(JournalListener listener) {
        journal.start(listener, node::later, this::catchUp);
    }

    /** It was elected: what others have committed meanwhile is read, and the census hears what became of all. */
    private void catchUp(long upTo) {
        world.onElected(node);
        RecoveryVisitor visitor = following;
        if (visitor == null) {
            throw new IllegalStateException("it leads before it has recovered");
        }
        try {
            follow(visitor, upTo);
            world.cluster().replay(1, upTo, record -> {
                world.census().onRecovered(record);
                return true;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As soon as something is under way. */
    void dieAtNextGroup() {
        journal.strikeAtNextGroup(() -> {
            if (!world.isHealing()) {
                world.happened(Fault.PROCESS_KILLED);
                node.die();
            }
        });
    }

    @Override
    public void close() {
        journal.close();
    }

    @Override
    public void onDeath() {
        journal.die();
    }

    @Override
    public void tell(Coverage coverage) {
        coverage.onNodeGone("cluster", journal.counters(), Set.of());
    }
}
