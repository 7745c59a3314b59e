package io.wasl.bench.report;

import io.wasl.bench.DiskForce;
import io.wasl.bench.e2e.CpuGroup;
import io.wasl.bench.e2e.CpuUse;
import io.wasl.bench.e2e.E2eFile;
import io.wasl.bench.e2e.Figure;
import io.wasl.bench.e2e.JvmUse;
import io.wasl.bench.e2e.LoadResult;
import io.wasl.bench.e2e.LoadShape;
import io.wasl.bench.e2e.Measured;
import io.wasl.bench.e2e.StandPlan;
import io.wasl.bench.e2e.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A run of one round with figures that nobody measured; by default all goals are reached that a run of one kind can reach. */
final class MadeUpRun {

    /**
     * One second.
     *
     * @param path microseconds of CPU a transaction: of loop and journal, or of the whole process
     * @param bytes allocated a transaction, by the loop
     */
    record Window(
            long perSecond,
            long p50Us,
            long p99Us,
            double path,
            double ledger,
            double bytes,
            long pauseUs,
            boolean isLossy) {

        Window withPerSecond(long value) {
            return new Window(value, p50Us, p99Us, path, ledger, bytes, pauseUs, isLossy);
        }

        Window withP50(long us) {
            return new Window(perSecond, us, p99Us, path, ledger, bytes, pauseUs, isLossy);
        }

        Window withP99(long us) {
            return new Window(perSecond, p50Us, us, path, ledger, bytes, pauseUs, isLossy);
        }

        Window withPath(double micros) {
            return new Window(perSecond, p50Us, p99Us, micros, ledger, bytes, pauseUs, isLossy);
        }

        Window withLedger(double micros) {
            return new Window(perSecond, p50Us, p99Us, path, micros, bytes, pauseUs, isLossy);
        }

        Window withBytes(double value) {
            return new Window(perSecond, p50Us, p99Us, path, ledger, value, pauseUs, isLossy);
        }

        /** Below zero for a JVM that tells nothing. */
        Window withPause(long us) {
            return new Window(perSecond, p50Us, p99Us, path, ledger, bytes, us, isLossy);
        }

        Window lossy() {
            return new Window(perSecond, p50Us, p99Us, path, ledger, bytes, pauseUs, true);
        }
    }

    private record Place(Target target, String shape) {}

    private final Map<Place, Window> windows = new LinkedHashMap<>();
    private StandPlan plan = new StandPlan(60, 1, 15, 1, List.of());

    static MadeUpRun good() {
        var run = new MadeUpRun();
        run.put(Target.WASL, "closed:1", window(3_000, 250, 900, 30, 10, 200));
        run.put(Target.WASL, "closed:64", window(60_000, 900, 3_000, 5, 10, 12));
        run.put(Target.WASL, "closed:1024", window(70_000, 9_000, 30_000, 4, 10, 4));
        run.put(Target.WASL, "open:5000", window(5_000, 300, 1_500, 9, 11, 50));
        run.put(Target.WASL, "open:20000", window(20_000, 400, 5_000, 7, 11, 20));
        run.put(Target.WASL_APART, "open:5000", window(5_000, 300, 1_400, 9, 12, 50));
        run.put(Target.WASL_APART, "open:20000", window(20_000, 400, 4_000, 7, 12, 20));
        run.put(Target.WASL_NO_LEDGER, "closed:1024", window(130_000, 7_000, 9_000, 4, 0, 4));
        run.put(Target.WASL_NO_LEDGER, "open:5000", window(5_000, 250, 1_000, 9, 0, 40));
        run.put(Target.WASL_NO_LEDGER, "open:20000", window(20_000, 350, 1_500, 6, 0, 20));
        run.put(Target.WASL_NO_LEDGER, "open:50000", window(50_000, 500, 4_000, 5, 0, 10));
        run.put(Target.WASL_VOLATILE, "closed:1", window(15_000, 60, 120, 15, 0, 30));
        run.put(Target.WASL_VOLATILE, "closed:64", window(230_000, 260, 700, 2.5, 0, 1));
        run.put(Target.WASL_VOLATILE, "closed:1024", window(350_000, 2_900, 8_000, 2, 0, 1));
        run.put(Target.RELAY, "closed:1", window(16_000, 57, 100, 12, 0, 1));
        run.put(Target.RELAY, "closed:64", window(250_000, 250, 600, 2, 0, 1));
        run.put(Target.RELAY, "closed:1024", window(500_000, 2_000, 6_000, 1, 0, 1));
        run.put(Target.RELAY, "open:5000", window(5_000, 60, 400, 9, 0, 1));
        run.put(Target.RELAY, "open:20000", window(20_000, 70, 1_000, 5, 0, 1));
        run.put(Target.JPOS, "closed:64", window(20_000, 3_000, 9_000, 60, 0, 9_000));
        run.put(Target.JPOS, "closed:1024", window(20_000, 50_000, 90_000, 60, 0, 9_000));
        run.put(Target.JPOS, "open:5000", window(5_000, 200, 2_000, 70, 0, 9_000));
        run.put(Target.JPOS_PLAIN, "closed:64", window(18_000, 3_500, 9_900, 80, 0, 9_000));
        run.put(Target.JPOS_PLAIN, "closed:1024", window(18_000, 56_000, 99_000, 80, 0, 9_000));
        run.put(Target.JPOS_PLAIN, "open:5000", window(5_000, 300, 2_500, 90, 0, 9_000));
        return run;
    }

