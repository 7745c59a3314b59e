package io.wasl.command;

/** The work of a command failed for a reason that its user understands; told on one line, exit status 1. */
public final class CommandFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param message without data of a message or a card
     */
    public CommandFailedException(String message) {
        super(message);
    }

    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
