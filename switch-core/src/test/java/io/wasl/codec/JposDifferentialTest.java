package io.wasl.codec;

import static io.wasl.codec.Messages.ASCII;
import static io.wasl.codec.Messages.BINARY;
import static io.wasl.codec.Messages.bytes;
import static io.wasl.codec.Messages.decode;
import static io.wasl.codec.Messages.elements;
import static io.wasl.codec.Messages.encode;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.iso.ElementSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jpos.iso.IFA_BINARY;
import org.jpos.iso.IFB_BINARY;
import org.jpos.iso.IF_CHAR;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
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

    private static final long SEED = 2_110;
    private static final int MESSAGES = 10_000;
    private static final int[] MTIS = {0x0100, 0x0110, 0x0200, 0x0210, 0x0400, 0x0421, 0x0430, 0x0800};

    @Test
    void shouldAgreeWithJposInAscii() throws ISOException {
        agree(ASCII, corrected(new ISO87APackager(), new IFA_BINARY(8, "DE 96")));
    }

    @Test
    void shouldAgreeWithJposInBinary() throws ISOException {
        agree(BINARY, corrected(new ISO87BPackager(), new IFB_BINARY(8, "DE 96")));
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

    private static void agree(Dialect dialect, ISOBasePackager packager) throws ISOException {
        Random random = new Random(SEED);
        for (int i = 0; i < MESSAGES; i++) {
            ElementSet sent = RandomElements.elements(dialect, random, random.nextDouble() * 0.3);
            if (sent.isEmpty()) {
                sent.putNumber(11, i, 6); // jPOS leaves the bitmap out when there is nothing to announce
            }
            int mti = MTIS[random.nextInt(MTIS.length)];
            byte[] theirs = pack(packager, dialect, mti, sent);
            String message = dialect + ", seed " + SEED + ", message " + i;

            MessageView view = decode(dialect, theirs);
            assertThat(view.mti()).as(message).isEqualTo(mti);
            assertThat(bytes(elements(view))).as(message).isEqualTo(bytes(sent));
            assertThat(encode(dialect, mti, elements(view))).as(message).isEqualTo(theirs);
            assertThat(encode(new MessageWriter().begin(dialect, mti, view))).as(message).isEqualTo(theirs);
            assertUnpacked(packager, sent, encode(dialect, mti, sent), message);
        }
    }

    private static byte[] pack(ISOBasePackager packager, Dialect dialect, int mti, ElementSet elements)
            throws ISOException {
        ISOMsg message = new ISOMsg();
        message.setPackager(packager);
        message.setMTI(io.wasl.iso.Mti.toString(mti));
        for (int i = 0; i < elements.length(); i = elements.next(i)) {
            int de = elements.elementAt(i);
            if (dialect.spec(de).characterClass() == CharacterClass.B) {
                message.set(de, value(elements, i));
            } else {
                message.set(de, elements.text(de));
            }
        }
        return message.pack();
    }

    /** The other direction: jPOS reads what we wrote. */
    private static void assertUnpacked(ISOBasePackager packager, ElementSet sent, byte[] ours, String message)
            throws ISOException {
        ISOMsg unpacked = new ISOMsg();
        unpacked.setPackager(packager);
        assertThat(unpacked.unpack(ours)).as(message).isEqualTo(ours.length);
        for (int i = 0; i < sent.length(); i = sent.next(i)) {
            int de = sent.elementAt(i);
            Object value = unpacked.getValue(de);
            byte[] theirs = value instanceof byte[] binary ? binary : text(value);
            assertThat(theirs).as("%s, DE %d", message, de).isEqualTo(value(sent, i));
        }
    }

    private static byte[] text(Object value) {
        return value.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] value(ElementSet elements, int entry) {
        int start = elements.valueAt(entry);
        return Arrays.copyOfRange(elements.buffer(), start, start + elements.lengthAt(start));
    }
}
