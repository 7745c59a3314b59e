package io.wasl.codec;

import static io.wasl.codec.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Composites cut, flipped and made of nothing sensible: a part or a {@link DecodeError}, and never an exception. */
final class PartDamageTest {

    private static final String NESTED = """
            type: b...999
            prefix: binary
            encoding: ENCODING
            parts:
              form: bitmap
              bitmap: BITMAP
              bits: 16
              continued: true
              fields:
                2: { type: ans..32 }
                3:
                  type: b...999
                  prefix: ascii
                  encoding: hex
                  parts:
                    form: ber-tlv
                    encodings: { n: bcd, z: bcd }
                    odd-digits: { filler: f }
                    fields:
                      9F02: { type: n12 }
                      5A: { type: n..19 }
                      71: { type: b..99, parts: { form: ber-tlv, fields: { 9F18: { type: b32 }, 86: { type: b..9 } } } }
                5:
                  type: any...999
                  parts:
                    form: tagged
                    order: length-tag
                    tag: { bytes: 2, encoding: ascii }
                    length: { bytes: 2, encoding: bcd, counts-tag: true, inclusive: true, counts: characters }
                    fields:
                      01: { type: n..9, encoding: bcd }
                      02: { type: ans..20, parts: { form: positional, fields: { 1: { type: n2 }, 2: { type: an..5 } } } }
                18: { type: n7, encoding: bcd, parts: { form: positional, fields: { 1: { type: n3 }, 2: { type: n4 } } } }
            """;

    private static final List<String> VALUES = List.of(
            "3.2=key",
            "3.3.9F02=000000012345",
            "3.3.5A=476173900101001",
            "3.3.71.9F18=ABCD",
            "3.3.71.86=xyz",
            "3.3.DF01=?",
            "3.5.01=123",
            "3.5.02.1=42",
            "3.5.02.2=AB",
            "3.5.77=unknown",
            "3.18.1=123",
            "3.18.2=4567");

    private final PartView part = new PartView();
    private final MessageView view = new MessageView();
    private final MessageWriter writer = new MessageWriter();
    private final byte[] target = new byte[32 * 1024];

    @Test
    void shouldStandEveryCutAndFlip() throws Exception {
        for (String encoding : List.of("binary", "hex")) {
            for (String bitmap : List.of("binary", "hex", "hex-ebcdic")) {
                Dialect dialect =
                        Divided.dialect(NESTED.replace("ENCODING", encoding).replace("BITMAP", bitmap));
                List<PartPath> paths = new ArrayList<>();
                byte[] message = sample(dialect, paths);
                shouldStandCuts(dialect, paths, message);
                shouldStandFlips(dialect, paths, message);
            }
        }
    }

    private byte[] sample(Dialect dialect, List<PartPath> paths) {
        writer.begin(dialect, 0x0100);
        for (String value : VALUES) {
            int sign = value.indexOf('=');
            PartPath path = PartPath.of(dialect, value.substring(0, sign));
            paths.add(path);
            byte[] neutral = Divided.latin(value.substring(sign + 1));
            writer.set(path, neutral, 0, neutral.length);
        }
        byte[] message = Messages.encode(writer);
        assertThat(view.decode(dialect, message, 0, message.length)).isTrue();
        for (PartPath path : paths) {
            assertThat(part.find(view, path)).as(path.toString()).isTrue();
        }
        return message;
    }

    /** The element is whole, its content ends early. */
    private void shouldStandCuts(Dialect dialect, List<PartPath> paths, byte[] message) {
        byte[] content = content(dialect, message);
        for (int length = 0; length < content.length; length++) {
            Messages.encode(writer.begin(dialect, 0x0100).set(3, content, 0, length));
            byte[] cut = Messages.encode(writer);
            assertThat(view.decode(dialect, cut, 0, cut.length)).isTrue();
            shouldStand(dialect, paths);
            assertThat(isWhole()).as("cut to %d", length).isEqualTo(length == 0);
        }
    }

    private void shouldStandFlips(Dialect dialect, List<PartPath> paths, byte[] message) {
        for (int place = Divided.HEADER_BYTES; place < message.length; place++) {
            for (int bit = 0; bit <= 8; bit++) {
                byte[] flipped = message.clone();
                flipped[place] ^= (byte) (bit == 8 ? 0xFF : 1 << bit);
                if (view.decode(dialect, flipped, 0, flipped.length)) {
                    shouldStand(dialect, paths);
                }
            }
        }
    }

    @Test
    void shouldStandAnyBytes() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            Dialect dialect = Divided.dialect(new RandomComposites(random).element(3));
            List<PartPath> paths = new ArrayList<>();
            collect(dialect, "3", dialect.spec(3).parts().orElseThrow(), paths);
            for (int run = 0; run < 50; run++) {
                byte[] content = new byte[random.nextInt(60)];
                random.nextBytes(content);
                if (run % 2 == 0) {
                    soften(content, random);
                }
                byte[] message = Messages.encode(writer.begin(dialect, 0x0100).set(3, content, 0, content.length));
                try {
                    assertThat(view.decode(dialect, message, 0, message.length)).isTrue();
                    shouldStand(dialect, paths);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("seed " + seed + ", content " + Messages.hex(content), e);
                }
            }
        }
    }

    /** Small lengths and digits, so that more of it looks like parts. */
    private static void soften(byte[] content, Random random) {
        byte[] likely = hex("000102030405305A9F267131393231");
        for (int i = 0; i < content.length; i++) {
            if (random.nextInt(4) != 0) {
                content[i] = likely[random.nextInt(likely.length)];
            }
        }
    }

    private static void collect(Dialect dialect, String at, Composite composite, List<PartPath> paths) {
        for (PartSpec field : composite.fields()) {
            paths.add(PartPath.of(dialect, at + "." + field.key()));
            field.parts().ifPresent(parts -> collect(dialect, at + "." + field.key(), parts, paths));
        }
    }

    /** Everything that may be done with the message in the view is done. */
    private void shouldStand(Dialect dialect, List<PartPath> paths) {
        byte[] none = {};
        isWhole();
        for (PartPath path : paths) {
            if (part.find(view, path)) {
                int length = part.copy(target, 0);
                assertThat(part.same(target, 0, length)).isTrue();
                assertThat(part.number()).isGreaterThanOrEqualTo(-1);
                // what was read can be written back
                writer.begin(dialect, 0x0100, view).set(path, target, 0, length);
                assertThat(writer.encode(target, 0, target.length)).isPositive();
            } else if (part.isDamaged()) {
                assertThat(part.error().path()).startsWith("3");
            }
            writer.begin(dialect, 0x0100, view).set(path, none, 0, 0).encode(target, 0, target.length);
            writer.begin(dialect, 0x0100, view).remove(path).encode(target, 0, target.length);
        }
    }

    private boolean isWhole() {
        int count = 0;
        for (part.begin(view, 3); part.next(); count++) {
            assertThat(count).isLessThan(1000);
            part.copy(target, 0);
            assertThat(part.key()).isNotEmpty();
            assertThat(part.offset() + part.length()).isLessThanOrEqualTo(view.buffer().length);
        }
        if (part.isDamaged()) {
            assertThat(part.error().de()).isEqualTo(3);
            assertThat(part.error().offset()).isBetween(Divided.HEADER_BYTES, view.buffer().length);
        }
        return !part.isDamaged();
    }

    private byte[] content(Dialect dialect, byte[] message) {
        assertThat(view.decode(dialect, message, 0, message.length)).isTrue();
        return Arrays.copyOf(target, view.copy(3, target, 0));
    }
}
