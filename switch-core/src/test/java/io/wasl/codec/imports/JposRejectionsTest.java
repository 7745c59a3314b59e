package io.wasl.codec.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.DecodeError;
import io.wasl.codec.MessageView;
import io.wasl.codec.PartView;
import io.wasl.config.ConfigException;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.junit.jupiter.api.Test;

/**
 * Damaged messages, read by both: where one accepts what the other refuses, the cause is one of those listed in
 * docs/DIALECTS.md, and no other.
 */
final class JposRejectionsTest {

    private static final long SEED = 8_583;
    private static final int MESSAGES = 600;

    /**
     * What we refuse and jPOS takes: it checks no characters, neither those of hex digits and of lengths, nor bytes behind
     * the last element, and it has a field for the bit of DE 65.
     */
    private static final Set<DecodeError.Cause> OURS_ALONE = EnumSet.of(
            DecodeError.Cause.MTI_NOT_DIGITS,
            DecodeError.Cause.BITMAP_NOT_HEX,
            DecodeError.Cause.UNDECLARED_ELEMENT,
            DecodeError.Cause.LENGTH_UNREADABLE,
            DecodeError.Cause.WRONG_CHARACTER,
            DecodeError.Cause.TRAILING_BYTES);

    private static final String PARTS = "parts damaged";
    private static final String TAG = "tag not declared";

    @Test
    void shouldDifferInRejectionsByKnownCausesOnly() throws IOException, ISOException, ConfigException {
        Set<DecodeError.Cause> ours = EnumSet.noneOf(DecodeError.Cause.class);
        Set<String> theirs = new TreeSet<>();
        for (PeerDefinition definition : PeerDefinition.known()) {
            Random random = new Random(SEED);
            for (int i = 0; i < MESSAGES; i++) {
                byte[] message = PeerMessage.random(definition, random).packByPeer(definition.packager());
                for (byte[] damaged : damaged(message, random)) {
                    compare(definition, damaged, ours, theirs);
                }
            }
        }
        assertThat(ours).isEqualTo(OURS_ALONE);
        assertThat(theirs).containsExactlyInAnyOrder(PARTS, TAG);
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

    private static void compare(
            PeerDefinition definition, byte[] damaged, Set<DecodeError.Cause> ours, Set<String> theirs) {
        MessageView view = new MessageView();
        boolean isAccepted = view.decode(definition.imported().dialect(), damaged, 0, damaged.length);
        String refusal = refusal(definition, damaged);
        if (!isAccepted && refusal.isEmpty()) {
            ours.add(view.error().cause());
        } else if (isAccepted && !refusal.isEmpty()) {
            theirs.add(theirCause(definition, view, refusal));
        }
    }

    /** Parts are looked at here when they are asked for, and tags that are not declared are passed on. */
    private static String theirCause(PeerDefinition definition, MessageView view, String refusal) {
        PartView part = new PartView();
        boolean hasUnknown = false;
        for (int de = 2; de <= 128; de++) {
            if (view.has(de)) {
                part.begin(view, de);
                while (part.next()) {
                    hasUnknown |= !part.isDeclared();
                }
                if (part.isDamaged()) {
                    return PARTS;
                }
            }
        }
        return hasUnknown ? TAG : definition + ": " + refusal;
    }

    /** Why the peer refuses; empty when it does not. */
    private static String refusal(PeerDefinition definition, byte[] damaged) {
        ISOMsg message = new ISOMsg();
        message.setPackager(definition.packager());
        try {
            message.unpack(damaged);
            return "";
        } catch (ISOException | RuntimeException e) {
            return String.valueOf(e.getMessage()).replaceAll("[0-9]+", "n");
        }
    }
}
