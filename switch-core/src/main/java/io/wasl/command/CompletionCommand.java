package io.wasl.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code ./wasl completion}. */
@Command(
        name = "completion",
        header = "Print a completion script for bash and zsh.",
        description = {"", "source <(wasl completion)", ""})
final class CompletionCommand extends SwitchCommand {

    CompletionCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) {
        screen.line(AutoComplete.bash("wasl", spec().root().commandLine()));
        return DONE;
    }
}