    private static Window window(long perSecond, long p50Us, long p99Us, double path, double ledger, double bytes) {
        return new Window(perSecond, p50Us, p99Us, path, ledger, bytes, 900, false);
    }

    private void put(Target target, String shape, Window window) {
        windows.put(new Place(target, shape), window);
    }

    MadeUpRun with(Target target, String shape, UnaryOperator<Window> change) {
        var place = new Place(target, shape);
        if (!windows.containsKey(place)) {
            throw new IllegalArgumentException("no " + place);
        }
        windows.computeIfPresent(place, (key, window) -> change.apply(window));
        return this;
    }

    /** The windows of one load as those of another. */
    MadeUpRun renamed(String shape, String to, long perSecond) {
        for (Target target : Target.values()) {
            Window window = windows.get(new Place(target, shape));
            if (window != null) {
                windows.put(new Place(target, to), window.withPerSecond(perSecond));
            }
        }
        return this;
    }

    MadeUpRun without(Target target) {
        windows.keySet().removeIf(place -> place.target == target);
        return this;
    }

    MadeUpRun planned(double seconds, int connections, String... options) {
        plan = new StandPlan(seconds, 1, 15, connections, List.of(options));
        return this;
    }

    MeasuredRun run() {
        var measured = new ArrayList<Measured>();
        windows.forEach((place, window) -> measured.add(measured(place, window)));
        return new MeasuredRun(
                "e2e.json",
                new E2eFile(
                        "a made-up machine",
                        List.of("bench", "e2e", "--json", "/somewhere/e2e.json"),
                        List.of("-Xmx1g"),
                        plan,
                        Map.of(),
                        Map.of(
                                "wasl",
                                        List.of(
                                                "-Xshare:auto",
                                                "-XX:+UseShenandoahGC",
                                                "-Xlog:safepoint:file=/a/b/c.log"),
                                "relay", List.of("-Xshare:auto", "io.wasl.bench.e2e.PartMain")),
                        new DiskForce(100_000, 1_000_000, 3_000_000, 9_000_000),
                        List.of(),
                        measured));
    }

    private static Measured measured(Place place, Window window) {
        LoadResult load =
                Figure.load(LoadShape.parse(place.shape), window.perSecond, 1_000 * window.p50Us, 1_000 * window.p99Us);
        double scale = window.perSecond / 1e6;
        Map<CpuGroup, Double> groups = place.target.isWasl()
                ? Map.of(CpuGroup.LOOP, window.path * scale, CpuGroup.LEDGER, window.ledger * scale)
                : Map.of();
        return new Measured(
                1,
                place.target.word(),
                window.isLossy ? Figure.lossy(load) : load,
                new CpuUse(1, (window.path + window.ledger) * scale, groups, 0.1, 0.1, 0, 0),
                Optional.empty(),
                window.pauseUs < 0
                        ? Optional.empty()
                        : Optional.of(new JvmUse(
                                Map.of(CpuGroup.LOOP, Math.round(window.bytes * window.perSecond)),
                                List.of("G1 Young Generation"),
                                1,
                                1,
                                1_000 * window.pauseUs,
                                "G1CollectForAllocation")));
    }
}
