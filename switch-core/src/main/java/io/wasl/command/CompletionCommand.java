package io.wasl.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./wasl completion}. */
@Command(
        name = "completion",
        header = "Print a completion script for bash and zsh.",
        description = {"", "source <(wasl completion)", ""})
final class CompletionCommand extends WaslCommand {

    @Spec
    private CommandSpec spec;

    // picocli sets spec before it calls the command.
    @SuppressWarnings("NullAway.Init")
    CompletionCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) {
        screen.line(AutoComplete.bash("wasl", spec.root().commandLine()));
        return DONE;
    }
}
