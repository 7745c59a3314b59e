package io.wasl.bench;

import com.sun.management.ThreadMXBean;
import io.wasl.bench.e2e.MemoryDisk;
import io.wasl.bench.e2e.RunFolder;
import io.wasl.bench.e2e.RunStop;
import io.wasl.config.ConfigException;
import io.wasl.config.LoadedConfig;
import io.wasl.journal.ledger.Ledger;
import io.wasl.journal.ledger.LedgerCounter;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast the ledger applies a log that stands still, alone on the machine. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Measures how fast a prepared log is applied to a new ledger, with nothing else to do.",
        footer = {
            "",
            "The log has four records a payment, 64 in flight at a time. The first quarter warms up and is not counted.",
            "Exit status: 0 measured, 1 the database cannot be used or it did not get to the log's end, 2 wrong arguments."
        })
final class LedgerCommand implements Callable<Integer> {

    private static final int RECORDS = 4;
    private static final int FEWEST = 1_000;
    private static final int MOST = 10_000_000;
    private static final int MOST_ROWS = 10_000;

    /** Longer than a new database takes for its schema. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    /** What is written into. */
    enum Database {
        H2,
        POSTGRES
    }

    @Option(
            names = "--database",
            paramLabel = "NAME",
            description = "h2, embedded in a file, or postgres, whose server --url names (${DEFAULT-VALUE}).")
    private Database database = Database.H2;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "JDBC URL of an empty database, for postgres, without a password.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--transactions", paramLabel = "N", description = "In the log (${DEFAULT-VALUE}).")
    private int transactions = 400_000;

    @Option(names = "--batch-rows", paramLabel = "N", description = "ledger.batch-rows (${DEFAULT-VALUE}).")
    private int batchRows = 512;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "A folder on the disk to measure (the system's temporary one).")
    private Optional<Path> folder = Optional.empty();

    @Override
    public Integer call() throws IOException, ConfigException, InterruptedException {
        require(
                transactions >= FEWEST && transactions <= MOST,
                "--transactions: must be from " + FEWEST + " to " + MOST);
        require(batchRows >= 1 && batchRows <= MOST_ROWS, "--batch-rows: must be from 1 to " + MOST_ROWS);
        require(
                url.isPresent() == (database == Database.POSTGRES),
                "--url: is for --database postgres, which needs it");
        require(folder.isEmpty() || Files.isDirectory(folder.get()), "--folder: is no folder");
        if (url.isPresent()) {
            LedgerTarget.wrong(url.get()).ifPresent(what -> require(false, "--url: " + what));
            Optional<String> missing = LedgerTarget.missing(url.get());
            if (missing.isPresent()) {
                return failed(missing.get());
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.describe(Clock.systemUTC()));
        try (var stop = new RunStop();
                var run = stop.watch(new LedgerRun(RunFolder.make(folder, "ledger"), PATIENCE))) {
            try {
                measure(run, out);
                return 0;
            } catch (IOException | IllegalStateException e) {
                stop.awaitEndIfTold(); // what fails then says nothing
                return failed(String.valueOf(e.getMessage()));
            }
        } finally {
            out.flush();
        }
    }

    private void require(boolean isRight, String what) {
        if (!isRight) {
            throw new ParameterException(spec.commandLine(), what);
        }
    }

    private int failed(String why) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("nothing was measured: " + why);
        err.flush();
        return 1;
    }

    private void measure(LedgerRun run, PrintWriter out) throws IOException, ConfigException, InterruptedException {
        MemoryDisk.remark(run.path()).ifPresent(out::println);
        LoadedConfig loaded = run.configure(url.orElse("jdbc:h2:file:./ledger"), batchRows);
        LedgerLog.write(loaded, transactions);
        out.printf(Locale.ROOT, "a log of %,d payments is written%n", transactions);
        out.flush();
        long end = (long) transactions * RECORDS;
        Ledger ledger = run.start(loaded);
        run.await(ledger, end / 4);
        Reading first = Reading.of(ledger.health().applied());
        run.await(ledger, end);
        print(first, Reading.of(ledger.health().applied()), ledger, out);
    }

    private void print(Reading first, Reading last, Ledger ledger, PrintWriter out) {
        double payments = (last.applied - first.applied) / (double) RECORDS;
        out.printf(
                Locale.ROOT,
                "%s: %,.0f payments a second; its thread %.1f us of processor and %,.0f B a payment; the process %.1f us;"
                        + " collections %,d ms in all; %,d batches of the log%n",
                database == Database.H2 ? "H2" : "PostgreSQL",
                payments * 1e9 / (last.nanos - first.nanos),
                (last.cpuNs - first.cpuNs) / 1e3 / payments,
                (last.bytes - first.bytes) / payments,
                (last.processNs - first.processNs) / 1e3 / payments,
                last.collectionMs - first.collectionMs,
                ledger.counters().get(LedgerCounter.BATCHES));
    }

    /** What had been used at one position. */
    private record Reading(long applied, long nanos, long cpuNs, long bytes, long processNs, long collectionMs) {

        private static Reading of(long applied) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long id = 0;
            for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
                if (thread != null && thread.getThreadName().equals("ledger")) {
                    id = thread.getThreadId();
                }
            }
            long processNs = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
            long collectionMs = ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(collector -> Math.max(0, collector.getCollectionTime()))
                    .sum();
            return new Reading(
                    applied,
                    System.nanoTime(),
                    threads.getThreadCpuTime(id),
                    threads.getThreadAllocatedBytes(id),
                    processNs,
                    collectionMs);
        }
    }
}
