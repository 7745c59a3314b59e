package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.command.Shell.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

class CommandLinesTest {

    /** As it stands on the card. */
    private static final String IN_GROUPS = "4000 0012 3456 7899";

    private static final String PAN = "4288120000001234";

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void makeShell() throws IOException {
        shell = new Shell(folder);
    }

    @Test
    void shouldExplainEachCommandAndEachOption() {
        List<CommandLine> commands = new ArrayList<>();
        collect(shell.commandLine(""), commands);

        assertThat(commands).hasSizeGreaterThan(12);
        for (CommandLine command : commands) {
            String[] words = (command.getCommandSpec().qualifiedName() + " --help").split(" ");
            Ended help = shell.run(java.util.Arrays.copyOfRange(words, 1, words.length));
            assertThat(help.status()).isZero();
            assertThat(help.out())
                    .as(String.join(" ", words))
                    .contains("Usage: " + command.getCommandSpec().qualifiedName());
            command.getCommandSpec()
                    .options()
                    .forEach(option -> assertThat(help.out()).contains(option.longestName()));
            assertThat(command.getCommandSpec().usageMessage().header())
                    .as("header of %s", command.getCommandName())
                    .isNotEmpty();
            assertThat(help.out().lines()).allMatch(line -> line.length() <= 112);
        }
    }

    private static void collect(CommandLine command, List<CommandLine> into) {
        into.add(command);
        command.getSubcommands().values().forEach(child -> collect(child, into));
    }

    @Test
    void shouldEndWith2AndOneHintWhenMisused() {
        assertThat(shell.run("check"))
                .isEqualTo(new Ended(
                        2, "", "wasl check: Missing required option: '--config=FILE'\nSee: wasl check --help\n"));
        assertThat(shell.run("chek"))
                .isEqualTo(
                        new Ended(2, "", "wasl: Unmatched argument at index 0: 'chek'\nDid you mean: wasl check?\n"));
        assertThat(shell.run()).satisfies(ended -> {
            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.err()).startsWith("Wasl, an ISO 8583 authorization switch.");
        });
        assertThat(shell.run("keys").err()).contains("wasl keys").contains("new");
    }

    @Test
    void shouldNotRepeatACardNumberThatStandsWhereItShouldNot() {
        for (Ended ended : List.of(
                shell.run("check", PAN),
                shell.run("journal", "--rrn", PAN, "--pan=" + PAN),
                shell.configured("route", PAN, PAN),
                shell.configured("route", PAN + "99999"),
                shell.configured("journal", "--limit", PAN),
                shell.configured("route", PAN, IN_GROUPS),
                shell.configured("journal", "--limit", IN_GROUPS.replace(' ', '-')),
                shell.run(IN_GROUPS),
                shell.run("decode", "--dialect", "iso87-ascii", PAN + "x"))) {
            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.err()).isNotEmpty();
            assertThat((ended.out() + ended.err()).replaceAll("[ -]", ""))
                    .doesNotContain("4288120000001", IN_GROUPS.replace(" ", ""));
        }
    }

    @Test
    void shouldTellConfigurationErrorsAndNothingElse() throws IOException {
        shell.write(
                "switch.yaml", Shell.CONFIG.replace("127.0.0.1:8583", "nowhere").replace("12s", "soon"));

        for (String command : List.of("run", "check", "limits", "status", "reload", "stop")) {
            Ended ended = shell.configured(command);
            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err().lines()).hasSize(2).allMatch(line -> line.startsWith("DIR/switch.yaml:1"));
        }
    }

    @Test
    void shouldTellAFaultInOneLineWithoutItsData() {
        shell.starter = loaded -> {
            throw new IllegalStateException("card " + PAN);
        };

        assertThat(shell.configured("run"))
                .isEqualTo(new Ended(
                        1,
                        "",
                        "wasl: internal error: java.lang.IllegalStateException (WASL_LOG_LEVEL=debug shows where)\n"));
    }

    @Test
    void shouldAddCommandsOfOtherModulesUnderTheirParents() {
        shell.providers.add(provider("", new Extra()));
        shell.providers.add(provider("sim", new Extra()));

        assertThat(shell.run("extra")).isEqualTo(new Ended(0, "", ""));
        assertThat(shell.run("sim", "extra")).isEqualTo(new Ended(0, "", ""));
        assertThat(shell.run("sim", "--help").out()).contains("Usage: wasl sim").contains("Does nothing.");
        assertThat(shell.run("--help").out()).contains("  sim ").contains("  extra ");
    }

    @Test
    void shouldPrintACompletionScriptOfAllCommands() {
        assertThat(shell.run("completion").out())
                .startsWith("#!/usr/bin/env bash")
                .contains("journal", "--rrn");
    }

    @Test
    void shouldSayWhatIsWrongWithAnotherModulesCommand() {
        shell.providers.add(provider("", new Picky()));

        assertThat(shell.run("picky"))
                .isEqualTo(new Ended(2, "", "wasl picky: --file: x is no file\nSee: wasl picky --help\n"));
    }

    private static CommandProvider provider(String parent, Object command) {
        return new CommandProvider() {
            @Override
            public String parent() {
                return parent;
            }

            @Override
            public List<Object> commands() {
                return List.of(command);
            }
        };
    }

    @Command(name = "extra", header = "Does nothing.", mixinStandardHelpOptions = true)
    static final class Extra implements Runnable {
        @Override
        public void run() {}
    }

    @Command(name = "picky", mixinStandardHelpOptions = true)
    static final class Picky implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            throw new ParameterException(spec.commandLine(), "--file: x is no file");
        }
    }
}
