package io.wasl.journal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

final class KeyFilterTest {

    private static final int KEYS = 200_000;

    private final KeyFilter filter = filterOf(KEYS);

    @Test
    void shouldHoldEveryKeyThatWasMarked() {
        for (long key = 0; key < KEYS; key++) {
            assertThat(filter.mayHold(Entry.idHigh(1, key), Entry.idLow(1, key)))
                    .as("key %s", key)
                    .isTrue();
        }
    }

    /** README and PERFORMANCE say one in a thousand. */
    @Test
    void shouldRuleOutAllButOneInSixHundredOfTheOthers() {
        int wrong = 0;
        for (long key = 0; key < KEYS; key++) {
            wrong += filter.mayHold(Entry.idHigh(2, key), Entry.idLow(2, key)) ? 1 : 0;
        }
        System.out.println("keys that are not there and may be: " + wrong + " of " + KEYS);
        assertThat(wrong).isLessThan(KEYS / 600);
    }

    @Test
    void shouldHoldNothingWithoutKeys() {
        assertThat(KeyFilter.EMPTY.mayHold(1, 2)).isFalse();
    }

    @Test
    void shouldPutHashesIntoBlocksInTheirOrder() {
        long[] ascending = {0, 1, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1};
        long blocks = 12_345;
        long before = 0;
        for (long high : ascending) {
            long block = KeyFilter.block(high, blocks);
            assertThat(block).isBetween(before, blocks - 1);
            before = block;
        }
        assertThat(before).isEqualTo(blocks - 1);
    }

    private static KeyFilter filterOf(int keys) {
        long blocks = KeyFilter.blocks(keys);
        ByteBuffer[] chunks = new ByteBuffer[FilterMemory.chunks(blocks * KeyFilter.BLOCK_BYTES)];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = ByteBuffer.allocateDirect(FilterMemory.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        }
        for (long key = 0; key < keys; key++) {
            long at = KeyFilter.block(Entry.idHigh(1, key), blocks) * KeyFilter.BLOCK_BYTES;
            KeyFilter.mark(
                    chunks[(int) (at / FilterMemory.CHUNK_BYTES)],
                    (int) (at % FilterMemory.CHUNK_BYTES),
                    Entry.idLow(1, key));
        }
        return new KeyFilter(blocks, chunks);
    }
}
