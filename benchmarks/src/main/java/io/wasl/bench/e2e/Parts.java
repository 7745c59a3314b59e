package io.wasl.bench.e2e;

import io.wasl.sim.ChildMain;
import io.wasl.sim.chaos.JavaProgram;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * All processes of a run: what is started here ends at the latest with {@link #close}, whichever thread calls it, in the JVM
 * and on the class path of this one, with the launcher's options.
 */
final class Parts implements Closeable {

    /** What the launcher gives to a command without a configuration. */
    private static final String DIRECT_MEMORY = "-XX:MaxDirectMemorySize=512m";

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path logs;
    private final List<PartProcess> all = new ArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private boolean isClosed;

    /** @param logs a folder for what each prints */
    Parts(Path logs) {
        this.logs = logs;
    }

    /**
     * One of ours, by {@link PartMain}.
     *
     * @param options of its JVM; they may set the limit of direct memory anew
     */
    PartProcess start(String role, List<String> options, List<String> arguments) throws IOException {
        var words = new ArrayList<String>();
        words.add(role);
        words.addAll(arguments);
        var all = new ArrayList<String>();
        all.add(DIRECT_MEMORY);
        all.addAll(options);
        return start(role, PartMain.class.getName(), all, words, PartMain.SPOKEN);
    }

    /**
     * A command of {@code ./wasl}.
     *
     * @param spoken the lines that are waited for
     */
    PartProcess startSwitch(List<String> options, List<String> arguments, Pattern spoken) throws IOException {
        return start("wasl", ChildMain.class.getName(), options, arguments, spoken);
    }

    private synchronized PartProcess start(
            String name, String main, List<String> options, List<String> arguments, Pattern spoken) throws IOException {
        if (isClosed) {
            throw new IllegalStateException("the run is ending");
        }
        Files.createDirectories(logs);
        all.removeIf(part -> !part.isAlive());
        var program = new JavaProgram(JAVA, System.getProperty("java.class.path"), main);
        Path log = logs.resolve(name + "-" + number.incrementAndGet() + ".log");
        PartProcess part = PartProcess.start(name, program.command(options, arguments), log, spoken);
        all.add(part);
        return part;
    }

    /** Those that run now. */
    synchronized Set<PartProcess> running() {
        return Set.copyOf(all);
    }

    /** Ends the others: what was started since {@link #running} was asked, when not all of it came up. */
    synchronized void endAllBut(Set<PartProcess> kept) {
        for (PartProcess part : all) {
            if (!kept.contains(part)) {
                part.kill();
            }
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        all.forEach(PartProcess::kill);
        for (PartProcess part : all) {
            try {
                part.awaitEnd();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        all.clear();
    }
}
