package io.wasl.bench.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file in which a JVM writes each time that all its threads stood still, whichever its collector is.
 *
 * <pre>
 *   [4.103s][info][safepoint] Safepoint "G1CollectForAllocation", Time since last: 9 ns, … At safepoint: 8 ns, Total: 21 ns
 * </pre>
 *
 * <p>A window's are the lines between two lengths of the file.
 */
record PauseLog(Path file) {

    private static final Pattern LINE = Pattern.compile("Safepoint \"([^\"]+)\".* Total: +(\\d+) ns");

    /**
     * @param count of pauses
     * @param longestNs 0 without any
     * @param longest what it was for; empty without any
     */
    record Pauses(int count, long longestNs, String longest) {}

    /** The option of the JVM that writes it. */
    String option() {
        return "-Xlog:safepoint=info:file=\"" + file + "\":uptime,level,tags:filecount=0";
    }

    /** Bytes written so far. */
    long length() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** What was written between two lengths. */
    Pauses between(long begin, long end) throws IOException {
        if (end <= begin) {
            return new Pauses(0, 0, "");
        }
        byte[] all = Files.readAllBytes(file);
        return parse(new String(
                Arrays.copyOfRange(all, (int) begin, (int) Math.min(end, all.length)), StandardCharsets.UTF_8));
    }

    static Pauses parse(String lines) {
        var pauses = new Pauses(0, 0, "");
        Matcher line = LINE.matcher(lines);
        while (line.find()) {
            long ns = Long.parseLong(line.group(2));
            boolean isLongest = ns > pauses.longestNs;
            pauses = new Pauses(
                    pauses.count + 1, isLongest ? ns : pauses.longestNs, isLongest ? line.group(1) : pauses.longest);
        }
        return pauses;
    }
}
