package io.wasl.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The same hop by the open libraries of the field, on the same bytes: parse, set the same elements, write, both ways. See
 * {@link JposHop} and {@link J8583Hop} for what was done in their favour.
 */
@Yardstick
public class PeerBenchmark extends TimedBenchmark {

    /** jPOS 2.1.10 before the traffic. */
    @State(Scope.Thread)
    public static class Jpos extends HopBenchmark {

        /** Made by JMH. */
        public Jpos() {
            super(HopKind.JPOS);
        }
    }

    /** j8583 3.0.1 before the traffic. */
    @State(Scope.Thread)
    public static class J8583 extends HopBenchmark {

        /** Made by JMH. */
        public J8583() {
            super(HopKind.J8583);
        }
    }

    /** One request and its answer by jPOS. */
    @Benchmark
    public int jposHop(Jpos jpos) {
        return jpos.turns().hop();
    }

    /** One request and its answer by j8583. */
    @Benchmark
    public int j8583Hop(J8583 j8583) {
        return j8583.turns().hop();
    }
}
