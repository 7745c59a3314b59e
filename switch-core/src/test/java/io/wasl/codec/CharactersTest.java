package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The eight-byte checks against the one-byte definitions. */
final class CharactersTest {

    private static final long SEED = 20;

    @Test
    void shouldFindEachWrongByteAtEachPlace() {
        for (int length = 0; length <= 26; length++) {
            for (int room = 0; room <= 8; room += 8) {
                everyByteAtEachPlace(length, room);
            }
        }
    }

    /** Legal and illegal neighbours stand around the region: they must not count. */
    private static void everyByteAtEachPlace(int length, int room) {
        byte[] buffer = new byte[3 + length + room];
        for (int place = 0; place < length; place++) {
            for (int value = 0; value < 256; value++) {
                java.util.Arrays.fill(buffer, (byte) 0xFF);
                java.util.Arrays.fill(buffer, 3, 3 + length, (byte) '7');
                buffer[3 + place] = (byte) value;
                boolean digit = value >= '0' && value <= '9';
                boolean printable = value >= 0x20 && value <= 0x7E;
                boolean bcd = value >>> 4 <= 9 && (value & 0xF) <= 9;
                assertThat(Characters.areDigits(buffer, 3, length)).isEqualTo(digit);
                assertThat(Characters.arePrintable(buffer, 3, length)).isEqualTo(printable);
                assertThat(Characters.areBcd(buffer, 3, length)).isEqualTo(bcd);
            }
        }
    }

    @Test
    void shouldCopyDigitsUpToTheFirstOtherByte() {
        Random random = new Random(SEED);
        for (int round = 0; round < 50_000; round++) {
            byte[] buffer = new byte[40];
            for (int i = 0; i < buffer.length; i++) {
                buffer[i] = (byte) (random.nextInt(12) == 0 ? random.nextInt(256) : '0' + random.nextInt(10));
            }
            int at = random.nextInt(20);
            int max = random.nextInt(25);
            byte[] target = new byte[24];
            int digits = 0;
            while (digits < max && at + digits < 40 && buffer[at + digits] >= '0' && buffer[at + digits] <= '9') {
                digits++;
            }

            int copied = Characters.copyDigitWords(buffer, at, max, target);

            boolean endsEarly = copied < digits && copied % 8 == 0 && (copied + 8 > 24 || at + copied + 8 > 40);
            assertThat(copied == digits || endsEarly)
                    .as("seed %d, %d of %d digits", SEED, copied, digits)
                    .isTrue();
            assertThat(java.util.Arrays.equals(target, 0, copied, buffer, at, at + copied))
                    .isTrue();
        }
    }

    @Test
    void shouldWriteHexAsEachNibbleSays() {
        Random random = new Random(SEED);
        for (int round = 0; round < 10_000; round++) {
            int value = random.nextInt();
            byte[] expected = String.format("%08X", value).getBytes(StandardCharsets.US_ASCII);
            assertThat(java.nio.ByteBuffer.wrap(expected).getLong()).isEqualTo(HexDigits.digits(value));
        }
    }

    @Test
    void shouldAgreeWithTheDefinitionOnRandomRegions() {
        Random random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            byte[] buffer = new byte[40];
            for (int at = 0; at < buffer.length; at++) {
                buffer[at] = (byte) (0x1E + random.nextInt(0x62));
            }
            int at = random.nextInt(20);
            int length = random.nextInt(buffer.length - at);
            boolean printable = true;
            for (int k = at; k < at + length; k++) {
                printable &= buffer[k] >= 0x20 && buffer[k] <= 0x7E;
            }
            assertThat(Characters.arePrintable(buffer, at, length))
                    .as("seed %d", SEED)
                    .isEqualTo(printable);
        }
    }

    @Test
    void shouldAgreeWithTheTableOfClassesEightBytesAtATime() {
        Random random = new Random(SEED);
        for (CharacterClass one : CharacterClass.values()) {
            if (one.ordinal() > CharacterClass.Z.ordinal()) {
                continue;
            }
            for (int i = 0; i < 20_000; i++) {
                byte[] text = nearlyLegal(legal(one), random);
                int at = random.nextInt(4);
                int length = random.nextInt(text.length - at + 1);
                boolean isLegal = true;
                for (int k = at; k < at + length; k++) {
                    isLegal &= (CharacterClass.classesOf(text[k]) & one.bit()) != 0;
                }
                assertThat(Characters.areOfClass(text, at, length, one))
                        .as("%s, seed %d, round %d", one, SEED, i)
                        .isEqualTo(isLegal);
            }
        }
    }

    @Test
    void shouldKnowHexDigitsAndEbcdicDigitsEightBytesAtATime() {
        Random random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            byte[] text = nearlyLegal("0123456789abcdefABCDEF", random);
            byte[] ebcdic = nearlyLegal("\u00F0\u00F1\u00F4\u00F5\u00F8\u00F9", random);
            int at = random.nextInt(4);
            int length = random.nextInt(text.length - at + 1);
            boolean areHex = true;
            boolean areDigits = true;
            for (int k = at; k < at + length; k++) {
                areHex &= text[k] > 0 && Character.digit(text[k], 16) >= 0;
                areDigits &= (ebcdic[k] & 0xFF) >= 0xF0 && (ebcdic[k] & 0xFF) <= 0xF9;
            }
            assertThat(Characters.areHex(text, at, length))
                    .as("seed %d, round %d", SEED, i)
                    .isEqualTo(areHex);
            assertThat(Characters.areEbcdicDigits(ebcdic, at, length))
                    .as("seed %d, round %d", SEED, i)
                    .isEqualTo(areDigits);
        }
        byte[] digits = "x0123456789aBcDeF".getBytes(StandardCharsets.US_ASCII);
        assertThat(HexDigits.number(digits, 1)).isEqualTo(0x0123456789ABCDEFL);
        assertThat(HexDigits.number("ffffFFFF00000000".getBytes(StandardCharsets.US_ASCII), 0))
                .isEqualTo(0xFFFFFFFF00000000L);
    }

    /** 24 bytes, all of them legal or all but one. */
    private static byte[] nearlyLegal(String legal, Random random) {
        byte[] text = new byte[24];
        for (int k = 0; k < text.length; k++) {
            text[k] = (byte) legal.charAt(random.nextInt(legal.length()));
        }
        if (random.nextBoolean()) {
            text[random.nextInt(text.length)] = (byte) random.nextInt(256);
        }
        return text;
    }

    @Test
    void shouldAllowWhatTheStandardSays() {
        assertThat(legal(CharacterClass.N)).isEqualTo("0123456789");
        assertThat(legal(CharacterClass.A)).hasSize(1 + 52).contains(" ").doesNotContain("0", "-");
        assertThat(legal(CharacterClass.AN)).hasSize(1 + 10 + 52).contains(" ").doesNotContain("-");
        assertThat(legal(CharacterClass.AS)).hasSize(95 - 10).contains("-").doesNotContain("0");
        assertThat(legal(CharacterClass.NS)).hasSize(95 - 52).contains("-", "0").doesNotContain("A");
        assertThat(legal(CharacterClass.ANS)).hasSize(95);
        assertThat(legal(CharacterClass.S)).hasSize(95 - 62);
        assertThat(legal(CharacterClass.Z)).isEqualTo("0123456789:;<=>?D");
    }

    private static String legal(CharacterClass characterClass) {
        StringBuilder legal = new StringBuilder();
        for (int c = 0; c < 256; c++) {
            if ((CharacterClass.classesOf((byte) c) & characterClass.bit()) != 0) {
                legal.append((char) c);
            }
        }
        return legal.toString();
    }
}
