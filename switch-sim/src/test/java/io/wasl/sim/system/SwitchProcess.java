package io.wasl.sim.system;

import io.wasl.SwitchNode;
import io.wasl.sim.OwnThread;
import io.wasl.sim.chaos.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
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
        return start(
                configuration,
                Stream.concat(JavaProgram.SHORT_LIFE.stream(), Stream.of("-Xmx256m"))
                        .toList());
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
        var program = new JavaProgram(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                SwitchProcess.class.getName());
        List<String> command = program.command(options, List.of(configuration.toString()));
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

    /** What is reachable in its heap now, as the JVM counts it after a full collection. */
    long liveHeapBytes() throws IOException, InterruptedException {
        String total = "";
        // The first one collects what waits for a finalizer or a cleaner, too.
        for (int i = 0; i < 2; i++) {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            total = jcmd.inputReader(StandardCharsets.UTF_8).lines().reduce("", (before, line) -> line);
            if (jcmd.waitFor() != 0) {
                throw new IOException("jcmd: " + total);
            }
        }
        return Long.parseLong(total.substring(total.lastIndexOf(' ') + 1)); // Total, objects, bytes
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
