package io.wasl.bench.e2e;

import io.wasl.config.ConfigException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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

        /** @param start see {@link Stand#start} */
        void onStarted(Target target, List<String> start);

        /** The rest of that target's round is not measured. */
        void onFailed(int round, Target target, String why);

        /** Something beside the figures that cannot be told. */
        void onMissing(Target target, String what);
    }

    private final List<Target> targets;
    private final List<LoadShape> shapes;
    private final StandPlan plan;
    private final WorkFolder work;
    private final Parts parts;
    private final Trace trace;
    private final Optional<Path> flames;
    private volatile boolean isClosed;

    /** @param flames where the graphs of the last round's targets go; empty for none */
    E2eRun(
            List<Target> targets,
            List<LoadShape> shapes,
            StandPlan plan,
            Path folder,
            Optional<Path> flames,
            Trace trace)
            throws IOException {
        this.targets = List.copyOf(targets);
        this.shapes = List.copyOf(shapes);
        this.plan = plan;
        this.trace = trace;
        this.flames = flames;
        work = new WorkFolder(folder);
        parts = new Parts(folder.resolve("logs"));
    }

    /** @return all that was measured, valid or not */
    List<Measured> run(int rounds) throws IOException, ConfigException, InterruptedException {
        var all = new ArrayList<Measured>();
        for (int round = 1; round <= rounds; round++) {
            for (Target target : inOrderOf(round)) {
                measure(round, target, round == rounds, all);
            }
        }
        return all;
    }

    private List<Target> inOrderOf(int round) {
        var order = new ArrayList<>(targets);
        Collections.rotate(order, 1 - round);
        return order;
    }

    private void measure(int round, Target target, boolean isLast, List<Measured> all)
            throws IOException, ConfigException, InterruptedException {
        trace.onStand(round, target);
        Path folder = work.path().resolve(target.word() + "-" + round);
        try (Stand stand = Stand.start(target, plan, folder, parts)) {
            trace.onStarted(target, stand.start());
            watch(stand, target);
            stand.warmUp();
            for (LoadShape shape : shapes) {
                Measured measured = stand.measure(round, shape);
                all.add(measured);
                trace.onMeasured(measured);
            }
            if (isLast && flames.isPresent()) {
                draw(stand, target, flames.get());
            }
        } catch (IOException | IllegalStateException e) {
            if (isClosed) {
                throw e;
            }
            trace.onFailed(round, target, Stand.why(e));
        }
    }

    private void watch(Stand stand, Target target) {
        try {
            stand.watch();
        } catch (IOException e) {
            trace.onMissing(target, "what it allocates is not known: " + e.getMessage());
        }
    }

    /** Under 64 in flight where that was asked for, else under the first load that was. */
    private void draw(Stand stand, Target target, Path folder) throws InterruptedException {
        LoadShape shape = shapes.contains(LoadShape.WARM_UP) ? LoadShape.WARM_UP : shapes.get(0);
        try {
            stand.draw(shape, new FlameGraphs(work.path().resolve("profiler"), folder));
        } catch (IOException e) {
            trace.onMissing(target, "no flame graph: " + e.getMessage());
        }
    }

    /** Ends every process and removes everything that was written. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        parts.close();
        work.close();
    }
}
