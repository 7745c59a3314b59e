package io.wasl.bench.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process holds in memory.
 *
 * @param residentBytes of all its pages that are in memory, as the system counts them
 * @param openFiles sockets among them
 * @param jvm what lives of it in its heap
 */
record Residence(long residentBytes, int openFiles, JvmWatch.Memory jvm) {

    private static final Pattern RSS = Pattern.compile("Rss:\\s+(\\d+) kB");
    private static final long KIB = 1 << 10;

    /** @throws IOException when the system does not tell */
    static Residence of(long pid, JvmWatch.Memory jvm) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        int files = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path unused : open) {
                files++;
            }
        }
        List<String> lines = Files.readAllLines(process.resolve("smaps_rollup"), StandardCharsets.US_ASCII);
        return new Residence(residentBytes(lines), files, jvm);
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
