package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Jpos2003.Field;
import io.wasl.codec.Jpos2003.Writing;
import io.wasl.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jpos.iso.ISOException;
import org.junit.jupiter.api.Test;

/**
 * The shipped dialects of ISO 8583:2003 against jPOS: its jar has one definition of that version, packed ({@code
 * cmf.xml}), and the field classes to write the same elements in ASCII and in EBCDIC.
 *
 * <p>Where that definition departs from the dialects (their comments say why they have it otherwise), jPOS is given the
 * dialects' form; {@link #shouldDifferFromJposInTheseElementsOnly} holds each such place.
 */
final class Jpos2003DifferentialTest {

    private static final int MESSAGES = 2_000;

    @Test
    void shouldAgreeWithJposInAscii() throws ISOException, IOException {
        Dialect dialect = Messages.shipped("iso03-ascii");
        JposAgreement.check(dialect, Jpos2003.packager(Writing.ASCII, dialect), MESSAGES);
    }

    @Test
    void shouldAgreeWithJposPacked() throws ISOException, IOException {
        Dialect dialect = Messages.shipped("iso03-binary");
        JposAgreement.check(dialect, Jpos2003.packager(Writing.PACKED, dialect), MESSAGES);
    }

    /** In code page 1047, the only one that jPOS writes. */
    @Test
    void shouldAgreeWithJposInEbcdic() throws ISOException, IOException, ConfigException {
        try (InputStream file = Dialect.class.getResourceAsStream("dialects/iso03-ebcdic.yaml")) {
            assertThat(file).isNotNull();
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            String encodings = text.lines()
                    .filter(line -> line.startsWith("  { n: ebcdic,"))
                    .findFirst()
                    .orElseThrow();
            Dialect dialect = Dialects.parse(
                    "iso03-1047",
                    "iso03-1047.yaml",
                    text.replace(encodings, encodings.replace(": ebcdic", ": ebcdic-1047")));
            JposAgreement.check(dialect, Jpos2003.packager(Writing.EBCDIC, dialect), MESSAGES);
        }
    }

    @Test
    void shouldDifferFromJposInTheseElementsOnly() throws ISOException, IOException {
        Dialect dialect = Messages.shipped("iso03-binary");
        Map<Integer, Field> theirs = Jpos2003.definition();
        Map<Integer, String> differing = new TreeMap<>();
        for (int de = 2; de <= 128; de++) {
            Field ours = dialect.declares(de) ? Field.of(dialect.spec(de)) : Field.NONE;
            Field peers = theirs.getOrDefault(de, Field.NONE);
            if (!ours.equals(peers)) {
                differing.put(de, ours + " / " + peers);
            }
        }
        assertThat(differing)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        21, "text 22 / bytes 19", // the digits among its characters packed
                        30, "number 32 / bytes 16", // the same bytes, two amounts packed one by one
                        35, "track ..37 / text ..37",
                        36, "track ...104 / text ...104",
                        65, "none / bytes 8", // the third bitmap
                        72, "bytes ....9999 / bytes ...999",
                        74, "number 156 / bytes 78", // the same bytes, twelve numbers packed one by one
                        91, "bytes ....9999 / none", // declared as 96 by mistake, as its neighbours are
                        97, "signed 21 / number 21"));
    }
}
