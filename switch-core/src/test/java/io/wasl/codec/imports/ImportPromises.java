package io.wasl.codec.imports;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;

/** What an import promises of any bytes, whichever program wrote them. */
final class ImportPromises {

    /** Of the text, for each byte of the file: an attribute of a few letters becomes a sentence. */
    private static final int MOST_CHARACTERS = 1_000;

    private static final int HEAD_CHARACTERS = 10_000;

    private ImportPromises() {}

    /** Errors that name the file, a line that it can have, and a reason. */
    static void check(ConfigException refusal, String file, long lines) {
        if (refusal.errors().isEmpty()) {
            throw new AssertionError("refused without a reason");
        }
        for (ConfigError error : refusal.errors()) {
            if (!error.file().equals(file) || error.reason().isBlank()) {
                throw new AssertionError("error: " + error);
            }
            if (error.line() < 0 || error.line() > lines || error.column() < 0) {
                throw new AssertionError("place of an error, in a file of " + lines + " lines: " + error);
            }
        }
    }

    /** A text that is no longer than its file lets expect, and notes of one line each. */
    static void check(ImportedDialect imported, int bytes) {
        if (imported.yaml().length() > HEAD_CHARACTERS + (long) MOST_CHARACTERS * bytes) {
            throw new AssertionError("a text of " + imported.yaml().length() + " characters of " + bytes + " bytes");
        }
        for (String note : imported.notes()) {
            if (note.isBlank() || note.indexOf('\n') >= 0) {
                throw new AssertionError("note: " + note);
            }
        }
    }
}
