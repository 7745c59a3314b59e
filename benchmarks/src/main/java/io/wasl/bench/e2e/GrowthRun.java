package io.wasl.bench.e2e;

import io.wasl.config.ConfigException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Round by round, at each point the targets one after the other, each in fresh processes; who begins changes from round to round.
 *
 * <p>Owner: the command's thread; {@link #close} from any.
 */
final class GrowthRun implements Closeable {

    private final List<GrowthPoint> points;
    private final List<Target> targets;
    private final LoadShape shape;
    private final StandPlan plan;
    private final WorkFolder work;
    private final Parts parts;
    private final E2eRun.Trace trace;
    private volatile boolean isClosed;

    /** @param plan of which the connections are those of each point */
    GrowthRun(
            List<GrowthPoint> points,
            List<Target> targets,
            LoadShape shape,
            StandPlan plan,
            Path folder,
            E2eRun.Trace trace)
            throws IOException {
        this.points = List.copyOf(points);
        this.targets = List.copyOf(targets);
        this.shape = shape;
        this.plan = plan;
        this.trace = trace;
        work = new WorkFolder(folder);
        parts = new Parts(folder.resolve("logs"));
    }

    GrowthResults run(int rounds, Consumer<GrowthPoint> onPoint)
            throws IOException, ConfigException, InterruptedException {
        var all = new ArrayList<GrowthResults.One>();
        for (int round = 1; round <= rounds; round++) {
            for (GrowthPoint point : points) {
                onPoint.accept(point);
                var order = new ArrayList<>(targets);
                Collections.rotate(order, 1 - round);
                for (Target target : order) {
                    measure(round, point, target, all);
                }
            }
        }
        return new GrowthResults(all, shape);
    }

    private void measure(int round, GrowthPoint point, Target target, List<GrowthResults.One> all)
            throws IOException, ConfigException, InterruptedException {
        trace.onStand(round, target);
        var here = new StandPlan(
                plan.seconds(), plan.leadInSeconds(), plan.warmUpSeconds(), point.connections(), plan.targetOptions());
        var network = new Network(point.issuers(), RequestFrames.RANGES, point.relayLoops(), 0);
        Path folder = work.path()
                .resolve(target.word() + "-" + point.connections() + "-" + point.issuers() + "-" + point.relayLoops()
                        + "-" + round);
        try (Stand stand = Stand.start(target, here, network, folder, parts)) {
            stand.warmUp();
            Measured measured = stand.measure(round, shape);
            all.add(new GrowthResults.One(point, measured));
            trace.onMeasured(measured);
        } catch (IOException | IllegalStateException e) {
            if (isClosed) {
                throw e;
            }
            trace.onFailed(round, target, Stand.why(e));
        }
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        parts.close();
        work.close();
    }
}
