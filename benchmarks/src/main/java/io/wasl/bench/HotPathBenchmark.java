package io.wasl.bench;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * Wasl's hop of one authorization: decode → route on 1,000,000 ranges → rewrite for the issuer → encode → decode its
 * answer → correlate → rewrite for the acquirer → encode. One operation is a request and its answer.
 */
public class HotPathBenchmark extends HopBenchmark {

    /** Made by JMH. */
    public HotPathBenchmark() {
        super(HopKind.WASL);
    }

    /** One request and its answer. */
    @Benchmark
    public int hop() {
        return turns().hop();
    }
}
