package io.wasl.codec;

import io.wasl.config.ConfigException;
import java.nio.charset.StandardCharsets;

/**
 * One value in one form, its bytes written by hand.
 *
 * @param clause what says that these are its bytes: a standard and its words or number, or {@code practice:} and whose
 * @param given the value as it is written
 * @param read as it is read again: the same, unless its filling belongs to it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FieldVector(String clause, String declaration, byte[] given, byte[] read, byte[] wire) {

    static FieldVector of(String clause, String declaration, String neutral, String wire) {
        return filled(clause, declaration, neutral, neutral, wire);
    }

    /** What is shorter than its place, and keeps its filling. */
    static FieldVector filled(String clause, String declaration, String given, String read, String wire) {
        return new FieldVector(clause, declaration, latin(given), latin(read), Messages.hex(wire));
    }

    /** A dialect whose DE 3 is declared so. */
    Dialect dialect() throws ConfigException {
        return FieldFormsTest.dialect(declaration);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return clause + " | " + declaration;
    }
}
