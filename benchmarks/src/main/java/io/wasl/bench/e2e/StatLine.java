package io.wasl.bench.e2e;

/**
 * The one line of {@code /proc/PID/stat} or {@code /proc/PID/task/TID/stat}.
 *
 * <pre>
 *   4711 (wasl-loop) S 1 4711 … utime stime …
 *         name       3rd        14th  15th field
 * </pre>
 *
 * @param name may hold spaces and brackets, so that the last bracket ends it
 * @param ticks of the processor, user and system
 */
record StatLine(String name, long ticks) {

    /** The kernel's unit towards programs, on every architecture that a JVM of ours runs on. */
    static final int TICKS_PER_SECOND = 100;

    /** Counted from the field behind the name. */
    private static final int UTIME = 11;

    private static final int STIME = 12;

    /** @throws IllegalArgumentException when it is no such line */
    static StatLine parse(String line) {
        int begin = line.indexOf('(');
        int end = line.lastIndexOf(')');
        String[] fields = end < 0 || end + 2 > line.length()
                ? new String[0]
                : line.substring(end + 2).split(" ", -1);
        if (begin < 0 || fields.length <= STIME) {
            throw new IllegalArgumentException("no line of /proc/PID/stat: " + line);
        }
        return new StatLine(
                line.substring(begin + 1, end), Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]));
    }
}
