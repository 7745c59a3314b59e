package io.wasl.sim.command;

import io.wasl.config.ConfigException;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.terminal.Screen;
import io.wasl.time.RandomSource;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands here share: where they print, and how they end. */
abstract class SimCommand implements Callable<Integer> {

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

    private final Ambient ambient;

    // picocli sets spec before it calls the command.
    @SuppressWarnings("NullAway.Init")
    SimCommand(Ambient ambient) {
        this.ambient = ambient;
    }

    /** The command's work; its exit status. */
    abstract int run(Screen screen) throws ConfigException, IOException, InterruptedException;

    @Override
    public Integer call() throws InterruptedException {
        var errors = spec.commandLine().getErr();
        try {
            return run(new Screen(spec.commandLine().getOut(), ambient.terminal()));
        } catch (ConfigException e) {
            e.errors().forEach(errors::println);
            return BAD_USAGE;
        } catch (IOException | IllegalStateException e) {
            errors.println(e.getMessage());
            return FAILED;
        } finally {
            errors.flush();
        }
    }

    Ambient ambient() {
        return ambient;
    }

    CommandSpec spec() {
        return spec;
    }

    /** Seeded when a seed was given, so that a run can be repeated. */
    RandomSource random(long seed) {
        return seed == 0 ? new SeededRandom(ambient.random().below(Long.MAX_VALUE)) : new SeededRandom(seed);
    }
}
