package io.wasl.bench;

import io.wasl.command.CommandProvider;
import java.time.Clock;
import java.util.List;

/** Adds {@code ./wasl bench}. */
public final class BenchCommands implements CommandProvider {

    @Override
    public String parent() {
        return "";
    }

    @Override
    public List<Object> commands() {
        return List.of(new BenchCommand(Clock.systemUTC()));
    }
}
