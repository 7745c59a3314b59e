package io.wasl.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.ConfigException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of a million ranges, the largest that the house promises to hold in under 64 MB. */
class LargeBinTableTest {

    private static final int RANGES = 1_000_000;
    private static final long PROMISED_BYTES = 64_000_000;

    @TempDir
    Path folder;

    @Test
    void shouldHoldAMillionRangesInTheMemoryPromised() throws IOException, ConfigException {
        Path csv = folder.resolve("routes.csv");
        writeRanges(csv);
        BinTable.load(csv, TableFile.ISSUERS);
        long before = usedAfterCollection();
        BinTable table = BinTable.load(csv, TableFile.ISSUERS);
        long heap = usedAfterCollection() - before;

        assertThat(table.ranges()).isEqualTo(RANGES);
        assertThat(table.memoryBytes()).isLessThan(PROMISED_BYTES);
        assertThat(heap).as("bytes of heap").isBetween(table.memoryBytes() / 2, PROMISED_BYTES);
        assertThat(table.explain("400000").parts()).hasSize(Explainer.MOST_PARTS);
        System.out.printf(
                Locale.ROOT, "%,d ranges: %,d bytes counted, %,d of heap%n", RANGES, table.memoryBytes(), heap);
    }

    /** With a gap behind each and every tenth inside another: the worst case for the pieces. */
    private static void writeRanges(Path csv) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(csv, StandardCharsets.US_ASCII)) {
            out.write(BinTableReader.HEADER + "\n");
            for (int i = 0; i < RANGES; i++) {
                String issuer = TableFile.ISSUERS.get(i % 3);
                String low = Long.toString(4_000_000_000L + (i - i % 10) * 10L + (i % 10 == 0 ? 0 : i % 10 * 10 + 1));
                String high = i % 10 == 0 ? low.substring(0, 8) : low;
                out.write(low + "," + high + "," + issuer + ",VISA,16," + i % 7 + "\n");
            }
        }
    }

    private static long usedAfterCollection() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
