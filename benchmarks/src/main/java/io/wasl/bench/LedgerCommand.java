package io.wasl.bench;

import com.sun.management.ThreadMXBean;
import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.config.LoadedConfig;
import io.wasl.journal.ledger.Ledger;
import io.wasl.journal.ledger.LedgerCounter;
import io.wasl.journal.ledger.LogFolderSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
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
            "Exit status: 0 measured, 1 it did not get to the log's end, 2 wrong arguments."
        })
final class LedgerCommand implements Callable<Integer> {

    private static final int RECORDS = 4;
    private static final int FEWEST = 1_000;
    private static final int MOST = 10_000_000;
    private static final long POLL_NS = 1_000_000;
    private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(30);

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

    @Option(names = "--url", paramLabel = "URL", description = "JDBC URL of an empty database, for postgres.")
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
        if (transactions < FEWEST || transactions > MOST) {
            throw new ParameterException(spec.commandLine(), "--transactions: must be from " + FEWEST + " to " + MOST);
        }
        if (url.isPresent() != (database == Database.POSTGRES)) {
            throw new ParameterException(spec.commandLine(), "--url: is for --database postgres, which needs it");
        }
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            throw new ParameterException(spec.commandLine(), "--folder: is no folder");
        }
        Path work = folder.isPresent()
                ? Files.createTempDirectory(folder.get(), "wasl-ledger-")
                : Files.createTempDirectory("wasl-ledger-");
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.describe(Clock.systemUTC()));
        try {
            return measure(work, url.orElse("jdbc:h2:file:./ledger"), out);
        } finally {
            out.flush();
            remove(work);
        }
    }

    private int measure(Path work, String into, PrintWriter out)
            throws IOException, ConfigException, InterruptedException {
        LoadedConfig loaded = configuration(work, into);
        LedgerLog.write(loaded, transactions);
        out.printf(Locale.ROOT, "a log of %,d payments is written%n", transactions);
        out.flush();
        long end = (long) transactions * RECORDS;
        Ledger ledger = new Ledger(
                loaded.config().ledger(),
                new LogFolderSource(loaded.config().journal().directory(), Optional.empty()),
                reason -> {
                    throw new IllegalStateException(reason);
                },
                System::nanoTime);
        try (ledger) {
            ledger.start();
            Reading first = await(ledger, end / 4);
            Reading last = await(ledger, end);
            print(first, last, ledger, out);
            return last.applied >= end ? 0 : 1;
        }
    }

    private Reading await(Ledger ledger, long position) {
        long startNs = System.nanoTime();
        while (ledger.health().applied() < position && System.nanoTime() - startNs < PATIENCE_NS) {
            LockSupport.parkNanos(POLL_NS);
        }
        return Reading.of(ledger.health().applied());
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

    private LoadedConfig configuration(Path work, String into) throws ConfigException, IOException {
        Files.writeString(
                work.resolve("routes.csv"),
                "low,high,issuer,brand,pan-length,priority\n400000,400000,atlas,test,16,1\n");
        Path file = Files.writeString(
                work.resolve("switch.yaml"),
                "node: bench\n"
                        + "journal: { directory: journal }\n"
                        + "ledger: { url: \"" + into + "\", batch-rows: " + batchRows + " }\n"
                        + "admin: { listen: \"127.0.0.1:0\" }\n"
                        + "acquirers:\n"
                        + "  - { id: shop-bank, listen: \"127.0.0.1:0\", framing: length-2, dialect: iso87-ascii,"
                        + " response-timeout: 10s }\n"
                        + "issuers:\n"
                        + "  - { id: atlas, connect: [\"127.0.0.1:1\"], framing: length-2, dialect: iso87-ascii,"
                        + " response-timeout: 8s }\n"
                        + "routing: { table: routes.csv }\n");
        return ConfigLoader.load(file, name -> Optional.empty());
    }

    private static void remove(Path work) throws IOException {
        try (Stream<Path> paths = Files.walk(work)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
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
