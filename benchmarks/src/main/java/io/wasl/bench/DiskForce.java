package io.wasl.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * What the disk itself takes to write 4 KiB and force them, in a file whose place is taken already: the price that no log can
 * go below.
 *
 * @param p50Ns and so on: nanoseconds
 */
public record DiskForce(long p50Ns, long p99Ns, long p999Ns, long maxNs) {

    private static final int PAGE_BYTES = 4096;
    private static final int PAGES = 5_000;
    private static final double NANOS_PER_MICRO = 1e3;

    /** @param folder on the disk that is asked */
    public static DiskForce measure(Path folder) throws IOException {
        Path file = folder.resolve("force");
        var times = new long[PAGES];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(PAGES * PAGE_BYTES), 0);
            channel.force(true);
            ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);
            Arrays.fill(page.array(), (byte) 1);
            for (int i = 0; i < PAGES; i++) {
                long beginNs = System.nanoTime();
                channel.write(page.clear(), (long) i * PAGE_BYTES);
                channel.force(false);
                times[i] = System.nanoTime() - beginNs;
            }
        } finally {
            Files.deleteIfExists(file);
        }
        Arrays.sort(times);
        return new DiskForce(at(times, 0.5), at(times, 0.99), at(times, 0.999), times[PAGES - 1]);
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) (sorted.length * share)];
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %,.0f us, p99 %,.0f us, p99.9 %,.0f us, max %,.0f us",
                p50Ns / NANOS_PER_MICRO,
                p99Ns / NANOS_PER_MICRO,
                p999Ns / NANOS_PER_MICRO,
                maxNs / NANOS_PER_MICRO);
    }
}
