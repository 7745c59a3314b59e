package io.wasl.sim.system;

import io.wasl.SwitchNode;
import io.wasl.sim.OwnThread;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A switch in a JVM of its own, and the handle by which a test starts and kills it. Its main prints {@code starting} when
 * the JVM is up and the node's recovery begins, {@code ready} when the listeners are open, and drains when its input ends.
 */
final class SwitchProcess implements AutoCloseable {

    private static final String STARTING = "starting";
    private static final String READY = "ready";
    /** 128 + SIGKILL. */
    private static final int KILLED = 137;

    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader output;

    private SwitchProcess(Process process) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** For a short life, in which it matters most how soon the JVM is up: little compiled, little memory. */
    static SwitchProcess start(Path configuration) throws IOException {
        return start(configuration, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    }

    /**
     * As the launcher starts it, for what is measured.
     *
     * @param memory the JVM's options about it
     */
    static SwitchProcess startAsLaunched(Path configuration, String... memory) throws IOException {
        return start(configuration, List.of(memory));
    }

    private static SwitchProcess start(Path configuration, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-Xshare:auto",
                "--add-opens",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                SwitchProcess.class.getName(),
                configuration.toString()));
        command.addAll(1, options);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new SwitchProcess(process);
    }

    /** Waits until its node begins to start: from here on it recovers. */
    SwitchProcess awaitStarting() throws IOException {
        expect(STARTING, output.readLine());
        return this;
    }

    /** Waits until its listeners are open, if they are so within a time; after {@link #awaitStarting}. */
    boolean isReadyWithin(long patienceNs) throws Exception {
        try {
            expect(
                    READY,
                    CompletableFuture.supplyAsync(this::readLine, OwnThread.EACH)
                            .get(patienceNs, TimeUnit.NANOSECONDS));
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private @Nullable String readLine() {
        try {
            return output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until its listeners are open; after {@link #awaitStarting}. */
    SwitchProcess awaitReady() throws Exception {
        if (!isReadyWithin(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS))) {
            throw new IllegalStateException("the switch does not become ready");
        }
        return this;
    }

    private static void expect(String wanted, @Nullable String line) throws IOException {
        if (!wanted.equals(line)) {
            throw new IOException("the switch did not start, it said: " + line);
        }
    }

    /** SIGKILL to the JVM itself. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        int status = end();
        if (status != KILLED) {
            throw new IllegalStateException("ended with " + status + ", not by SIGKILL");
        }
    }

    /** Lets it drain; gives the exit status. */
    int drain() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return end();
    }

    private int end() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the switch does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The child: one argument, the configuration. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(STARTING);
        SwitchNode node = SwitchNode.start(SwitchFiles.load(Path.of(arguments[0])));
        node.stopped().thenAccept(status -> {
            if (status != 0) {
                Runtime.getRuntime().halt(status);
            }
        });
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // Nothing is said to it; the end of its input is what counts.
        }
        node.drain();
    }
}
