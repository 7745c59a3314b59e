package io.wasl.journal.keys;

import java.io.IOException;

/** A run file is not what its writer wrote: it is made again from the log. */
final class DamagedRunException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String file;

    DamagedRunException(String file, String what) {
        super(file + ": " + what);
        this.file = file;
    }

    String file() {
        return file;
    }
}
