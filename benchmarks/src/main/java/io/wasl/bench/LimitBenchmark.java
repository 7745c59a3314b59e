package io.wasl.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** The limit that memory sets to any hop over the same bytes; see {@link BareHop}. */
@Yardstick
public class LimitBenchmark extends HopBenchmark {

    /** Made by JMH. */
    public LimitBenchmark() {
        super(HopKind.BARE);
    }

    /** Copies the two frames. */
    @Benchmark
    public int copy() {
        return turns().bare().copy(turns().next());
    }

    /** Walks the two frames. */
    @Benchmark
    public int walk() {
        return turns().bare().walk(turns().next());
    }

    /** Walks and copies the two frames, looks the BIN up and the STAN. */
    @Benchmark
    public int hop() {
        return turns().hop();
    }
}
