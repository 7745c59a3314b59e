package io.wasl.codec;

import static io.wasl.codec.Messages.bytes;
import static io.wasl.codec.Messages.decode;
import static io.wasl.codec.Messages.elements;
import static io.wasl.codec.Messages.encode;
import static org.assertj.core.api.Assertions.assertThat;

import com.solab.iso8583.IsoMessage;
import io.wasl.iso.ElementSet;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The dialects of ISO 8583:1987 against j8583 as a second independent implementation: what it writes gives the same elements
 * here and encodes to the same bytes, and it reads the same values from what was written here, which it writes again as
 * they were.
 */
final class J8583DifferentialTest {

    private static final long SEED = 8_583;
    private static final int MESSAGES = 2_000;
    private static final int[] MTIS = {0x0100, 0x0110, 0x0200, 0x0210, 0x0400, 0x0421, 0x0430, 0x0800};

    @Test
    void shouldAgreeWithJ8583InAscii() throws Exception {
        agree(J8583Peer.ascii());
    }

    @Test
    void shouldAgreeWithJ8583Packed() throws Exception {
        agree(J8583Peer.packed());
    }

    private static void agree(J8583Peer peer) throws Exception {
        Random random = new Random(SEED);
        Dialect dialect = peer.dialect();
        for (int i = 0; i < MESSAGES; i++) {
            ElementSet sent = peer.random(random);
            int mti = MTIS[random.nextInt(MTIS.length)];
            String what = dialect + ", seed " + SEED + ", message " + i;

            byte[] theirs = peer.write(mti, sent);
            MessageView view = decode(dialect, theirs);
            assertThat(view.mti()).as(what).isEqualTo(mti);
            assertThat(bytes(elements(view))).as(what).isEqualTo(bytes(sent));
            byte[] ours = encode(dialect, mti, sent);
            assertThat(ours).as(what).isEqualTo(theirs);
            assertRead(peer, sent, mti, ours, what);
        }
    }

    private static void assertRead(J8583Peer peer, ElementSet sent, int mti, byte[] ours, String what)
            throws Exception {
        IsoMessage read = peer.read(mti, ours);
        assertThat(read.getType()).as(what).isEqualTo(mti);
        for (int de = 2; de <= 128; de++) {
            assertThat(read.hasField(de)).as("%s, DE %d", what, de).isEqualTo(sent.has(de));
        }
        for (int i = 0; i < sent.length(); i = sent.next(i)) {
            int de = sent.elementAt(i);
            int start = sent.valueAt(i);
            assertThat(peer.value(read, de))
                    .as("%s, DE %d", what, de)
                    .isEqualTo(Arrays.copyOfRange(sent.buffer(), start, start + sent.lengthAt(start)));
        }
        assertThat(read.writeData()).as(what).isEqualTo(ours);
    }
}
