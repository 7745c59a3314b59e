package io.wasl.sim.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A process of ours. What it prints goes to a file; its input stays open as long as this process lives, and its end is how
 * the child learns that it must end too.
 *
 * <p>Owner: whoever drives it; {@link #kill} from any thread.
 */
final class Child {

    /** 128 + SIGKILL. */
    private static final int KILLED = 137;
    /** Lines of its output that a failure shows. */
    private static final int SHOWN_LINES = 15;

    private final String name;
    private final Process process;
    private final Path log;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** @param ready a line that says that it can be used */
    static Child start(String name, List<String> command, Path log, Pattern ready) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WASL_LOG_LEVEL", "info");
        builder.environment().remove("WASL_TERMINAL");
        var child = new Child(name, builder.start(), log);
        var reading = new Thread(() -> child.copyOutput(ready), name + "-output");
        reading.setDaemon(true);
        reading.start();
        return child;
    }

    private void copyOutput(Pattern wanted) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                Writer copy = Files.newBufferedWriter(log, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line + "\n");
                copy.flush();
                if (wanted.matcher(line).find()) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e); // a killed process's output may break off
        }
        ready.complete(false);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isReadyWithin(Duration patience) throws InterruptedException {
        try {
            return ready.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /**
     * @throws IllegalStateException if it is not ready in time, with the end of what it said
     */
    void awaitReady(Duration patience) throws InterruptedException {
        if (!isReadyWithin(patience)) {
            throw failed(process.isAlive() ? "is not ready after " + patience.toSeconds() + " s" : ended());
        }
    }

    /** SIGKILL, and the wait for its effect. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        int status = awaitEnd(Duration.ofSeconds(30));
        if (status != KILLED) {
            throw failed("ended by itself before it was killed, with status " + status);
        }
    }

    /** SIGKILL; whether it has any effect is not looked at. */
    void killQuietly() {
        process.destroyForcibly();
    }

    /** SIGTERM. By the handle: {@link Process#destroy} closes its input too, which would end it at once. */
    void terminate() {
        process.toHandle().destroy();
    }

    boolean hasEndedWithin(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * @return its exit status
     * @throws IllegalStateException if it goes on
     */
    int awaitEnd(Duration patience) throws InterruptedException {
        if (!hasEndedWithin(patience)) {
            throw failed("does not end within " + patience.toSeconds() + " s");
        }
        return process.exitValue();
    }

    /** What a finding says of it, with the end of its output. */
    IllegalStateException failed(String what) {
        return new IllegalStateException(name + " " + what + lastLines());
    }

    String ended() {
        return "ended by itself with status " + process.exitValue();
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
            return last.isEmpty() ? "" : "; the end of its output:\n    " + String.join("\n    ", last);
        } catch (IOException e) {
            return "; its output cannot be read: " + log;
        }
    }
}
