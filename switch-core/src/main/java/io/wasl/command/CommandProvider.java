package io.wasl.command;

import java.util.List;

/** Adds commands to {@code ./wasl}; found by {@link java.util.ServiceLoader}, so that the switch ships without them. */
public interface CommandProvider {

    /** The command under which these appear: empty for the top level, else a name such as {@code sim}. */
    String parent();

    /** Objects annotated as picocli commands, made anew for each call. */
    List<Object> commands();
}
