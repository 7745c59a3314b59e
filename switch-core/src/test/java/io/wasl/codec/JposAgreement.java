package io.wasl.codec;

import static io.wasl.codec.Messages.bytes;
import static io.wasl.codec.Messages.decode;
import static io.wasl.codec.Messages.elements;
import static io.wasl.codec.Messages.encode;
import static io.wasl.codec.Messages.rewrite;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.iso.ElementSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;

/**
 * A dialect and a packager of jPOS on random messages: what jPOS packs gives the same elements here and encodes to the same
 * bytes, and jPOS unpacks the same values from what was written here.
 */
final class JposAgreement {

    private static final long SEED = 2_110;
    private static final int[] MTIS = {0x0100, 0x0110, 0x0200, 0x0210, 0x0400, 0x0421, 0x0430, 0x0800};

    private JposAgreement() {}

    static void check(Dialect dialect, ISOBasePackager packager, int messages) throws ISOException {
        Random random = new Random(SEED);
        for (int i = 0; i < messages; i++) {
            ElementSet sent = RandomElements.elements(dialect, random, random.nextDouble() * 0.3);
            if (sent.isEmpty()) {
                sent.putNumber(
                        11,
                        i,
                        dialect.spec(11).length()); // jPOS leaves the bitmap out when there is nothing to announce
            }
            int mti = dialect.version().mti(MTIS[random.nextInt(MTIS.length)]);
            byte[] theirs = pack(packager, dialect, mti, sent);
            String message = dialect + ", seed " + SEED + ", message " + i;

            MessageView view = decode(dialect, theirs);
            assertThat(view.mti()).as(message).isEqualTo(mti);
            assertThat(bytes(elements(view))).as(message).isEqualTo(bytes(sent));
            assertThat(encode(dialect, mti, elements(view))).as(message).isEqualTo(theirs);
            assertThat(rewrite(dialect, view)).as(message).isEqualTo(theirs);
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
