package io.wasl.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code ./wasl}: what stands above all commands. */
@Command(
        name = "wasl",
        header = "Wasl, an ISO 8583 authorization switch.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = TopCommand.Version.class,
        footer = {
            "",
            "`wasl COMMAND --help` tells more about each. On a shell: source <(wasl completion)",
            "Exit status: 0 done, 1 the work failed, 2 wrong usage or configuration."
        })
final class TopCommand {

    /** The build's, and the Java's below it. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"wasl " + CommandLines.version() + " (Java " + Runtime.version() + ")"};
        }
    }
}
