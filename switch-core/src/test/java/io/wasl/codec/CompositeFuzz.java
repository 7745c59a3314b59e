package io.wasl.codec;

import io.wasl.config.ConfigException;
import io.wasl.fuzz.FuzzInput;
import io.wasl.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Composites nested at random, up to three deep: positional, bitmap, BER-TLV, tagged in each other.
 *
 * <pre>
 *   which composite │ part to write │ its bytes │ whether framed │ DE 3: whole, or its content
 * </pre>
 */
public final class CompositeFuzz implements FuzzTarget {

    private static final int KINDS = 256;
    private static final int VALUE_BYTES = 12;
    private static final int DEPTHS = 4;
    private static final byte[] HEADER = Messages.hex(Divided.HEADER);

    private final Map<Integer, PartPromises> promises = new HashMap<>();

    @Override
    public void run(byte[] bytes) throws ConfigException {
        FuzzInput input = new FuzzInput(bytes);
        PartPromises kind = kind(input.next());
        int choice = input.next();
        byte[] value = input.take(input.below(VALUE_BYTES));
        boolean isWhole = input.yes();
        byte[] content = input.rest();
        byte[] element = isWhole ? content : wrapped(kind.dialect(), content);
        kind.check(Seeds.join(HEADER, element), choice, value);
    }

    private PartPromises kind(int number) throws ConfigException {
        PartPromises kind = promises.get(number);
        if (kind == null) {
            kind = new PartPromises(Divided.dialect(new RandomComposites(new Random(number)).element(number % DEPTHS)));
            promises.put(number, kind);
        }
        return kind;
    }

    /** The prefix of two bytes, and the content in hex where it stands so. */
    private static byte[] wrapped(Dialect dialect, byte[] content) {
        boolean isHex = dialect.spec(3).value().encoding() == Encoding.HEX;
        byte[] shown = isHex ? Messages.ascii(Messages.hex(content)) : content;
        return Seeds.join(new byte[] {(byte) (content.length >> 8), (byte) content.length}, shown);
    }

    /** Each composite with all its parts, as they are written. */
    @Override
    public List<byte[]> seeds() throws ConfigException {
        List<byte[]> seeds = new ArrayList<>();
        for (int number = 0; number < KINDS; number += 5) {
            Random random = new Random(number);
            Dialect dialect = kind(number).dialect();
            byte[] message = Messages.encode(PartSeeds.all(dialect, random));
            byte[] element = Arrays.copyOfRange(message, HEADER.length, message.length);
            byte[] front = {(byte) number, (byte) random.nextInt(256), 2, '1', '2', 1};
            seeds.add(Seeds.join(front, element));
        }
        return seeds;
    }
}
