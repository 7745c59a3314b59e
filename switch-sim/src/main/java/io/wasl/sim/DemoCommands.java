package io.wasl.sim;

import io.wasl.command.CommandProvider;
import io.wasl.sim.command.DemoCommand;
import java.util.List;

/** {@code ./wasl demo}. */
public final class DemoCommands implements CommandProvider {

    @Override
    public String parent() {
        return "";
    }

    @Override
    public List<Object> commands() {
        return List.of(new DemoCommand(Surroundings.ambient()));
    }
}
