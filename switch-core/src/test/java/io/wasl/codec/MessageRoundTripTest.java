package io.wasl.codec;

import static io.wasl.codec.Messages.ASCII;
import static io.wasl.codec.Messages.BINARY;
import static io.wasl.codec.Messages.bytes;
import static io.wasl.codec.Messages.decode;
import static io.wasl.codec.Messages.elements;
import static io.wasl.codec.Messages.encode;
import static io.wasl.codec.Messages.rewrite;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.iso.ElementSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** decode(encode(x)) = x for random messages, in each dialect and across dialects. */
final class MessageRoundTripTest {

    private static final long SEED = 8583;
    private static final int MESSAGES = 3_000;

    /** Every form that the shipped dialects do not use. */
    private static final String EXOTIC = """
            version: 1987
            mti: ascii
            bitmap: binary
            encodings: { n: bcd, z: bcd, x+n: bcd, b: binary }
            prefix: binary
            counts: bytes
            odd-digits: { fixed: right, variable: left, filler: f }
            elements:
              2: { type: n..19 }
              3: { type: n6 }
              11: { type: n5 }
              22: { type: n3, odd-digits: left }
              28: { type: x+n7 }
              29: { type: x+n8, encoding: ascii }
              35: { type: z..37 }
              36: { type: z...104, prefix: bcd }
              39: { type: an2 }
              40: { type: a3 }
              41: { type: as8 }
              44: { type: s..25, prefix: ascii }
              45: { type: z..76, odd-digits: right }
              52: { type: b64, encoding: hex }
              55: { type: b...255, encoding: hex }
              60: { type: any....5000 }
              61: { type: n....4321, prefix: bcd, counts: characters }
              70: { type: n3, encoding: ascii }
              100: { type: ns...100 }
              128: { type: b64 }
            """;

    @Test
    void shouldReadBackWhatItWroteInAscii() {
        roundTrips(ASCII);
    }

    @Test
    void shouldReadBackWhatItWroteInBinary() {
        roundTrips(BINARY);
    }

    @Test
    void shouldReadBackWhatItWroteInEveryOtherForm() throws Exception {
        roundTrips(Messages.dialect(EXOTIC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iso87-ebcdic",
                "iso93-ascii",
                "iso93-binary",
                "iso93-ebcdic",
                "iso03-ascii",
                "iso03-binary",
                "iso03-ebcdic"
            })
    void shouldReadBackWhatItWroteInEveryShippedDialect(String name) {
        roundTrips(Messages.shipped(name));
    }

    private static void roundTrips(Dialect dialect) {
        Random random = new Random(SEED);
        for (int i = 0; i < MESSAGES; i++) {
            ElementSet sent = RandomElements.elements(dialect, random, random.nextDouble() * 0.4);
            byte[] wire = encode(dialect, 0x0100, sent);
            MessageView view = decode(dialect, wire);
            assertThat(bytes(elements(view))).as("seed %d, message %d", SEED, i).isEqualTo(bytes(sent));
            assertThat(areReadByteByByte(view, sent))
                    .as("seed %d, message %d", SEED, i)
                    .isTrue();
            assertThat(rewrite(dialect, view))
                    .as("seed %d, message %d rewritten", SEED, i)
                    .isEqualTo(wire);
        }
    }

    private static boolean areReadByteByByte(MessageView view, ElementSet sent) {
        boolean same = true;
        for (int i = 0; i < sent.length(); i = sent.next(i)) {
            int start = sent.valueAt(i);
            same &= view.same(sent.elementAt(i), sent.buffer(), start, sent.lengthAt(start));
        }
        return same;
    }

    @Test
    void shouldCrossDialectsAndComeBackTheSame() {
        Random random = new Random(SEED);
        for (int i = 0; i < MESSAGES; i++) {
            ElementSet sent = RandomElements.elements(ASCII, random, random.nextDouble() * 0.4);
            byte[] ascii = encode(ASCII, 0x0200, sent);
            byte[] binary = rewrite(BINARY, decode(ASCII, ascii));
            assertThat(binary).as("seed %d, message %d", SEED, i).isEqualTo(encode(BINARY, 0x0200, sent));
            assertThat(rewrite(ASCII, decode(BINARY, binary)))
                    .as("seed %d, message %d back", SEED, i)
                    .isEqualTo(ascii);
        }
    }

    @Test
    void shouldRewriteLikeWritingAnew() {
        Random random = new Random(SEED);
        for (Dialect dialect : new Dialect[] {ASCII, BINARY}) {
            for (int i = 0; i < MESSAGES; i++) {
                rewriteAtRandom(dialect, random, i);
            }
        }
    }

    /** Copied runs against a model that knows nothing of runs. */
    private static void rewriteAtRandom(Dialect dialect, Random random, int message) {
        ElementSet model = RandomElements.elements(dialect, random, random.nextDouble() * 0.5);
        MessageView source = decode(dialect, encode(dialect, 0x0100, model));
        MessageWriter writer = new MessageWriter().begin(dialect, 0x0110, source);
        for (int change = random.nextInt(12); change > 0; change--) {
            int de = 2 + random.nextInt(127);
            if (dialect.declares(de)) {
                model.remove(de);
                writer.remove(de);
                if (random.nextBoolean()) {
                    byte[] value = RandomElements.value(dialect.spec(de), random);
                    model.put(de, value, 0, value.length);
                    writer.set(de, value, 0, value.length);
                }
            }
        }
        assertThat(encode(writer))
                .as("seed %d, %s message %d", SEED, dialect, message)
                .isEqualTo(encode(dialect, 0x0110, model));
    }

    @Test
    void shouldNeverThrowOnGarbage() throws Exception {
        Random random = new Random(SEED);
        MessageView view = new MessageView();
        for (Dialect dialect : new Dialect[] {ASCII, BINARY, Messages.dialect(EXOTIC)}) {
            for (int i = 0; i < 20_000; i++) {
                byte[] wire = random.nextBoolean()
                        ? garbage(random)
                        : spoiled(encode(dialect, 0x0100, RandomElements.elements(dialect, random, 0.1)), random);
                if (view.decode(dialect, wire, 0, wire.length)) {
                    assertThat(bytes(elements(decode(dialect, encode(dialect, view.mti(), elements(view))))))
                            .as("seed %d, %s garbage %d", SEED, dialect, i)
                            .isEqualTo(bytes(elements(view)));
                } else {
                    assertThat(view.error().offset()).isBetween(0, wire.length);
                }
            }
        }
    }

    private static byte[] garbage(Random random) {
        byte[] wire = new byte[random.nextInt(200)];
        random.nextBytes(wire);
        return wire;
    }

    private static byte[] spoiled(byte[] wire, Random random) {
        for (int change = 1 + random.nextInt(3); change > 0; change--) {
            wire[random.nextInt(wire.length)] = (byte) random.nextInt(256);
        }
        return wire;
    }
}
