package io.wasl.sim;

import io.wasl.command.CommandProvider;
import io.wasl.sim.command.ChaosCommand;
import io.wasl.sim.command.IssuerCommand;
import io.wasl.sim.command.LoadCommand;
import io.wasl.sim.command.ProxyCommand;
import io.wasl.sim.command.SendCommand;
import io.wasl.sim.command.WorldCommand;
import java.util.List;

/** {@code ./wasl sim …}. */
public final class SimCommands implements CommandProvider {

    @Override
    public String parent() {
        return "sim";
    }

    @Override
    public List<Object> commands() {
        return List.of(
                new IssuerCommand(Surroundings.ambient()),
                new LoadCommand(Surroundings.ambient()),
                new SendCommand(Surroundings.ambient()),
                new ProxyCommand(Surroundings.ambient()),
                new WorldCommand(Surroundings.ambient()),
                new ChaosCommand(Surroundings.ambient(), Surroundings.children()));
    }
}
