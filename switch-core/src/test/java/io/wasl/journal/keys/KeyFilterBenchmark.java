package io.wasl.journal.keys;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What a new key costs before it is known to be new: one look into the filter of each run. Prints the figures of
 * docs/PERFORMANCE.md; run by hand.
 */
public final class KeyFilterBenchmark {

    private static final int KEYS_A_TRANSACTION = 4;
    private static final int TRANSACTIONS_A_SEGMENT = 55_000;
    private static final int PROBES = 2_000_000;

    private KeyFilterBenchmark() {}

    /** 300 segments are a log of 20 GB, which merging keeps in 13 runs: four of 64, five of 8, four of one. */
    public static void main(String[] arguments) {
        System.out.println("time of the processor, of this thread");
        measure("300 segments, 13 runs", List.of(64, 64, 64, 64, 8, 8, 8, 8, 8, 1, 1, 1, 1));
        List<Integer> unmerged = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            unmerged.add(1);
        }
        measure("300 segments, never merged", unmerged);
    }

    private static void measure(String what, List<Integer> segments) {
        List<KeyFilter> filters = new ArrayList<>();
        long bytes = 0;
        long key = 0;
        for (int size : segments) {
            long keys = (long) size * TRANSACTIONS_A_SEGMENT * KEYS_A_TRANSACTION;
            filters.add(filter(key, keys));
            key += keys;
            bytes += KeyFilter.blocks(keys) * KeyFilter.BLOCK_BYTES;
        }
        long maybe = 0;
        for (int round = 0; round < 3; round++) {
            maybe = 0;
            long begin = processorNs();
            for (long probe = 0; probe < PROBES; probe++) {
                maybe += mayHold(filters, Entry.idHigh(9 + round, probe), Entry.idLow(9 + round, probe)) ? 1 : 0;
            }
            long ns = (processorNs() - begin) / PROBES;
            System.out.printf(
                    "%s: %d keys, %d MiB of filters, %d ns a new key, %.2f%% of them cost a read%n",
                    what, key, bytes >> 20, ns, 100.0 * maybe / PROBES);
        }
    }

    private static long processorNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static boolean mayHold(List<KeyFilter> filters, long high, long low) {
        for (int i = filters.size() - 1; i >= 0; i--) {
            if (filters.get(i).mayHold(high, low)) {
                return true;
            }
        }
        return false;
    }

    private static KeyFilter filter(long from, long keys) {
        long blocks = KeyFilter.blocks(keys);
        ByteBuffer[] chunks = new ByteBuffer[FilterMemory.chunks(blocks * KeyFilter.BLOCK_BYTES)];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = ByteBuffer.allocateDirect(FilterMemory.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        }
        for (long key = from; key < from + keys; key++) {
            long at = KeyFilter.block(Entry.idHigh(1, key), blocks) * KeyFilter.BLOCK_BYTES;
            KeyFilter.mark(
                    chunks[(int) (at / FilterMemory.CHUNK_BYTES)],
                    (int) (at % FilterMemory.CHUNK_BYTES),
                    Entry.idLow(1, key));
        }
        return new KeyFilter(blocks, chunks);
    }
}
