package io.wasl.codec;

import io.wasl.config.ConfigException;
import io.wasl.fuzz.FuzzInput;
import io.wasl.fuzz.FuzzTarget;
import java.util.List;

/** Parts announced by a bitmap of their own, continued, in hex. */
public final class SubBitmapFuzz implements FuzzTarget {

    private final DividedInputs inputs;

    public SubBitmapFuzz() throws ConfigException {
        inputs = new DividedInputs("""
            form: bitmap
            bitmap: binary
            bits: 64
            continued: true
            fields: { 2: { type: an4 }, 3: { type: n..6, prefix: ascii }, 33: { type: b8 }, 64: { type: ans..9 }, 128: { type: b8 } }
            """, """
            form: bitmap
            check: true
            bitmap: hex
            bits: 24
            fields: { 1: { type: b...200, prefix: ascii, parts: { form: bitmap, bitmap: hex-ebcdic, bits: 8, continued: true, fields: { 2: { type: n3 }, 9: { type: an..5, prefix: ebcdic } } } }, 24: { type: n2 } }
            """);
    }

    @Override
    public void run(byte[] input) {
        inputs.run(new FuzzInput(input));
    }

    @Override
    public List<byte[]> seeds() {
        return inputs.seeds();
    }
}
