package io.wasl.codec;

import io.wasl.config.ConfigException;
import io.wasl.fuzz.FuzzInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Inputs for one kind of composite, DE 3, of which there are some variants.
 *
 * <pre>
 *   variant │ part to write │ length of its bytes │ its bytes │ content of DE 3
 * </pre>
 */
final class DividedInputs {

    private static final int VALUE_BYTES = 32;
    private static final int SEEDS_OF_EACH = 6;
    /** The prefix of DE 3 takes two bytes. */
    private static final int CONTENT_AT = Divided.HEADER_BYTES + 2;

    private static final int MOST_BYTES = 0xFFFF;

    private final List<PartPromises> variants = new ArrayList<>();

    /** @param parts what is under {@code parts:}, for each variant */
    DividedInputs(String... parts) throws ConfigException {
        for (String one : parts) {
            variants.add(new PartPromises(
                    Divided.dialect("type: b.....65535\nprefix: binary\nprefix-bytes: 2\nparts:\n" + one.indent(2))));
        }
    }

    void run(FuzzInput input) {
        PartPromises variant = variants.get(input.below(variants.size()));
        int choice = input.next();
        byte[] value = input.take(input.below(VALUE_BYTES));
        byte[] content = input.take(MOST_BYTES);
        byte[] prefix = {(byte) (content.length >> 8), (byte) content.length};
        variant.check(Divided.message(Seeds.join(prefix, content)), choice, value);
    }

    List<byte[]> seeds() {
        Random random = new Random(8583);
        List<byte[]> seeds = new ArrayList<>();
        for (int variant = 0; variant < variants.size(); variant++) {
            for (int i = 0; i < SEEDS_OF_EACH; i++) {
                byte[] message =
                        Messages.encode(PartSeeds.all(variants.get(variant).dialect(), random));
                byte[] front = {(byte) variant, (byte) i, 4, '1', '2', '3', '4'};
                seeds.add(Seeds.join(front, Arrays.copyOfRange(message, CONTENT_AT, message.length)));
            }
        }
        return seeds;
    }
}
