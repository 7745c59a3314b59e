package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** From bytes to a checked message, of which nothing is copied. */
public class DecodeBenchmark extends MessageBenchmark {

    private static final int RANGES = 10_000;

    private final MessageView view = new MessageView();
    private final byte[] pan = new byte[32];
    private byte[][] requests = {};
    private byte[][] answers = {};
    private int next;

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
