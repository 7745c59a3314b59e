package io.wasl.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole engine through its public doors, with a log and links that forget; see {@link EngineRig}. One operation is a
 * transaction: decode, validate, de-duplicate, route, tokenize, R1 R2, forward, decode, correlate, R3, respond, R4.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgsPrepend = {
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"
        })
public class EngineBenchmark {

    private static final int TURN = 64;

    /** How the messages are written. */
    @Param({"ascii", "binary"})
    public String encoding = "ascii";

    @SuppressWarnings("NullAway.Init") // by prepare()
    private EngineRig rig;

    /** A table of a million ranges, messages, an engine that leads. */
    @Setup
    public void prepare() {
        Encoding written = Encoding.of(encoding);
        BinMix mix = new BinMix(BinMix.MILLION, BinMix.SEED);
        Traffic traffic = new Traffic(written.dialect(), mix, Traffic.MESSAGES, BinMix.SEED);
        rig = new EngineRig(written, mix.load(), traffic, TURN, System::nanoTime, System::currentTimeMillis);
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
