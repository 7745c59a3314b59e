package io.wasl.bench;

import org.openjdk.jmh.annotations.Setup;

/** Something that takes the traffic through a hop, one message after the other, with a table of 1,000,000 ranges. */
public abstract class HopBenchmark extends MessageBenchmark {

    private final HopKind kind;
    private Turns turns;

    HopBenchmark(HopKind kind) {
        this.kind = kind;
    }

    /** A table, messages, the hop's parts. */
    @Setup
    public void prepare() {
        turns = Turns.of(encoding, kind);
    }

    Turns turns() {
        return turns;
    }
}
