package io.wasl.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SegmentChainTest {

    private static final int BLOCK = AesCmac.BLOCK_BYTES;

    private final Random random = new Random(31);
    private final Keys keys = Keys.generate(random::nextBytes);
    private final byte[] salt = new byte[SegmentCipher.SALT_BYTES];

    /** Against {@link AesCmac}, which the vectors of RFC 4493 and SP 800-38B check: lengths around blocks and chunks. */
    @Test
    void shouldBeTheCmacOfTheValueBeforeAndTheBytes() {
        byte[] key = new byte[Keys.KEY_BYTES];
        random.nextBytes(key);
        AesCmac cmac = new AesCmac(key.clone());
        SegmentChain chain = new SegmentChain(key);
        byte[] value = new byte[BLOCK];
        int[] lengths = {1, 15, 16, 17, 32, 111, 128, 8191, 8192, 8193, 8207, 8208, 8209, 16_384, 40_001};
        for (int round = 0; round < 200; round++) {
            int length = round < lengths.length ? lengths[round] : 1 + random.nextInt(20_000);
            byte[] bytes = new byte[length + 7];
            random.nextBytes(bytes);
            byte[] message = Arrays.copyOf(value, BLOCK + length);
            System.arraycopy(bytes, 5, message, BLOCK, length);
            cmac.compute(message, 0, message.length, value, 0);

            chain.extend(bytes, 5, length);
            assertThat(chain.standsAt(value, 0)).as("length %d", length).isTrue();
        }
        assertThat(key).as("the key is wiped").containsOnly(0);
    }

    @Test
    void shouldGoOnFromAValueThatWasRead() {
        SegmentChain first = new SegmentChain(keys, 1, salt);
        SegmentChain second = new SegmentChain(keys, 1, salt);
        byte[] bytes = {1, 2, 3};
        first.extend(bytes, 0, 3);
        second.extend(bytes, 1, 2);
        second.standAt(first.high(), first.low());
        first.extend(bytes, 0, 2);
        second.extend(bytes, 0, 2);
        byte[] value = new byte[BLOCK + 1];
        first.copyTo(value, 1);
        assertThat(second.standsAt(value, 1)).isTrue();
        assertThat(second.high()).isEqualTo(first.high());
        assertThat(second.low()).isEqualTo(first.low());
        value[BLOCK] ^= 1;
        assertThat(second.standsAt(value, 1)).isFalse();
    }

    @Test
    void shouldGiveAnotherValueUnderAnotherKeySaltOrBeginning() {
        byte[] bytes = new byte[40];
        byte[] value = new byte[BLOCK];
        SegmentChain chain = new SegmentChain(keys, 1, salt);
        chain.extend(bytes, 0, bytes.length);
        chain.copyTo(value, 0);

        SegmentChain otherKey = new SegmentChain(Keys.generate(random::nextBytes), 1, salt);
        otherKey.extend(bytes, 0, bytes.length);
        assertThat(otherKey.standsAt(value, 0)).isFalse();
        byte[] otherSalt = salt.clone();
        otherSalt[3] = 1;
        SegmentChain otherSegment = new SegmentChain(keys, 1, otherSalt);
        otherSegment.extend(bytes, 0, bytes.length);
        assertThat(otherSegment.standsAt(value, 0)).isFalse();
        SegmentChain otherBeginning = new SegmentChain(keys, 1, salt);
        otherBeginning.standAt(0, 1);
        otherBeginning.extend(bytes, 0, bytes.length);
        assertThat(otherBeginning.standsAt(value, 0)).isFalse();
    }

    @Test
    void shouldRefuseToStepOverNothing() {
        assertThatThrownBy(() -> new SegmentChain(keys, 1, salt).extend(new byte[4], 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAllocateNothingOnceCompiled() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SegmentChain chain = new SegmentChain(keys, 1, salt);
        byte[] bytes = new byte[20_000];
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 60 && allocated > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 1; i <= 500; i++) {
                chain.extend(bytes, 0, 40 * i);
                chain.copyTo(bytes, 0);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isZero();
    }
}
