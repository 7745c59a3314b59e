package io.wasl.sim.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All processes of a run: what is started here ends at the latest with {@link #close}, whichever thread calls it and
 * whatever another is just starting.
 */
final class Children implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JavaProgram program;
    private final Path logs;
    private final List<Child> all = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private boolean isClosed;

    /**
     * @param program takes the words of a command of {@code ./wasl}, and ends when its input does
     * @param logs a folder for what they print, a file a life
     */
    Children(JavaProgram program, Path logs) {
        this.program = program;
        this.logs = logs;
    }

    /**
     * @param memory the JVM's option
     * @param ready a line that says that it can be used
     * @throws IllegalStateException after {@link #close}
     */
    synchronized Child start(String name, String memory, Pattern ready, List<String> arguments) throws IOException {
        if (isClosed) {
            throw new IllegalStateException("the run is ending");
        }
        all.removeIf(child -> !child.isAlive());
        int number = numbers.merge(name, 1, Math::addExact);
        Path log = logs.resolve(name + "-" + number + ".log");
        var options = new ArrayList<>(JavaProgram.SHORT_LIFE);
        options.add(memory);
        Child child = Child.start(name, program.command(options, arguments), log, ready);
        all.add(child);
        return child;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        all.forEach(Child::killQuietly);
        for (Child child : all) {
            try {
                child.hasEndedWithin(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
