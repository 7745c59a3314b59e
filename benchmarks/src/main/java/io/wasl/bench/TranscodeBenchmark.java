package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOPackager;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A request from bytes of one encoding to bytes of another, by Wasl and by jPOS: what links of two kinds cost. */
public class TranscodeBenchmark extends TimedBenchmark {

    private static final int RANGES = 10_000;

    /** From which encoding into which. */
    @Param({"ascii-binary", "binary-ascii", "ascii-ebcdic", "ebcdic-ascii", "binary-ebcdic", "ebcdic-binary"})
    public String way = "ascii-binary";

    private final MessageView view = new MessageView();
    private final MessageWriter writer = new MessageWriter();
    private final byte[] out = new byte[8192];
    private byte[][] requests = {};
    private int next;

    private Dialect from;

    private Dialect into;

    private ISOPackager jposFrom;

    private ISOPackager jposInto;

    /** The requests of the hop. */
    @Setup
    public void prepare() {
        String[] ends = way.split("-", -1);
        from = Encoding.of(ends[0]).dialect();
        into = Encoding.of(ends[1]).dialect();
        jposFrom = JposHop.packager(Encoding.of(ends[0]));
        jposInto = JposHop.packager(Encoding.of(ends[1]));
        Traffic traffic = new Traffic(from, new BinMix(RANGES, BinMix.SEED), Traffic.MESSAGES, BinMix.SEED);
        requests = new byte[traffic.size()][];
        for (int i = 0; i < traffic.size(); i++) {
            requests[i] = traffic.request(i);
        }
    }

    /** Decoded, and each element written anew. */
    @Benchmark
    public int wasl() {
        byte[] message = message();
        if (!view.decode(from, message, 0, message.length)) {
            throw new IllegalStateException("a message of the traffic is illegal: " + view.error());
        }
        return writer.begin(into, view.mti(), view).encode(out, 0, out.length);
    }

    /** Unpacked by one packager, packed by the other. */
    @Yardstick
    @Benchmark
    public byte[] jpos() throws ISOException {
        ISOMsg message = new ISOMsg();
        message.setPackager(jposFrom);
        message.unpack(message());
        message.setPackager(jposInto);
        return message.pack();
    }

    /** What Wasl has made last, so that a test can hold it against jPOS's. */
    byte[] made() {
        return out;
    }

    private byte[] message() {
        return requests[next++ & Traffic.MESSAGES - 1];
    }
}
