package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.config.JournalConfig;
import io.wasl.config.SwitchConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./wasl limits}: what the launcher asks before {@code run}. Digits only. */
@Command(
        name = "limits",
        hidden = true,
        header = "Print the bytes of direct memory that the configured limits need.",
        description = {"", "The launcher sets -XX:MaxDirectMemorySize from it.", ""})
final class LimitsCommand extends SwitchCommand {

    @Mixin
    private ConfigOption config = new ConfigOption();

    LimitsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException {
        SwitchConfig loaded = config.load(surroundings()).config();
        JournalConfig journal = loaded.journal();
        screen.line(Long.toString(loaded.limits().directMemoryBytes(journal.memoryWindow(), journal.filterBytes())));
        return DONE;
    }
}
