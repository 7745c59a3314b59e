package io.wasl.command;

/** The work of a command failed for a reason that its user understands; told on one line, exit status 1. */
final class CommandFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    CommandFailedException(String message) {
        super(message);
    }
}
