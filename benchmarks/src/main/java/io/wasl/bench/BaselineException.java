package io.wasl.bench;

import java.io.Serial;

/** A file is not what it is taken for; the message says why. */
final class BaselineException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    BaselineException(String message) {
        super(message);
    }
}
