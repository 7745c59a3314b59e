package io.wasl.bench.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process holds in memory.
 *
 * @param residentBytes of all its pages that are in memory, as the system counts them
 * @param jvm what lives of it in its heap
 */
record Residence(long residentBytes, JvmWatch.Memory jvm) {

    private static final Pattern RSS = Pattern.compile("Rss:\\s+(\\d+) kB");
    private static final long KIB = 1 << 10;

    /** @throws IOException when the system does not tell */
    static long residentBytes(long pid) throws IOException {
        Path file = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        return residentBytes(Files.readAllLines(file, StandardCharsets.US_ASCII));
    }

    /** @param lines of {@code /proc/PID/smaps_rollup} */
    static long residentBytes(List<String> lines) throws IOException {
        for (String line : lines) {
            Matcher rss = RSS.matcher(line);
            if (rss.matches()) {
                return Long.parseLong(rss.group(1)) * KIB;
            }
        }
        throw new IOException("no line Rss in /proc/PID/smaps_rollup");
    }

    /** Bytes that each of so many came to, resident. */
    double residentPer(Residence before, int count) {
        return (residentBytes - before.residentBytes) / (double) count;
    }

    /** The same of what lives in the heap. */
    double heapPer(Residence before, int count) {
        return (jvm.heapUsedBytes() - before.jvm.heapUsedBytes()) / (double) count;
    }
}
