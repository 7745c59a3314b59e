package io.wasl.bench;

import io.wasl.security.Keys;
import io.wasl.security.SegmentCipher;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** PANs made unreadable: one AES-EAX for those of a commit group, as Wasl does, beside one for each. An operation is a PAN. */
public class PanSealBenchmark extends TimedBenchmark {

    static final int GROUP = 64;

    /** A PAN of 19 digits at most, at places of equal width. */
    static final int WIDTH = 24;

    private static final int RANGES = 10_000;
    private static final int HEADER_BYTES = 56;

    private final byte[] header = new byte[HEADER_BYTES];
    private final byte[] plain = new byte[GROUP * WIDTH];
    private final byte[] sealed = new byte[GROUP * (WIDTH + SegmentCipher.TAG_BYTES)];
    private long number;

    private SegmentCipher cipher;

    /** PANs and a key. */
    @Setup
    public void prepare() {
        Random random = new Random(BinMix.SEED);
        BinMix mix = new BinMix(RANGES, BinMix.SEED);
        for (int i = 0; i < GROUP; i++) {
            byte[] pan = mix.pan(random);
            System.arraycopy(pan, 0, plain, i * WIDTH, pan.length);
        }
        Keys keys = Keys.generate(random::nextBytes);
        cipher = new SegmentCipher(keys, keys.panKeyId(), new byte[SegmentCipher.SALT_BYTES]);
    }

    /** All of a group at once. */
    @Benchmark
    @OperationsPerInvocation(GROUP)
    public byte[] group() {
        cipher.begin(++number, header, 0, HEADER_BYTES).seal(plain, 0, plain.length, sealed, 0);
        return sealed;
    }

    /** One after the other, each with a nonce and a tag. */
    @Yardstick
    @Benchmark
    @OperationsPerInvocation(GROUP)
    public byte[] each() {
        for (int i = 0; i < GROUP; i++) {
            cipher.begin(++number, header, 0, HEADER_BYTES)
                    .seal(plain, i * WIDTH, WIDTH, sealed, i * (WIDTH + SegmentCipher.TAG_BYTES));
        }
        return sealed;
    }

    byte[] plain() {
        return plain;
    }

    SegmentCipher cipher() {
        return cipher;
    }

    byte[] header() {
        return header;
    }

    long number() {
        return number;
    }
}
