package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.security.KeyFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./wasl keys new}. */
@Command(
        name = "new",
        header = "Make a new key file.",
        description = {
            "",
            "Two fresh keys, for encrypting card numbers and for telling them apart, in a file that only its owner can",
            "read. A file that exists is never overwritten. Name it under security.keys, outside the data folder, and",
            "keep a copy: without it the journal cannot be read.",
            ""
        },
        footer = {"", "Exit status: 0 made, 1 it cannot be written, 2 it exists or its folder does not."})
final class NewKeysCommand extends SwitchCommand {

    @Parameters(paramLabel = "FILE", description = "The file to make.")
    private Path file = Path.of("");

    NewKeysCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException {
        KeyFile.create(file, surroundings().random());
        screen.line(
                screen.good("made") + " " + file + " (mode 0600); keep a copy, the journal cannot be read without it");
        return DONE;
    }
}
