package io.wasl.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/**
 * The whole engine through its public doors, with a log and links that forget; see {@link EngineRig}. One operation is a
 * transaction: decode, validate, de-duplicate, route, tokenize, R1 R2, forward, decode, correlate, R3, respond, R4.
 */
public class EngineBenchmark extends MessageBenchmark {

    private static final int TURN = 64;

    private EngineRig rig;

    /** A table of a million ranges, messages, an engine that leads. */
    @Setup
    public void prepare() {
        Workload work = Workload.of(Encoding.of(encoding), BinMix.MILLION, Traffic.MESSAGES);
        rig = new EngineRig(work, TURN, System::nanoTime, System::currentTimeMillis);
    }

    /** A transaction alone in its turns of the loop. */
    @Benchmark
    public int hop() {
        return rig.turn(1);
    }

    /** Many in one turn, as under load: one commit and one flush for all of them. */
    @Benchmark
    @OperationsPerInvocation(TURN)
    public int hopOf64() {
        return rig.turn(TURN);
    }
}
