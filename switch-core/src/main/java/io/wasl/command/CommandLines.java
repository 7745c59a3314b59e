package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.journal.CorruptJournalException;
import io.wasl.journal.Damage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The tree of commands, and how every one of them ends: 0 done, 1 the work failed, 2 wrong usage or configuration, or a
 * journal that is damaged.
 *
 * <p>Wrong configuration prints its errors, one a line, and nothing else. Any other failure is one line without data;
 * its stack goes to the log, at debug.
 */
public final class CommandLines {

    private static final int HELP_WIDTH = 112;

    private CommandLines() {}

    /** The commands of the switch, and of every module on the class path that adds some. */
    public static CommandLine build(NodeStarter starter, Surroundings surroundings) {
        List<CommandProvider> providers = new ArrayList<>();
        ServiceLoader.load(CommandProvider.class).forEach(providers::add);
        return build(starter, surroundings, providers);
    }

    /** The commands of the switch, and of these providers. */
    public static CommandLine build(NodeStarter starter, Surroundings surroundings, List<CommandProvider> providers) {
        CommandLine wasl = new CommandLine(new TopCommand())
                .addSubcommand(new RunCommand(surroundings, starter))
                .addSubcommand(new CheckCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new ReloadCommand(surroundings))
                .addSubcommand(new StopCommand(surroundings))
                .addSubcommand(new CommandLine(new JournalCommand(surroundings))
                        .addSubcommand(new JournalVerifyCommand(surroundings)))
                .addSubcommand(group("ledger", "The ledger, made from the journal.")
                        .addSubcommand(new LedgerApplyCommand(surroundings, starter))
                        .addSubcommand(new LedgerTotalsCommand(surroundings))
                        .addSubcommand(new LedgerRebuildCommand(surroundings)))
                .addSubcommand(group("saf", "Reversals and advices that issuers are still owed.")
                        .addSubcommand(new SafListCommand(surroundings))
                        .addSubcommand(new SafShowCommand(surroundings))
                        .addSubcommand(new SafRetryCommand(surroundings))
                        .addSubcommand(new SafDropCommand(surroundings)))
                .addSubcommand(new RouteCommand(surroundings))
                .addSubcommand(new DecodeCommand(surroundings))
                .addSubcommand(new EncodeCommand(surroundings))
                .addSubcommand(group("keys", "Key files of a node.").addSubcommand(new NewKeysCommand(surroundings)))
                .addSubcommand(group("dialect", "Dialects: how a network writes its messages.")
                        .addSubcommand(new DialectImportCommand(surroundings))
                        .addSubcommand(new DialectShowCommand(surroundings))
                        .addSubcommand(new DialectDiffCommand(surroundings))
                        .addSubcommand(new DialectCheckCommand(surroundings)))
                .addSubcommand(new CompletionCommand(surroundings))
                .addSubcommand(new LimitsCommand(surroundings))
                .addSubcommand(new RehearseCommand(surroundings, starter));
        providers.forEach(provider -> add(wasl, provider));
        wasl.getCommandSpec()
                .addOption(flag("-V", "--version", "Show the version and exit.")
                        .versionHelp(true)
                        .build());
        addHelp(wasl);
        return wasl.setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setColorScheme(colours(surroundings.terminal()))
                .setParameterExceptionHandler((misuse, arguments) -> onMisuse(misuse))
                .setExecutionExceptionHandler((failure, command, parsed) -> onFailure(failure, command));
    }

    /** Of the jar; a development build has none. */
    public static String version() {
        String version = CommandLines.class.getPackage().getImplementationVersion();
        return version == null ? "development build" : version;
    }

    private static void add(CommandLine wasl, CommandProvider provider) {
        CommandLine parent = wasl;
        if (!provider.parent().isEmpty()) {
            parent =
                    wasl.getSubcommands().getOrDefault(provider.parent(), group(provider.parent(), headerOf(provider)));
            if (!wasl.getSubcommands().containsKey(provider.parent())) {
                wasl.addSubcommand(parent);
            }
        }
        for (Object command : provider.commands()) {
            parent.addSubcommand(command);
        }
    }

