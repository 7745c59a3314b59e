package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;

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
