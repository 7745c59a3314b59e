package io.wasl.bench.e2e;

import io.wasl.config.ConfigException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Round by round, each target with each load. The targets take turns in who begins, so that what a machine does in the course
 * of an hour falls on all of them.
 *
 * <p>Owner: the command's thread; {@link #close} from any.
 */
final class E2eRun implements Closeable {

    /** Hears what happens while it does. */
    interface Trace {
        void onStand(int round, Target target);

        void onMeasured(Measured measured);

        /** The rest of that target's round is not measured. */
        void onFailed(int round, Target target, String why);
    }

    private final List<Target> targets;
    private final List<LoadShape> shapes;
    private final StandPlan plan;
    private final WorkFolder work;
    private final Parts parts;
    private final Trace trace;
    private volatile boolean isClosed;

    E2eRun(List<Target> targets, List<LoadShape> shapes, StandPlan plan, Path folder, Trace trace) throws IOException {
        this.targets = List.copyOf(targets);
        this.shapes = List.copyOf(shapes);
        this.plan = plan;
        this.trace = trace;
        work = new WorkFolder(folder);
        parts = new Parts(folder.resolve("logs"));
    }

    /** @return all that was measured, valid or not */
    List<Measured> run(int rounds) throws IOException, ConfigException, InterruptedException {
        var all = new ArrayList<Measured>();
        for (int round = 1; round <= rounds; round++) {
            for (Target target : inOrderOf(round)) {
                measure(round, target, all);
            }
        }
        return all;
    }

    private List<Target> inOrderOf(int round) {
        var order = new ArrayList<>(targets);
        Collections.rotate(order, 1 - round);
        return order;
    }

    private void measure(int round, Target target, List<Measured> all)
            throws IOException, ConfigException, InterruptedException {
        trace.onStand(round, target);
        Path folder = work.path().resolve(target.word() + "-" + round);
        try (Stand stand = Stand.start(target, plan, folder, parts)) {
            stand.warmUp();
            for (LoadShape shape : shapes) {
                Measured measured = stand.measure(round, shape);
                all.add(measured);
                trace.onMeasured(measured);
            }
        } catch (IllegalStateException e) {
            if (isClosed) {
                throw e;
            }
            trace.onFailed(round, target, String.valueOf(e.getMessage()));
        }
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Ends every process and removes everything that was written. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        parts.close();
        work.close();
    }
}
