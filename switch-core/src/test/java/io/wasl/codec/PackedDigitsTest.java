package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Words of digits against one digit after the other. */
final class PackedDigitsTest {

    private static final int ROUNDS = 30_000;
    private static final int LONGEST_BYTES = 14;

    private final long seed = Long.getLong("wasl.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @Test
    void shouldUnpackEachNibble() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] wire = new byte[LONGEST_BYTES];
            random.nextBytes(wire);
            int at = random.nextInt(4);
            int skip = random.nextInt(2);
            int digits = random.nextInt(2 * (LONGEST_BYTES - at) - skip + 1);
            byte[] target = new byte[digits + 2];
            byte[] expected = new byte[digits + 2];
            for (int i = 0; i < digits; i++) {
                expected[1 + i] = (byte) ('0' + nibble(wire, 2 * at + skip + i));
            }

            PackedDigits.unpack(wire, 2 * at + skip, digits, '0', target, 1);

            assertThat(target).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void shouldFindTheFirstNibbleThatIsNoDigit() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] wire = new byte[LONGEST_BYTES];
            for (int i = 0; i < wire.length; i++) {
                wire[i] = (byte) (random.nextInt(10) << 4 | random.nextInt(10));
            }
            wire[random.nextInt(wire.length)] |= (byte) (random.nextBoolean() ? 0xF0 : 0x0F);
            int from = random.nextInt(8);
            int max = random.nextInt(2 * LONGEST_BYTES - from + 1);
            int expected = 0;
            while (expected < max && nibble(wire, from + expected) <= 9) {
                expected++;
            }
            byte[] target = new byte[max];

            assertThat(PackedDigits.leading(wire, from, max, target))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
            for (int i = 0; i < expected; i++) {
                assertThat(target[i]).as("seed %d", seed).isEqualTo((byte) ('0' + nibble(wire, from + i)));
            }
        }
    }

    @Test
    void shouldPackWhatItUnpacks() {
        ValuePlan plan = plan(Messages.BINARY, 2);
        for (int digits = 0; digits <= 19; digits++) {
            byte[] value = "9012345678901234567".substring(0, digits).getBytes(StandardCharsets.US_ASCII);
            byte[] wire = new byte[12];
            Arrays.fill(wire, (byte) 0xEE);

            PackedDigits.pack(plan, value, 0, digits, wire, 1);

            byte[] back = new byte[digits];
            PackedDigits.unpack(wire, 2 + PackedDigits.skipped(plan, digits), digits, '0', back, 0);
            assertThat(back).isEqualTo(value);
            assertThat(wire[0]).isEqualTo((byte) 0xEE);
            assertThat(wire[1 + plan.wireBytes(digits)]).isEqualTo((byte) 0xEE);
        }
    }

    private static ValuePlan plan(Dialect dialect, int de) {
        return dialect.plans[de];
    }

    private static int nibble(byte[] wire, int index) {
        int both = wire[index / 2] & 0xFF;
        return index % 2 == 0 ? both / 16 : both % 16;
    }
}
