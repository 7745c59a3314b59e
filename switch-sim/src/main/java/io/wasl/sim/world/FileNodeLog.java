package io.wasl.sim.world;

import io.wasl.config.ConfigException;
import io.wasl.engine.EngineSettings;
import io.wasl.engine.LogKeys;
import io.wasl.journal.FileJournal;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalListener;
import io.wasl.journal.JournalPorts;
import io.wasl.journal.JournalThreads;
import io.wasl.journal.RecoveryVisitor;
import io.wasl.journal.Retention;
import io.wasl.journal.keys.KeyRuns;
import io.wasl.journal.keys.OlderTransactions;
import java.io.IOException;
import java.util.Optional;

/**
 * The log as it ships, on the world's disk: with key files, checkpoints and retention, as {@code io.wasl.SwitchNode} puts them
 * together. A ledger that has applied everything stands behind it.
 *
 * <p>Owner: the world's thread.
 */
final class FileNodeLog implements NodeLog {

    private final World world;
    private final WorldNode node;
    private final FileJournal journal;
    private final KeyRuns keys;

    FileNodeLog(World world, WorldNode node, EngineSettings settings) throws ConfigException, IOException {
        this.world = world;
        this.node = node;
        WorldPlan plan = world.plan();
        var ports = new JournalPorts(
                world.disk(),
                plan.keys(),
                world.time()::epochMillis,
                world.time()::nowNs,
                world.chance().source());
        var threads = new JournalThreads(new WorldLog(world, node), this::later, this::later);
        journal = FileJournal.open(ports, plan.journalLimits(), threads);
        keys = KeyRuns.open(
                journal,
                new LogKeys(settings, plan.tokenizers()),
                plan.config().journal().filterBytes());
        journal.keep(keys);
        journal.retain(new Retention(plan.config().journal().retention(), Optional.empty(), journal::durablePosition));
    }

    /** Reader and keeper, in the place of threads of their own. */
    private void later(Runnable task) {
        world.agenda().in(world.chance().between(10_000, 500_000), node.life(), task);
    }

    @Override
    public Journal port() {
        return journal;
    }

    @Override
    public OlderTransactions older() {
        return keys;
    }

    /** Nobody else writes into its folder. */
    @Override
    public boolean leads() {
        return true;
    }

    @Override
    public void recover(RecoveryVisitor visitor) throws IOException {
        journal.recover(keys.knownUntil(), new WatchedRecovery(visitor, world.census()));
    }

    @Override
    public void start(JournalListener listener) {
        keys.start(this::later, this::later, node::later);
        journal.start(listener, node::later);
    }

    @Override
    public void close() throws IOException {
        keys.close();
        journal.close();
    }

    @Override
    public void onDeath() {
        // Its files stay, and the disk knows what becomes of them.
    }

    @Override
    public void tell(Coverage coverage) {
        coverage.onNodeGone("journal", journal.counters(), Expectations.JOURNAL_LEVELS);
        coverage.onNodeGone("keys", keys.counters(), Expectations.KEY_LEVELS);
    }
}
