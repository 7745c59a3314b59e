package io.wasl.codec;

import io.wasl.config.ConfigException;
import io.wasl.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Paths as an operator may write them: compiled, or refused with an {@link IllegalArgumentException}. */
public final class PartPathFuzz implements FuzzTarget {

    private final Dialect dialect;

    public PartPathFuzz() throws ConfigException {
        dialect = Divided.bytes("{ form: bitmap, bitmap: binary, bits: 64, fields: {"
                + " 2: { type: b...999, prefix: binary, parts: { form: ber-tlv, fields: {"
                + " 9F26: { type: b64 }, 71: { type: b..99, parts: { form: ber-tlv, fields: { 86: { type: b..9 } } } } } } },"
                + " 3: { type: an4 },"
                + " 4: { type: b...999, prefix: binary, parts: { form: tagged, tag: { bytes: 2, encoding: ascii },"
                + " length: { bytes: 1, encoding: binary }, fields: { AB: { type: n4 } } } } } }");
    }

    @Override
    public void run(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        PartPath path;
        try {
            path = PartPath.of(dialect, text);
        } catch (IllegalArgumentException e) {
            if (e.getClass() != IllegalArgumentException.class) {
                throw e;
            }
            return;
        }
        if (!PartPath.of(dialect, path.toString()).toString().equals(path.toString())) {
            throw new AssertionError(path + " is not read as it is written");
        }
        path.name();
        path.sensitivity();
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "3",
                        "3.2",
                        "3.2.9F26",
                        "3.2.9f27",
                        "3.2.71.86",
                        "3.3",
                        "3.4.AB",
                        "3.4.ZZ",
                        "39",
                        "0",
                        "3..",
                        "193")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
