package io.wasl.bench.report;

import java.io.Serial;
import java.nio.file.Path;

/** A file that the report was given, and what is wrong with it: one line with option, file and reason. */
final class WrongFileException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    WrongFileException(String option, Path file, String reason) {
        super(option + ": " + file + " " + reason);
    }
}
