package io.wasl.bench;

import io.wasl.security.Keys;
import io.wasl.security.PanTokenizer;
import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The keyed token of a PAN: AES-CMAC, as Wasl has it, beside HMAC-SHA256. */
public class PanTokenBenchmark extends TimedBenchmark {

    private static final int PANS = 4096;
    private static final int RANGES = 10_000;
    private static final int HMAC_BYTES = 32;

    private final byte[][] pans = new byte[PANS][];
    private final byte[] out = new byte[HMAC_BYTES];
    private int next;

    private PanTokenizer tokenizer;

    private Mac hmac;

    /** PANs, and a key for each kind. */
    @Setup
    public void prepare() {
        Random random = new Random(BinMix.SEED);
        BinMix mix = new BinMix(RANGES, BinMix.SEED);
        for (int i = 0; i < PANS; i++) {
            pans[i] = mix.pan(random);
        }
        tokenizer = new PanTokenizer(Keys.generate(random::nextBytes));
        byte[] key = new byte[HMAC_BYTES];
        random.nextBytes(key);
        try {
            hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", e);
        }
    }

    /** One token of 128 bits. */
    @Benchmark
    public long cmac() {
        byte[] pan = pan();
        tokenizer.compute(pan, 0, pan.length);
        return tokenizer.high() ^ tokenizer.low();
    }

    /** One token of 256 bits. */
    @Yardstick
    @Benchmark
    public byte[] hmac() throws GeneralSecurityException {
        byte[] pan = pan();
        hmac.update(pan, 0, pan.length);
        hmac.doFinal(out, 0);
        return out;
    }

    private byte[] pan() {
        return pans[next++ & PANS - 1];
    }
}
