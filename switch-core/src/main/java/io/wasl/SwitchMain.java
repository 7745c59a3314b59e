package io.wasl;

import io.wasl.command.CommandLines;
import io.wasl.command.NodeStarter;
import io.wasl.command.Surroundings;
import io.wasl.command.SystemSignals;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

/** The process: {@code ./wasl COMMAND …}. */
public final class SwitchMain {

    private SwitchMain() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(args, SwitchNode::start, out, err));
    }

    /** Runs one command and returns its exit status. */
    static int run(String[] args, NodeStarter starter, PrintWriter out, PrintWriter err) {
        return CommandLines.build(starter, ofThisProcess())
                .setOut(out)
                .setErr(err)
                .execute(args);
    }

    private static Surroundings ofThisProcess() {
        SecureRandom secure = new SecureRandom();
        boolean terminal = System.getenv("WASL_TERMINAL") != null && System.getenv("NO_COLOR") == null;
        return new Surroundings(
                secure::nextBytes,
                name -> Optional.ofNullable(System.getenv(name)),
                System.in,
                System.out,
                terminal,
                new SystemSignals());
    }
}
