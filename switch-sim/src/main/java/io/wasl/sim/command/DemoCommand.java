package io.wasl.sim.command;

import io.wasl.config.ConfigException;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.demo.Demo;
import io.wasl.sim.demo.RunningSwitch;
import io.wasl.sim.terminal.Screen;
import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./wasl demo}. */
@Command(
        name = "demo",
        header = "Show the switch at work: real sockets, mixed traffic, and a check of the money.",
        description = {
            "",
            "Starts a switch with an embedded ledger in a temporary folder and three issuers, one of which is down and",
            "one of which loses some answers. Sends approvals, partial approvals, declines and an unknown BIN, and then",
            "checks that each answer was the expected one, that each time-out was reversed, and that ledger, issuers",
            "and acquirer agree on the money.",
            ""
        },
        footer = {"", "Exit status: 0 every check passed, 1 one failed, 2 bad usage."})
public final class DemoCommand extends SimCommand {

    private final Optional<RunningSwitch.Starter> starter;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long payments are started (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Payments a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--keep", description = "Keep the temporary folder: configuration, journal and ledger.")
    private boolean keep;

    public DemoCommand(Ambient ambient) {
        this(ambient, ServiceLoader.load(RunningSwitch.Starter.class).findFirst());
    }

    DemoCommand(Ambient ambient, Optional<RunningSwitch.Starter> starter) {
        super(ambient);
        this.starter = starter;
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, InterruptedException {
        if (seconds < 1 || rate < 1) {
            throw LoadCommand.refused("--seconds, --rate", "must be at least 1");
        }
        RunningSwitch.Starter switchStarter =
                starter.orElseThrow(() -> new IOException("no switch to show: nothing on the class path starts one"));
        var settings = new Demo.Settings(seconds, rate, keep);
        return new Demo(settings, switchStarter, ambient(), screen).run() ? DONE : FAILED;
    }
}
