package io.wasl.codec;

import io.wasl.config.ConfigException;
import io.wasl.fuzz.FuzzInput;
import io.wasl.fuzz.FuzzTarget;
import java.util.List;

/** Tag, length, value of other widths than BER's, in text and in digits. */
public final class TaggedFuzz implements FuzzTarget {

    private final DividedInputs inputs;

    public TaggedFuzz() throws ConfigException {
        inputs = new DividedInputs("""
            form: tagged
            tag: { bytes: 2, encoding: ascii }
            length: { bytes: 3, encoding: ascii, counts: bytes }
            odd-digits: { filler: f }
            fields: { '01': { type: an..50 }, '02': { type: n6 }, PA: { type: n..19, encoding: bcd } }
            """, """
            form: tagged
            check: true
            order: length-tag
            tag: { bytes: 1, encoding: binary }
            length: { bytes: 1, encoding: binary, inclusive: true, counts-tag: true }
            fields: { '0A': { type: b..50 }, '0B': { type: ans8, encoding: ebcdic }, FF: { type: b16 } }
            """, """
            form: tagged
            tag: { bytes: 2, encoding: bcd }
            length: { encoding: ber, counts: characters }
            fields: { '0001': { type: x+n8, encoding: bcd }, '9999': { type: b..40, encoding: hex } }
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
