package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.solab.iso8583.IsoMessage;
import com.solab.iso8583.IsoType;
import io.wasl.codec.DecodeError.Cause;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Damaged messages, read by us and by j8583: where one accepts what the other refuses, or both read different values, the
 * cause is one of those listed in docs/DIALECTS.md, and no other.
 */
final class J8583RejectionsTest {

    private static final long SEED = 8_583;
    private static final int MESSAGES = 1_000;
    private static final int MTI = 0x0200;

    /**
     * What we refuse and j8583 takes: it checks no characters of text, of hex bitmaps, of packed digits and of their
     * lengths, and does not look behind the last element.
     */
    private static final Set<Cause> OURS_ALONE =
            EnumSet.of(Cause.BITMAP_NOT_HEX, Cause.LENGTH_UNREADABLE, Cause.WRONG_CHARACTER, Cause.TRAILING_BYTES);

    private static final String OTHER_MTI = "an MTI that it has no definition for";
    private static final String PACKED_DATE = "a packed date that is on no calendar";
    private static final String FILLER = "an odd packed number filled with F";

    private final Set<Cause> ours = EnumSet.noneOf(Cause.class);
    private final Set<String> theirs = new TreeSet<>();
    private final Set<String> otherValues = new TreeSet<>();

    @Test
    void shouldDifferFromJ8583ByKnownCausesOnly() throws Exception {
        for (J8583Peer peer : new J8583Peer[] {J8583Peer.ascii(), J8583Peer.packed()}) {
            Random random = new Random(SEED);
            for (int i = 0; i < MESSAGES; i++) {
                for (byte[] damaged : damaged(peer.write(MTI, peer.random(random)), random)) {
                    compare(peer, damaged);
                }
            }
        }
        assertThat(ours).isEqualTo(OURS_ALONE);
        assertThat(theirs).containsExactly(OTHER_MTI);
        assertThat(otherValues).containsExactlyInAnyOrder(PACKED_DATE, FILLER);
    }

    /** j8583 has no maximum for a variable element but what its prefix can say. */
    @Test
    void shouldRefuseALengthAboveTheMaximumWhichJ8583Takes() throws Exception {
        for (J8583Peer peer : new J8583Peer[] {J8583Peer.ascii(), J8583Peer.packed()}) {
            String text = "x".repeat(peer.dialect().spec(44).length() + 1);
            byte[] wire = peer.factory(MTI)
                    .newMessage(MTI)
                    .setValue(44, text, IsoType.LLVAR, text.length())
                    .writeData();
            assertThat(peer.read(MTI, wire).getField(44).toString()).isEqualTo(text);
            MessageView view = new MessageView();
            assertThat(view.decode(peer.dialect(), wire, 0, wire.length)).isFalse();
            assertThat(view.error().cause()).isEqualTo(Cause.LENGTH_OVER_MAXIMUM);
        }
    }

    /** Of two digits j8583 takes 49 for the year 2049, the last that it can have ahead. */
    @Test
    void shouldKeepAPackedDateAheadWhichJ8583SetsBack() throws Exception {
        J8583Peer peer = J8583Peer.packed();
        byte[] wire =
                Messages.encode(new MessageWriter().begin(peer.dialect(), MTI).setText(73, "491231"));
        assertThat(Messages.text(Messages.decode(peer.dialect(), wire), 73)).isEqualTo("491231");
        assertThat(peer.value(peer.read(MTI, wire), 73)).asString().isEqualTo("481231");
    }

    /** Cut short, one byte changed, bytes behind its end. */
    private static byte[][] damaged(byte[] message, Random random) {
        byte[] flipped = message.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 + random.nextInt(255));
        return new byte[][] {
            Arrays.copyOf(message, random.nextInt(message.length)),
            flipped,
            Arrays.copyOf(message, message.length + 1 + random.nextInt(3))
        };
    }

    private void compare(J8583Peer peer, byte[] damaged) throws UnsupportedEncodingException {
        MessageView view = new MessageView();
        boolean isAccepted = view.decode(peer.dialect(), damaged, 0, damaged.length);
        IsoMessage read;
        try {
            read = peer.read(MTI, damaged);
        } catch (ParseException | RuntimeException e) {
            if (isAccepted) {
                theirs.add(view.mti() == MTI ? peer.dialect() + ": " + e.getClass() : OTHER_MTI);
            }
            return;
        }
        if (isAccepted) {
            compareValues(peer, view, read);
        } else {
            ours.add(view.error().cause());
        }
    }

    private void compareValues(J8583Peer peer, MessageView view, IsoMessage read) {
        for (int de = 2; de <= 128; de++) {
            if (view.has(de) != read.hasField(de)) {
                otherValues.add(peer.dialect() + ", presence of DE " + de);
            } else if (view.has(de) && !isSame(peer, view, read, de)) {
                otherValues.add(cause(peer, de));
            }
        }
    }

    private static String cause(J8583Peer peer, int de) {
        IsoType type = peer.type(de);
        if (peer.isPacked() && type.isDateTimeType()) {
            return PACKED_DATE;
        }
        boolean isOdd = peer.dialect().spec(de).length() % 2 == 1;
        return peer.isPacked() && type == IsoType.NUMERIC && isOdd ? FILLER : peer.dialect() + ", DE " + de;
    }

    private static boolean isSame(J8583Peer peer, MessageView view, IsoMessage read, int de) {
        byte[] theirs;
        try {
            theirs = peer.value(read, de);
        } catch (IllegalArgumentException e) {
            return false; // it read more digits than it can write
        }
        return Arrays.equals(Messages.text(view, de).getBytes(StandardCharsets.ISO_8859_1), theirs);
    }
}
