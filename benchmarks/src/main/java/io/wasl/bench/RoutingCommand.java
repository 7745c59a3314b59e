package io.wasl.bench;

import io.wasl.config.ConfigException;
import io.wasl.routing.BinTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Loads a table of a million ranges from a file as operators write it, in this JVM, and says what that cost. */
@Command(
        name = "routing",
        mixinStandardHelpOptions = true,
        description = "Loads a BIN table of 1,000,000 ranges: time (median of 5) and memory.",
        footer = {"", "Exit status: 0 measured, 1 the table does not hold what the file says, 2 wrong arguments."})
final class RoutingCommand implements Callable<Integer> {

    private static final int LOADS = 5;
    private static final int LEAST_RANGES = 100;
    private static final int MOST_RANGES = 4_000_000;
    private static final long GOAL_NS = 2_000_000_000L;
    private static final long GOAL_BYTES = 64_000_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--ranges", paramLabel = "N", description = "Ranges in the file (${DEFAULT-VALUE}).")
    private int ranges = BinMix.MILLION;

    @Override
    public Integer call() throws IOException, ConfigException {
        if (ranges < LEAST_RANGES || ranges > MOST_RANGES) {
            throw new ParameterException(
                    spec.commandLine(), "--ranges: must be from " + LEAST_RANGES + " to " + MOST_RANGES);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.describe(Clock.systemUTC()));
        Path csv = Files.createTempFile("wasl-bench-routes", ".csv");
        try {
            new BinMix(ranges, BinMix.SEED).write(csv);
            return measure(csv, out);
        } finally {
            Files.delete(csv);
        }
    }

    private int measure(Path csv, PrintWriter out) throws IOException, ConfigException {
        long[] times = new long[LOADS];
        BinTable table = BinTable.load(csv, BinMix.issuers()); // classes loaded, code warm as in a reload
        for (int i = 0; i < LOADS; i++) {
            long before = System.nanoTime();
            table = BinTable.load(csv, BinMix.issuers());
            times[i] = System.nanoTime() - before;
        }
        Arrays.sort(times);
        long with = usedAfterCollection();
        int held = table.ranges();
        long computed = table.memoryBytes();
        table = new BinMix(LEAST_RANGES, BinMix.SEED).load(); // so that the large one is garbage
        long without = usedAfterCollection();
        long heap = with - without;
        out.printf(Locale.ROOT, "%,d ranges from a file of %,d bytes%n", held, Files.size(csv));
        out.printf(
                Locale.ROOT,
                "load     %.0f ms, median of %d (%.0f to %.0f); goal below 2 s: %s%n",
                times[LOADS / 2] / 1e6,
                LOADS,
                times[0] / 1e6,
                times[LOADS - 1] / 1e6,
                verdict(times[LOADS / 2] < GOAL_NS));
        out.printf(
                Locale.ROOT,
                "memory   %,d bytes by its arrays, %,d of heap; goal below 64 MB: %s%n",
                computed,
                heap,
                verdict(computed < GOAL_BYTES && heap < GOAL_BYTES));
        out.flush();
        return held == ranges && table.ranges() == LEAST_RANGES ? 0 : 1;
    }

    private String verdict(boolean isMet) {
        return ranges != BinMix.MILLION ? "is for 1,000,000 ranges" : isMet ? "met" : "missed";
    }

    private static long usedAfterCollection() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
