package io.wasl.bench.e2e;

/**
 * The first line of {@code /proc/stat}: what all processors together have done, in ticks.
 *
 * <pre>
 *   cpu  user nice system idle iowait irq softirq steal guest guest_nice
 * </pre>
 *
 * @param busy user, nice and system: what processes used. Interrupts are left out, since those of our own traffic are in them
 * @param stolen what the host gave to others
 */
record MachineTicks(long busy, long stolen) {

    private static final int STEAL = 8;

    /** @throws IllegalArgumentException when it is not that line */
    static MachineTicks parse(String line) {
        String[] fields = line.trim().split(" +", -1);
        if (!fields[0].equals("cpu") || fields.length <= STEAL) {
            throw new IllegalArgumentException("no line of /proc/stat: " + line);
        }
        long busy = Long.parseLong(fields[1]) + Long.parseLong(fields[2]) + Long.parseLong(fields[3]);
        return new MachineTicks(busy, Long.parseLong(fields[STEAL]));
    }
}
