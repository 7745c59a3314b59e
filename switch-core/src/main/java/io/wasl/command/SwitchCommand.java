package io.wasl.command;

import io.wasl.config.ConfigException;
import java.io.IOException;

/** What the commands of the switch share: the process around them and where they print. */
abstract class SwitchCommand extends WaslCommand {

    private final Surroundings surroundings;

    SwitchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command's work; its exit status. */
    abstract int run(Screen screen) throws ConfigException, IOException, CommandFailedException;

    @Override
    public final Integer call() throws ConfigException, IOException, CommandFailedException {
        return run(
                new Screen(spec().commandLine().getOut(), spec().commandLine().getErr(), surroundings.terminal()));
    }

    final Surroundings surroundings() {
        return surroundings;
    }
}
