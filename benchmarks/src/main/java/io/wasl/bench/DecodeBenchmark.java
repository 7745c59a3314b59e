package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
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

/** From bytes to a checked message, of which nothing is copied. */
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
public class DecodeBenchmark {

    private static final int RANGES = 10_000;

    /** How the messages are written. */
    @Param({"ascii", "binary"})
    public String encoding = "ascii";

    private final MessageView view = new MessageView();
    private final byte[] pan = new byte[32];
    private byte[][] requests = {};
    private byte[][] answers = {};
    private int next;

    @SuppressWarnings("NullAway.Init") // by prepare()
    private Dialect dialect;

    /** The messages of the hop. */
    @Setup
    public void prepare() {
        dialect = Encoding.of(encoding).dialect();
        Traffic traffic = new Traffic(dialect, new BinMix(RANGES, BinMix.SEED), Traffic.MESSAGES, BinMix.SEED);
        requests = new byte[traffic.size()][];
        answers = new byte[traffic.size()][];
        for (int i = 0; i < traffic.size(); i++) {
            requests[i] = traffic.request(i);
            answers[i] = traffic.answer(i);
        }
    }

    /** A request of 21 elements. */
    @Benchmark
    public boolean request() {
        byte[] message = requests[next++ & Traffic.MESSAGES - 1];
        return view.decode(dialect, message, 0, message.length);
    }

    /** An answer of 17 elements. */
    @Benchmark
    public boolean answer() {
        byte[] message = answers[next++ & Traffic.MESSAGES - 1];
        return view.decode(dialect, message, 0, message.length);
    }

    /** A request, and its PAN and amount taken out. */
    @Benchmark
    public long requestAndRead() {
        byte[] message = requests[next++ & Traffic.MESSAGES - 1];
        view.decode(dialect, message, 0, message.length);
        return view.pan(pan, 0) + view.number(4);
    }
}
