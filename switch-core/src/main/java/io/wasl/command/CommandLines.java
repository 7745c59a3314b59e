package io.wasl.command;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The tree of commands, and how every one of them ends: 0 done, 1 the work failed, 2 bad usage or configuration.
 *
 * <p>Wrong configuration prints its errors, one a line, and nothing else. Any other failure is one line without data;
 * its stack goes to the log, at debug.
 */
public final class CommandLines {

    private CommandLines() {}

    /** The commands of the switch and of every module that adds some. */
    public static CommandLine build(NodeStarter starter, Surroundings surroundings) {
        List<CommandProvider> providers = new ArrayList<>();
        ServiceLoader.load(CommandProvider.class).forEach(providers::add);
        return build(starter, surroundings, providers);
    }

    static CommandLine build(NodeStarter starter, Surroundings surroundings, List<CommandProvider> providers) {
        CommandLine wasl = new CommandLine(new TopCommand()).addSubcommand(new RunCommand(surroundings, starter));
        providers.forEach(provider -> add(wasl, provider));
        return wasl;
    }

    private static void add(CommandLine wasl, CommandProvider provider) {
        CommandLine parent = provider.parent().isEmpty() ? wasl : group(wasl, provider.parent());
        provider.commands().forEach(parent::addSubcommand);
    }

    private static CommandLine group(CommandLine wasl, String name) {
        return wasl.getSubcommands().computeIfAbsent(name, missing -> new CommandLine(CommandSpec.create()));
    }
}
