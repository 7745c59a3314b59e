package io.wasl.codec;

import io.wasl.config.ConfigException;
import io.wasl.fuzz.FuzzInput;
import io.wasl.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One element in any form that a dialect may declare: its bytes are read, and as neutral text written.
 *
 * <pre>
 *   form │ DE 3 on the wire, and as text
 * </pre>
 */
public final class FieldFormFuzz implements FuzzTarget {

    private static final int FORM_BYTES = 10;
    private static final int MOST_FORMS = 5_000;
    private static final int SEEDS = 150;
    private static final byte[] HEADER = Messages.hex("0100 2000000000000000");
    private static final String FILE = """
            version: 1987
            mti: bcd
            bitmap: binary
            prefix: ascii
            elements:
              39: { type: an2 }
              3: { FORM }
            """;

    private static final List<String> CLASSES =
            Stream.of(CharacterClass.values()).map(CharacterClass::notation).toList();
    private static final List<String> ENCODINGS =
            Stream.of(Encoding.values()).map(DialectReader::notation).toList();
    private static final List<String> PREFIXES = Stream.of(LengthPrefix.Encoding.values())
            .map(DialectReader::notation)
            .toList();
    private static final List<String> PADS = List.of(
            "",
            ", pad: { side: left }",
            ", pad: { side: right, fill: ' ' }",
            ", pad: { side: left, fill: '0' }",
            ", pad: { side: right, fill: '*', trim: true }",
            ", pad: { side: left, fill: '0', trim: true }",
            ", pad: { side: right, fill: '*', to-maximum: true }",
            ", pad: { side: left, to-maximum: true }");

    /** Empty for a form that no dialect may declare. */
    private final Map<String, Optional<Dialect>> dialects = new HashMap<>();

    private final DecodePromises promises = new DecodePromises();
    private final RewritePromises rewriting = new RewritePromises();

    @Override
    public void run(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes);
        Optional<Dialect> dialect = dialect(new FuzzInput(input.take(FORM_BYTES)));
        byte[] content = input.rest();
        dialect.ifPresent(one -> {
            byte[] message = Seeds.join(HEADER, content);
            promises.decode(one, message).ifPresent(view -> {
                rewriting.rewrite(view, message);
                byte[] value = new byte[view.neutralLength(3)];
                view.copy(3, value, 0);
                if (!rewriting.set(one, 3, value)) {
                    throw new AssertionError("what was read is not written");
                }
            });
            rewriting.set(one, 3, content);
        });
    }

    private Optional<Dialect> dialect(FuzzInput form) {
        String element = element(form);
        if (dialects.size() > MOST_FORMS) {
            dialects.clear();
        }
        return dialects.computeIfAbsent(element, one -> {
            try {
                return Optional.of(Messages.dialect(FILE.replace("FORM", one)));
            } catch (ConfigException e) {
                return Optional.empty();
            }
        });
    }

    private static String element(FuzzInput form) {
        String type = CLASSES.get(form.below(CLASSES.size()));
        int dots = form.below(6);
        int length = dots == 0 ? 8 * (1 + form.below(4)) - (type.equals("b") ? 0 : form.below(2)) : 1 + form.next();
        StringBuilder text = new StringBuilder("type: " + type + ".".repeat(dots) + length);
        String encoding = ENCODINGS.get(form.below(ENCODINGS.size()));
        text.append(", encoding: ").append(encoding);
        if (dots > 0) {
            String prefix = PREFIXES.get(form.below(PREFIXES.size()));
            text.append(", prefix: ").append(prefix);
            text.append(", counts: ").append(form.yes() ? "bytes" : "characters");
            boolean isInclusive = form.yes();
            text.append(prefix.equals("ber") ? "" : ", inclusive: " + isInclusive);
        }
        boolean isLeft = form.yes();
        boolean mayBeOdd = encoding.startsWith("bcd") && (dots > 0 || length % 2 != 0);
        text.append(mayBeOdd ? ", odd-digits: " + (isLeft ? "left" : "right") : "");
        return text.append(PADS.get(form.below(PADS.size()))).toString().toLowerCase(Locale.ROOT);
    }

    /** Forms by chance, as many as a short run can use, each with a value. */
    @Override
    public List<byte[]> seeds() {
        Random random = new Random(8583);
        List<byte[]> seeds = new ArrayList<>();
        while (seeds.size() < SEEDS) {
            byte[] form = new byte[FORM_BYTES];
            random.nextBytes(form);
            form[FORM_BYTES - 1] = 0;
            dialect(new FuzzInput(form)).ifPresent(dialect -> {
                byte[] value = RandomElements.value(dialect.spec(3), random);
                byte[] message = Messages.encode(
                        new MessageWriter().begin(dialect, 0x0100).set(3, value, 0, value.length));
                byte[] element = java.util.Arrays.copyOfRange(message, HEADER.length, message.length);
                seeds.add(Seeds.join(form, element));
                seeds.add(Seeds.join(form, value));
            });
        }
        return seeds;
    }
}
