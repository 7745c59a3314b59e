package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BytesTest {

    private static final long SEED = 71;
    private static final int LONGEST = 40;

    private final Random random = new Random(SEED);

    @Test
    void shouldCopyEachLengthAndTouchNothingElse() {
        for (int length = 0; length <= LONGEST; length++) {
            byte[] source = bytes(length + 3);
            byte[] target = bytes(length + 5);
            byte[] expected = target.clone();
            System.arraycopy(source, 3, expected, 2, length);

            Bytes.copy(source, 3, target, 2, length);

            assertThat(target).as("%d bytes", length).isEqualTo(expected);
        }
    }

    @Test
    void shouldCopyWithinOneArrayByAnyDistance() {
        for (int length = 0; length <= LONGEST; length++) {
            for (int to = 0; to <= LONGEST; to++) {
                byte[] array = bytes(2 * LONGEST);
                byte[] expected = array.clone();
                System.arraycopy(expected, LONGEST / 2, expected, to, length);

                Bytes.copy(array, LONGEST / 2, array, to, length);

                assertThat(array).as("%d bytes to %d", length, to).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldSeeEachDifferenceAndNoneBesideTheRegion() {
        for (int length = 0; length <= LONGEST; length++) {
            byte[] one = bytes(length + 4);
            byte[] other = bytes(length + 2);
            System.arraycopy(one, 2, other, 1, length);
            assertThat(Bytes.areEqual(one, 2, other, 1, length)).isTrue();
            for (int i = 0; i < length; i++) {
                byte[] changed = Arrays.copyOf(other, other.length);
                changed[1 + i] ^= 1;
                assertThat(Bytes.areEqual(one, 2, changed, 1, length))
                        .as("byte %d of %d", i, length)
                        .isFalse();
            }
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
