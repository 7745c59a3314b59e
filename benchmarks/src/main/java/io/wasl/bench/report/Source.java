package io.wasl.bench.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that the report is made of.
 *
 * @param option by which it is given
 * @param name under which it lies beside the report
 * @param file where it was read
 */
record Source(String option, String name, Path file, String text) {

    /** What a text says. */
    interface Reading<T> {
        /** @throws IOException with what it is not */
        T read(String text) throws IOException;
    }

    static Source read(String option, String name, Path file) throws WrongFileException {
        try {
            return new Source(option, name, file, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new WrongFileException(option, file, "is no text in UTF-8");
        } catch (IOException e) {
            throw new WrongFileException(option, file, "cannot be read: " + e.getMessage());
        }
    }

    <T> T parse(Reading<T> reading) throws WrongFileException {
        try {
            return reading.read(text);
        } catch (IOException e) {
            throw new WrongFileException(option, file, String.valueOf(e.getMessage()));
        }
    }
}
