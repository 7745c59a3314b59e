package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.config.SwitchConfig;
import io.wasl.journal.JournalReader;
import io.wasl.journal.JournalVerifier;
import io.wasl.journal.LogVerdict;
import io.wasl.security.KeyFile;
import io.wasl.security.Keys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ./wasl journal verify}. */
@Command(
        name = "verify",
        header = "Check the whole journal: checksums, order and the keyed hash chain.",
        description = {
            "",
            "Reads every segment, beside a running node or without one, and changes nothing. It needs the key file. With",
            "--archive it begins with the archive's, which without it is not read. A segment that retention lets go of",
            "meanwhile is named; that is no damage. An altered",
            "byte is found, and so is a segment or a group that was removed, exchanged or played again, by whoever has no key.",
            "Prints a line for each segment and a last one; stops at the first wrong place and says what is wrong there:",
            "",
            "  CRC       bytes were altered or are missing",
            "  SEQUENCE  a segment, group or position is missing, comes twice or in another order",
            "  CHAIN     whole bytes that no node with these keys wrote there",
            "  KEY       written under a key that is not in the key file",
            "  LENGTH    a file is shorter than it was made",
            "  FORMAT    of a version that this one does not read",
            ""
        },
        footer = {
            "",
            "  wasl journal verify --config config/switch.yaml",
            "  wasl journal verify --config config/switch.yaml --json | tail -1",
            "",
            "Exit status: 0 all is right, 1 something is wrong or the journal is empty, 2 wrong usage or configuration."
        })
final class JournalVerifyCommand extends SwitchCommand {

    @ParentCommand
    private JournalCommand journal = new JournalCommand(surroundings());

    @Option(names = "--json", description = "One JSON object a line: each segment, then the verdict.")
    private boolean json;

    JournalVerifyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, CommandFailedException {
        if (journal.hasQuery()) {
            throw misused("it reads the whole journal and takes none of the options of a search");
        }
        SwitchConfig config = journal.config();
        Path directory = config.journal().directory();
        if (JournalReader.isEmpty(directory)) {
            throw new CommandFailedException("the journal in " + directory + " is empty");
        }
        Keys keys = KeyFile.load(config.security().keys(), directory);
        VerdictPrint print = json ? new VerdictJson(screen) : new VerdictText(screen, directory);
        Optional<Path> archive = journal.archive(config);
        LogVerdict verdict = archive.isPresent()
                ? JournalVerifier.verify(directory, archive.get(), keys, print::segment)
                : JournalVerifier.verify(directory, keys, print::segment);
        print.verdict(verdict);
        return verdict.damage().isPresent() ? FAILED : DONE;
    }
}
