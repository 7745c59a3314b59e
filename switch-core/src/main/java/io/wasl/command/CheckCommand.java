package io.wasl.command;

import io.wasl.check.ConfigCheck;
import io.wasl.config.ConfigException;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./wasl check}. */
@Command(
        name = "check",
        header = "Validate a configuration and all it names, and explain it.",
        description = {
            "",
            "Starts nothing, opens no port and no database, and may run beside the node. Every mistake is told as",
            "file:line:column key: reason.",
            ""
        },
        footer = {"", "Exit status: 0 the node would start with it, 2 it would not."})
final class CheckCommand extends SwitchCommand {

    @Mixin
    private ConfigOption config = new ConfigOption();

    CheckCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException {
        ConfigExplanation.print(ConfigCheck.checkWithLog(config.load(surroundings())), screen);
        return DONE;
    }
}
