package io.wasl;

import io.wasl.command.CommandLines;
import io.wasl.command.NodeStarter;
import io.wasl.command.RunningNode;
import io.wasl.command.Surroundings;
import io.wasl.command.SystemSignals;
import io.wasl.config.ConfigException;
import io.wasl.config.LoadedConfig;
import io.wasl.time.NanoClock;
import java.io.IOException;
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
        System.exit(run(args, new Starter(), out, err));
    }

    /** Of what the commands run. */
    private static final class Starter implements NodeStarter {

        @Override
        public RunningNode start(LoadedConfig config) throws ConfigException, IOException {
            return SwitchNode.start(config);
        }

        @Override
        public NanoClock clock() {
            return SystemPorts.ofThisMachine().nanos();
        }
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
