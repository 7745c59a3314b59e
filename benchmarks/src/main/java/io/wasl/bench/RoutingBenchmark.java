package io.wasl.bench;

import io.wasl.routing.BinTable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** A PAN to its issuers. */
public class RoutingBenchmark extends RangesBenchmark {

    private BinTable table;

    /** The table, and PANs in all of it. */
    @Setup
    public void prepare() {
        table = drawn().load();
    }

    /** One look-up, check digit included. */
    @Benchmark
    public Object route() {
        int pan = nextPan();
        return table.route(pans(), pan, length(pan));
    }
}
