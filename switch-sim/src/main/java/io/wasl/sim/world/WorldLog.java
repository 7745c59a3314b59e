package io.wasl.sim.world;

import io.wasl.journal.LogDriver;
import io.wasl.journal.LogWork;
import org.jspecify.annotations.Nullable;

/**
 * The log's side of one run of the node: its steps stand on the agenda, as long after they are wanted as the disk takes.
 *
 * <p>Owner: the world's thread.
 */
final class WorldLog implements LogDriver {

    private final World world;
    private final WorldNode node;
    private @Nullable LogWork work;
    private boolean isStopped;
    private long plannedNs = Long.MAX_VALUE;

    WorldLog(World world, WorldNode node) {
        this.world = world;
        this.node = node;
    }

    @Override
    public void start(LogWork newWork) {
        work = newWork;
        plan(world.diskNs());
    }

    @Override
    public void wake() {
        plan(world.diskNs());
    }

    @Override
    public void stop() {
        isStopped = true;
    }

    private void plan(long delayNs) {
        long atNs = world.time().nowNs() + delayNs;
        if (atNs < plannedNs) {
            plannedNs = atNs;
            world.agenda().in(delayNs, node.life(), () -> step(atNs));
        }
    }

    private void step(long atNs) {
        LogWork target = work;
        if (atNs != plannedNs || target == null || isStopped || target.hasFailed()) {
            return;
        }
        plannedNs = Long.MAX_VALUE;
        long waitNs = target.step();
        if (world.disk().isDead()) {
            node.die();
        } else if (waitNs < Long.MAX_VALUE / 2) {
            plan(Math.max(waitNs, 50_000));
        }
    }
}
