package io.wasl.sim.command;

import io.wasl.command.CommandFailedException;
import io.wasl.command.WaslCommand;
import io.wasl.config.ConfigException;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.terminal.Screen;
import io.wasl.time.RandomSource;
import java.io.IOException;

/** What all commands here share: the world outside and where they print. */
abstract class SimCommand extends WaslCommand {

    private final Ambient ambient;

    SimCommand(Ambient ambient) {
        this.ambient = ambient;
    }

    /** The command's work; its exit status. */
    abstract int run(Screen screen) throws ConfigException, IOException, InterruptedException;

    @Override
    public final Integer call() throws ConfigException, IOException, InterruptedException, CommandFailedException {
        try {
            return run(new Screen(spec().commandLine().getOut(), ambient.terminal()));
        } catch (IllegalStateException e) { // a simulator that failed says why
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    Ambient ambient() {
        return ambient;
    }

    /** Seeded when a seed was given, so that a run can be repeated. */
    RandomSource random(long seed) {
        return seed == 0 ? new SeededRandom(ambient.random().below(Long.MAX_VALUE)) : new SeededRandom(seed);
    }
}
