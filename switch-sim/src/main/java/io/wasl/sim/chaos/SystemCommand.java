package io.wasl.sim.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A command of the system, such as {@code mount}. */
public final class SystemCommand {

    private static final int PATIENCE_SECONDS = 60;

    private SystemCommand() {}

    /**
     * Runs it to its end.
     *
     * @return why it failed, in its own words; empty when it succeeded
     */
    public static Optional<String> failureOf(String... words) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of(words[0] + " does not end");
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(said.isEmpty() ? words[0] + " ended with " + process.exitValue() : said);
        } catch (IOException e) {
            return Optional.of("no such command: " + words[0]);
        }
    }

    /** Runs it to its end, and fails if it does. */
    static void run(String... words) throws IOException, InterruptedException {
        Optional<String> failure = failureOf(words);
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
    }
}
