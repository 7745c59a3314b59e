package io.wasl.codec;

import static io.wasl.codec.Messages.ASCII;
import static io.wasl.codec.Messages.BINARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jpos.iso.IFA_BINARY;
import org.jpos.iso.IFB_BINARY;
import org.jpos.iso.IF_CHAR;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOException;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87BPackager;
import org.junit.jupiter.api.Test;

/**
 * The shipped dialects against jPOS as an independent implementation: random messages that jPOS packs give the same
 * elements here, and these re-encode to the same bytes.
 *
 * <p>The definitions agree in the length of each element but three, where jPOS departs from ISO 8583:1987 and the
 * dialects follow the standard:
 *
 * <ul>
 *   <li>DE 65, extended bitmap indicator: jPOS reads one byte of data; the bit announces a third bitmap, which 1987
 *       messages of 128 elements do not have, so that it has no length here and is refused.
 *   <li>DE 93, response indicator: an5 in the standard, 6 characters in jPOS.
 *   <li>DE 96, message security code: b64, 8 bytes, in the standard; 16 bytes in jPOS.
 * </ul>
 *
 * For the comparison of bytes jPOS is given the standard's definition of 93 and 96. Its other departures do not show on
 * the wire: DE 35 is track data (z) here and a number there, DE 55 bytes here and text there, characters are not checked
 * at all.
 */
final class JposDifferentialTest {

    private static final int MESSAGES = 10_000;

    @Test
    void shouldAgreeWithJposInAscii() throws ISOException {
        JposAgreement.check(ASCII, corrected(new ISO87APackager(), new IFA_BINARY(8, "DE 96")), MESSAGES);
    }

    @Test
    void shouldAgreeWithJposInBinary() throws ISOException {
        JposAgreement.check(BINARY, corrected(new ISO87BPackager(), new IFB_BINARY(8, "DE 96")), MESSAGES);
    }

    @Test
    void shouldDifferFromJposInTheLengthOfTheseElementsOnly() {
        assertThat(differing(ASCII, new ISO87APackager())).containsExactly(65, 93, 96);
        assertThat(differing(BINARY, new ISO87BPackager())).containsExactly(65, 93, 96);
    }

    private static List<Integer> differing(Dialect dialect, ISOBasePackager packager) {
        List<Integer> differing = new ArrayList<>();
        for (int de = 2; de <= 128; de++) {
            int theirs = packager.getFieldPackager(de).getLength();
            if (!dialect.declares(de) || dialect.spec(de).length() != theirs) {
                differing.add(de);
            }
        }
        return differing;
    }

    private static ISOBasePackager corrected(ISOBasePackager packager, org.jpos.iso.ISOFieldPackager binary) {
        packager.setFieldPackager(93, new IF_CHAR(5, "DE 93"));
        packager.setFieldPackager(96, binary);
        return packager;
    }
}
