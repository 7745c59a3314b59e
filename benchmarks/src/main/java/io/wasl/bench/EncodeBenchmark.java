package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** From a received message, changed or not, or from nothing, to bytes. */
public class EncodeBenchmark extends MessageBenchmark {

    private static final int RANGES = 10_000;

    private final byte[] stan = "000042".getBytes(StandardCharsets.US_ASCII);
    private final byte[] out = new byte[8192];
    private final MessageWriter writer = new MessageWriter();
    private final ElementSet elements = new ElementSet(4096);
    private MessageView[] views = {};
    private int next;

    private Dialect own;

    private Dialect foreign;

    /** The requests of the hop, decoded; and one of them element by element. */
    @Setup
    public void prepare() {
        own = Encoding.of(encoding).dialect();
        Encoding other = Encoding.of(encoding) == Encoding.ASCII ? Encoding.BINARY : Encoding.ASCII;
        foreign = other.dialect();
        Traffic traffic = new Traffic(own, new BinMix(RANGES, BinMix.SEED), Traffic.MESSAGES, BinMix.SEED);
        views = new MessageView[traffic.size()];
        Arrays.setAll(views, i -> decoded(own, traffic.request(i)));
        elements.clear();
        views[0].copyTo(elements, ElementMask.ALL);
    }

    private static MessageView decoded(Dialect dialect, byte[] message) {
        MessageView view = new MessageView();
        if (!view.decode(dialect, message, 0, message.length)) {
            throw new IllegalStateException("a message of the traffic is illegal: " + view.error());
        }
        return view;
    }

    /** The same dialect, another STAN. */
    @Benchmark
    public int rewrite() {
        return writer.begin(own, Traffic.REQUEST_MTI, view())
                .set(11, stan, 0, stan.length)
                .encode(out, 0, out.length);
    }

    /** Into the other encoding, another STAN. */
    @Benchmark
    public int transcode() {
        return writer.begin(foreign, Traffic.REQUEST_MTI, view())
                .set(11, stan, 0, stan.length)
                .encode(out, 0, out.length);
    }

    /** All 21 elements from their neutral form. */
    @Benchmark
    public int build() {
        return writer.begin(own, Traffic.REQUEST_MTI).setAll(elements).encode(out, 0, out.length);
    }

    private MessageView view() {
        return views[next++ & Traffic.MESSAGES - 1];
    }
}
