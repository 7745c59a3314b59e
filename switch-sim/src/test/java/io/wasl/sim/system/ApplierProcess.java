package io.wasl.sim.system;

import io.wasl.SwitchMain;
import io.wasl.sim.chaos.JavaProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code wasl ledger apply} in a JVM of its own, and the handle by which a test ends and kills it. */
final class ApplierProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Process process;

    private ApplierProcess(Process process) {
        this.process = process;
    }

    static ApplierProcess start(Path configuration) throws IOException {
        var program = new JavaProgram(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                SwitchMain.class.getName());
        List<String> options = Stream.concat(JavaProgram.SHORT_LIFE.stream(), Stream.of("-Xmx256m"))
                .toList();
        return new ApplierProcess(new ProcessBuilder(
                        program.command(options, List.of("ledger", "apply", "--config", configuration.toString())))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        int ignored = awaitEnd();
        assert ignored != 0;
    }

    /** SIGTERM; its exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Waits until it has ended by itself; its exit status. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the applier does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
