package io.wasl.bench.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many files and sockets one process may have open. A JVM raises its own soft limit to the hard one when it starts, so that the
 * hard one counts.
 */
final class OpenFiles {

    /** What a JVM and its log have open beside sockets. */
    private static final int OTHERS = 300;

    private static final Pattern LINE = Pattern.compile("Max open files\\s+(\\S+)\\s+(\\S+)\\s+files\\s*");

    private OpenFiles() {}

    /** What is missing for so many sockets in one process, in words; empty where nothing is. */
    static Optional<String> missingFor(int sockets) throws IOException {
        return missingFor(sockets, Files.readAllLines(Path.of("/proc/self/limits"), StandardCharsets.US_ASCII));
    }

    /** @param limits lines of {@code /proc/self/limits} */
    static Optional<String> missingFor(int sockets, List<String> limits) {
        long needed = sockets + (long) OTHERS;
        long allowed = hardLimit(limits);
        return allowed >= needed
                ? Optional.empty()
                : Optional.of("one process may have " + allowed + " files open here, and " + needed
                        + " are needed: raise the hard limit (ulimit -Hn " + needed + ", LimitNOFILE= of systemd)");
    }

    private static long hardLimit(List<String> limits) {
        for (String line : limits) {
            Matcher found = LINE.matcher(line);
            if (found.matches()) {
                return found.group(2).equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(found.group(2));
            }
        }
        return Long.MAX_VALUE; // not told: let the sockets tell
    }
}
