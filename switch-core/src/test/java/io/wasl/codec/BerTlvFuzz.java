package io.wasl.codec;

import io.wasl.config.ConfigException;
import io.wasl.fuzz.FuzzInput;
import io.wasl.fuzz.FuzzTarget;
import java.util.List;

/** BER-TLV as chip data is: primitive and constructed tags, some not declared, checked when the message is decoded. */
public final class BerTlvFuzz implements FuzzTarget {

    private final DividedInputs inputs;

    public BerTlvFuzz() throws ConfigException {
        inputs = new DividedInputs("""
            form: ber-tlv
            check: true
            odd-digits: { filler: f }
            fields:
              5A: { type: n..19, encoding: bcd, odd-digits: right, sensitivity: pan }
              57: { type: b..19, sensitivity: track }
              82: { type: b16 }
              9F02: { type: n12, encoding: bcd }
              9F26: { type: b64 }
              DF8101: { type: ans..20 }
              71:
                type: b...255
                parts:
                  form: ber-tlv
                  fields:
                    9F18: { type: b32 }
                    86: { type: b..99 }
                    BF0C: { type: b..99, parts: { form: ber-tlv, fields: { C1: { type: an..9 } } } }
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
