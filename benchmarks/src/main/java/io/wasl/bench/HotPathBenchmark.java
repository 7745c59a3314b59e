package io.wasl.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Wasl's hop of one authorization: decode → route on 1,000,000 ranges → rewrite for the issuer → encode → decode its
 * answer → correlate → rewrite for the acquirer → encode. One operation is a request and its answer.
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
public class HotPathBenchmark {

    /** How the messages are written. */
    @Param({"ascii", "binary"})
    public String encoding = "ascii";

    @SuppressWarnings("NullAway.Init") // by prepare()
    private Turns turns;

    /** A table, messages, the parts. */
    @Setup
    public void prepare() {
        turns = Turns.of(encoding, HopKind.WASL);
    }

    /** One request and its answer. */
    @Benchmark
    public int hop() {
        return turns.hop();
    }
}
