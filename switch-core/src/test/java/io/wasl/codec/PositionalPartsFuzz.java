package io.wasl.codec;

import io.wasl.config.ConfigException;
import io.wasl.fuzz.FuzzInput;
import io.wasl.fuzz.FuzzTarget;
import java.util.List;

/** Parts one behind the other, some within a byte. */
public final class PositionalPartsFuzz implements FuzzTarget {

    private final DividedInputs inputs;

    public PositionalPartsFuzz() throws ConfigException {
        inputs = new DividedInputs("""
            form: positional
            fields: { 1: { type: n4 }, 2-4: { type: an3 }, 5: { type: b..30, prefix: ber }, 6: { type: ans...999, rest: true } }
            """, """
            form: positional
            check: true
            fields: { 1: { type: n3, encoding: bcd }, 2: { type: x+n6, encoding: overpunched }, 3: { type: z..37, encoding: bcd, prefix: bcd } }
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
