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
 * The same hop by jPOS 2.1.10, on the same bytes: unpack, set the same elements, pack, both ways. See {@link JposHop} for
 * what was done in its favour.
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
public class PeerBenchmark {

    /** How the messages are written. */
    @Param({"ascii", "binary"})
    public String encoding = "ascii";

    @SuppressWarnings("NullAway.Init") // by prepare()
    private Turns turns;

    /** A table, messages, jPOS's packager. */
    @Setup
    public void prepare() {
        turns = Turns.of(encoding, HopKind.JPOS);
    }

    /** One request and its answer. */
    @Benchmark
    public int jposHop() {
        return turns.hop();
    }
}
