package io.wasl.journal.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * An embedded database whose file cannot be read any more, as a kill can leave it: told from one that is only away, and
 * set aside, so that the ledger is made again from the log. Nothing is deleted.
 */
final class DamagedFile {

    /** H2's FILE_CORRUPTED_1. */
    private static final int FILE_CORRUPTED = 90030;
    /** H2's GENERAL_ERROR_1, under which its store's other errors come. */
    private static final int GENERAL_ERROR = 50000;

    /** The store's own numbers behind its version: 6 file corrupt, 9 chunk not found ({@code [2.5.252/9]}). */
    private static final Pattern STORE_DAMAGED = Pattern.compile("\\[[0-9.]+/[69]]");

    private DamagedFile() {}

    /** Whether a failure, or anything that caused it, says that the file is damaged. */
    static boolean isDamage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException part && isDamage(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDamage(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure.getErrorCode() == FILE_CORRUPTED
                || failure.getErrorCode() == GENERAL_ERROR
                        && STORE_DAMAGED.matcher(message).find();
    }

    /** Renames it to the first free name of {@code ledger.mv.db.damaged-1}, {@code -2}, …; gives the new name. */
    static Path setAside(Path file) throws IOException {
        int number = 1;
        Path aside = aside(file, number);
        while (Files.exists(aside)) {
            aside = aside(file, ++number);
        }
        return Files.move(file, aside);
    }

    private static Path aside(Path file, int number) {
        return file.resolveSibling(file.getFileName() + ".damaged-" + number);
    }
}
