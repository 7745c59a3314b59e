package io.wasl.bench.e2e;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process of the bench. It is spoken to by lines; what it prints goes to a file, and the lines that are waited for to its
 * owner. Its input's end tells it to end.
 *
 * <p>Owner: whoever started it; {@link #kill} from any thread.
 */
final class PartProcess {

    private static final String ENDED = "";
    private static final int SHOWN_LINES = 12;
    private static final long END_PATIENCE_S = 20;

    private final String name;
    private final List<String> command;
    private final Process process;
    private final Path log;
    private final BufferedWriter input;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private PartProcess(String name, List<String> command, Process process, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.process = process;
        this.log = log;
        input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** @param spoken what its owner wants to hear of what it prints */
    static PartProcess start(String name, List<String> command, Path log, Pattern spoken) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WASL_LOG_LEVEL", "info");
        builder.environment().remove("WASL_TERMINAL");
        var part = new PartProcess(name, command, builder.start(), log);
        var reading = new Thread(() -> part.read(spoken), name + "-output");
        reading.setDaemon(true);
        reading.start();
        return part;
    }

    private void read(Pattern spoken) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                Writer copy = Files.newBufferedWriter(log, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line + "\n");
                copy.flush();
                if (spoken.matcher(line).find()) {
                    said.add(line);
                }
            }
        } catch (IOException e) {
            said.add(ENDED); // a killed process's output may break off
        }
        said.add(ENDED);
    }

    /**
     * Waits for the next line that was asked for.
     *
     * @throws IllegalStateException when it is another one or none comes, with the end of what the process printed
     */
    Matcher await(Pattern wanted, Duration patience) throws InterruptedException {
        String line = said.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw failed("says nothing for " + patience.toSeconds() + " s");
        }
        if (line.equals(ENDED)) {
            throw failed("ended by itself");
        }
        Matcher matcher = wanted.matcher(line);
        if (!matcher.find()) {
            throw failed("said " + line);
        }
        return matcher;
    }

    void say(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    long pid() {
        return process.pid();
    }

    /** The words that started it. */
    List<String> command() {
        return command;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, to this process alone. */
    void kill() {
        process.destroyForcibly();
    }

    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(END_PATIENCE_S, TimeUnit.SECONDS)) {
            throw failed("does not end");
        }
    }

    private IllegalStateException failed(String what) {
        String last = "";
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            last = String.join("\n    ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException e) {
            last = "its output cannot be read";
        }
        return new IllegalStateException(name + " " + what + (last.isEmpty() ? "" : ":\n    " + last));
    }
}
