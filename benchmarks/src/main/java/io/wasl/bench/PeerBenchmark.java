package io.wasl.bench;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * The same hop by jPOS 2.1.10, on the same bytes: unpack, set the same elements, pack, both ways. See {@link JposHop} for
 * what was done in its favour.
 */
public class PeerBenchmark extends HopBenchmark {

    /** Made by JMH. */
    public PeerBenchmark() {
        super(HopKind.JPOS);
    }

    /** One request and its answer. */
    @Benchmark
    public int jposHop() {
        return turns().hop();
    }
}
