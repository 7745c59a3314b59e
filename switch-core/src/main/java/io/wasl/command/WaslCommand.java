package io.wasl.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What all commands share, those of other modules too. Help and the end of a failed command are {@link CommandLines}'s: a
 * command throws, and returns only {@link #DONE}, {@link #FAILED} or a status of its own.
 */
@Command // of its own it says nothing; picocli wants it beside @Spec
public abstract class WaslCommand implements Callable<Integer> {

    /** The command did what was asked. */
    public static final int DONE = 0;

    /** The command's work failed, and its output says why. */
    public static final int FAILED = 1;

    static final int BAD_USAGE = 2;

    @Spec
    private CommandSpec spec;

    protected WaslCommand() {} // picocli sets spec before it calls the command

    /** As picocli read it; from {@link #call} on. */
    protected final CommandSpec spec() {
        return spec;
    }

    /** The command line is right in form and wrong in sense. */
    protected final ParameterException misused(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
