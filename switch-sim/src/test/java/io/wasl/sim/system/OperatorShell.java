package io.wasl.sim.system;

import io.wasl.command.CommandLines;
import io.wasl.command.Signals;
import io.wasl.command.Surroundings;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The launcher's commands as a person types them beside a running node, in the test's own process. */
final class OperatorShell {

    private OperatorShell() {}

    /** @param text the output, errors included */
    record Ended(int status, String text) {}

    static Ended run(String... words) {
        var printed = new StringWriter();
        var out = new PrintWriter(printed, true);
        int status = CommandLines.build(
                        config -> {
                            throw new IllegalStateException("no command here starts a node");
                        },
                        surroundings())
                .setOut(out)
                .setErr(out)
                .execute(words);
        return new Ended(status, printed.toString());
    }

    private static Surroundings surroundings() {
        return new Surroundings(
                bytes -> {
                    throw new IllegalStateException("no command here makes keys");
                },
                name -> name.equals("USER") ? Optional.of("amina") : Optional.empty(),
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                false,
                new Signals() {
                    @Override
                    public Runnable onTerminate(IntSupplier work) {
                        throw new IllegalStateException("no command here waits for signals");
                    }

                    @Override
                    public boolean onHangUp(Runnable work) {
                        return false;
                    }
                });
    }
}