    private static String headerOf(CommandProvider provider) {
        List<String> names = provider.commands().stream()
                .map(command -> new CommandLine(command).getCommandName())
                .toList();
        return "The simulators and their like: " + String.join(", ", names) + ".";
    }

    /** A command that only holds others. */
    private static CommandLine group(String name, String header) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().header(header).synopsisSubcommandLabel("COMMAND");
        return new CommandLine(spec);
    }

    /** To this command and all below it. */
    private static void addHelp(CommandLine command) {
        if (command.getCommandSpec().findOption("--help") == null) {
            command.getCommandSpec()
                    .addOption(flag("-h", "--help", "Show this help and exit.")
                            .usageHelp(true)
                            .build());
        }
        command.getSubcommands().values().forEach(CommandLines::addHelp);
    }

    private static OptionSpec.Builder flag(String letter, String word, String description) {
        return OptionSpec.builder(letter, word).type(boolean.class).description(description);
    }

    private static ColorScheme colours(boolean terminal) {
        return CommandLine.Help.defaultColorScheme(terminal ? Ansi.ON : Ansi.OFF);
    }

    private static int onMisuse(ParameterException misuse) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter errors = command.getErr();
        if (isGroup(command.getCommand()) && !(misuse instanceof UnmatchedArgumentException)) {
            command.usage(errors); // only a command is missing
            errors.flush();
            return WaslCommand.BAD_USAGE;
        }
        errors.println(command.getCommandSpec().qualifiedName() + ": " + reasonOf(misuse));
        if (!UnmatchedArgumentException.printSuggestions(misuse, errors)) {
            errors.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        errors.flush();
        return WaslCommand.BAD_USAGE;
    }

    /** Other modules' commands need not be {@link WaslCommand}s; what only holds others does nothing itself. */
    private static boolean isGroup(@Nullable Object command) {
        return !(command instanceof Callable) && !(command instanceof Runnable);
    }

    /** Picocli repeats an argument that it does not know, and an argument may be a card's number. */
    private static String reasonOf(ParameterException misuse) {
        return MaskedNumbers.in(String.valueOf(misuse.getMessage()).replaceAll("\\d{7,}", "(a number)"));
    }

    private static int onFailure(Exception failure, CommandLine command) {
        PrintWriter errors = command.getErr();
        int status = WaslCommand.FAILED;
        if (failure instanceof ConfigException wrong) {
            wrong.errors().forEach(error -> errors.println(MaskedNumbers.in(error.toString())));
            status = WaslCommand.BAD_USAGE;
        } else {
            errors.println("wasl: " + MaskedNumbers.in(reasonOf(failure)));
        }
        if (failure instanceof CorruptJournalException damaged) {
            status = WaslCommand.BAD_USAGE; // no restart mends a damaged log
            offerReaders(damaged, command, errors);
        }
        errors.flush();
        LoggerFactory.getLogger(CommandLines.class).debug("{} failed", command.getCommandName(), failure);
        return status;
    }

    /** The tools that only read, for who must find out how much of a damaged journal is left. */
    private static void offerReaders(CorruptJournalException damaged, CommandLine command, PrintWriter errors) {
        if (damaged.damage() == Damage.FORMAT) {
            return; // they do not read it either
        }
        Object file = command.getParseResult().matchedOptionValue("--config", "FILE");
        errors.println("The journal is damaged; nothing was changed. Keep a copy of its folder. These only read it:");
        errors.println("  wasl journal verify --config " + file + "    what is wrong, and how far it is whole");
        errors.println("  wasl journal --config " + file + " --from TIME    its transactions, up to the damage");
        errors.println("docs/OPERATIONS.md, Corruption, says what to do then.");
    }

    private static String reasonOf(Exception failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "no such file: " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "not permitted: " + denied.getFile();
        }
        if (failure instanceof IOException || failure instanceof CommandFailedException) {
            return String.valueOf(failure.getMessage());
        }
        return "internal error: " + failure.getClass().getName() + " (WASL_LOG_LEVEL=debug shows where)";
    }
}
