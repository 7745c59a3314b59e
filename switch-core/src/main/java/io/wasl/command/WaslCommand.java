package io.wasl.command;

import io.wasl.config.ConfigException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands of the switch share: help, where they print, and how they end ({@link CommandLines}). */
abstract class WaslCommand implements Callable<Integer> {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_USAGE = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    private final Surroundings surroundings;

    // picocli sets spec before it calls the command.
    @SuppressWarnings("NullAway.Init")
    WaslCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command's work; its exit status. */
    abstract int run(Screen screen) throws ConfigException, IOException, CommandFailedException;

    @Override
    public Integer call() throws ConfigException, IOException, CommandFailedException {
        return run(new Screen(spec.commandLine().getOut(), spec.commandLine().getErr(), surroundings.terminal()));
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** The command line is right in form and wrong in sense. */
    ParameterException misused(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
