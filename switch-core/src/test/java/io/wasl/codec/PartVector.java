package io.wasl.codec;

import io.wasl.config.ConfigException;
import java.util.List;

/**
 * One composite, its bytes written by hand.
 *
 * @param clause what says that these are its bytes: a standard and its words or number, or {@code practice:} and whose
 * @param element what a dialect says of DE 3, a key a line
 * @param wire of DE 3
 * @param values {@code path=neutral}, of every part that the bytes hold
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PartVector(String clause, String element, byte[] wire, List<String> values) {

    Dialect dialect() throws ConfigException {
        return Divided.dialect(element);
    }

    @Override
    public String toString() {
        return clause + " | " + element.replace('\n', ' ');
    }
}
