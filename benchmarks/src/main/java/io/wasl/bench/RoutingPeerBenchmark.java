package io.wasl.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** A PAN to its issuer by what the JDK has; see {@link FlatRanges}. */
@Yardstick
public class RoutingPeerBenchmark extends RangesBenchmark {

    private FlatRanges flat;

    /** The ranges side by side, and PANs in all of them. */
    @Setup
    public void prepare() {
        flat = new FlatRanges(drawn());
    }

    /** A binary search over their beginnings. */
    @Benchmark
    public int binarySearch() {
        int pan = nextPan();
        return flat.search(pans(), pan, length(pan));
    }

    /** {@link java.util.TreeMap}. */
    @Benchmark
    public int treeMap() {
        int pan = nextPan();
        return flat.tree(pans(), pan, length(pan));
    }
}
