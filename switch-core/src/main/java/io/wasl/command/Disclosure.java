package io.wasl.command;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.MessageView;
import io.wasl.codec.Sensitivity;
import io.wasl.iso.DataElement;
import io.wasl.iso.Luhn;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import io.wasl.security.Masking;
import java.util.Arrays;

/**
 * What of a decoded message may be shown. Read with the wrong dialect or framing, a harmless element may hold a card's
 * number: values are shown only where the reading can be trusted.
 *
 * <pre>
 *   MTI of no message there is                      nothing
 *   whole                                           what is harmless, unless DE 2 is too short for a card's number
 *   damaged, network management                     what is harmless: there are no cards in it
 *   damaged, DE 2 with its check digit              what is harmless before the damage
 *   damaged otherwise                               nothing
 * </pre>
 *
 * In free text a number that could be a card's is hidden everywhere. Owner: the command's thread.
 */
final class Disclosure {

    private static final int PAN = 2;
    private static final int LEAST_PAN_DIGITS = 12;
    private static final int MOST_PAN_DIGITS = 19;
    /** Of the message's own card number, wherever they stand. */
    private static final int TELLING_DIGITS = 9;

    private static final int LAST_FUNCTION = 4;
    private static final int LAST_ORIGIN = 5;

    private final MessageView view;
    private final boolean trusted;
    /** Of the message, from whichever element has it. */
    private final byte[] ownDigits;

    Disclosure(MessageView view, boolean whole) {
        this.view = view;
        byte[] found = new byte[MOST_PAN_DIGITS];
        ownDigits = Arrays.copyOf(found, Math.max(0, view.pan(found, 0)));
        byte[] pan = neutral(view, PAN);
        boolean isPan = pan.length >= LEAST_PAN_DIGITS && pan.length <= MOST_PAN_DIGITS && areDigits(pan);
        boolean isCard = isPan && Luhn.isValid(pan, 0, pan.length);
        boolean isNetwork = Mti.messageClass(view.mti()) == Mti.CLASS_NETWORK;
        trusted = isPlausible(view.mti(), view.dialect().version())
                && (whole ? pan.length == 0 || isPan : isCard || pan.length == 0 && isNetwork);
    }

    /** Whether a message of this version can have this MTI. */
    static boolean isPlausible(int mti, Version version) {
        int messageClass = Mti.messageClass(mti);
        return Mti.version(mti) == version.nibble()
                && messageClass >= 1
                && messageClass <= Mti.CLASS_NETWORK
                && Mti.function(mti) <= LAST_FUNCTION
                && Mti.origin(mti) <= LAST_ORIGIN;
    }

    /** Whether what was read can be what was meant. */
    boolean isTrusted() {
        return trusted;
    }

    /** Whether the element's value, and its bytes, may be shown whole. */
    boolean isOpen(int de) {
        return trusted
                && de <= DataElement.LAST
                && Masking.isHarmless(de)
                && view.dialect().spec(de).sensitivity() == Sensitivity.OPEN
                && !holdsCard(de);
    }

    /** As people may see it. */
    String value(int de) {
        byte[] neutral = neutral(view, de);
        if (!trusted || de > DataElement.LAST || Masking.isHarmless(de) && !isOpen(de)) {
            return "(" + Amounts.count(neutral.length, "byte") + ")";
        }
        return Masking.element(de, neutral, 0, neutral.length);
    }

    private boolean holdsCard(int de) {
        byte[] value = neutral(view, de);
        boolean isText = view.dialect().spec(de).characterClass() != CharacterClass.N;
        int start = 0;
        for (int i = 0; i <= value.length; i++) {
            if (i == value.length || value[i] < '0' || value[i] > '9') {
                if (isText && isCard(value, start, i - start) || holdsOwn(value, start, i)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private static boolean isCard(byte[] digits, int at, int length) {
        return length >= LEAST_PAN_DIGITS && length <= MOST_PAN_DIGITS && Luhn.isValid(digits, at, length);
    }

    private boolean holdsOwn(byte[] digits, int from, int to) {
        for (int at = 0; at + TELLING_DIGITS <= ownDigits.length; at++) {
            for (int i = from; i + TELLING_DIGITS <= to; i++) {
                if (Arrays.equals(digits, i, i + TELLING_DIGITS, ownDigits, at, at + TELLING_DIGITS)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean areDigits(byte[] text) {
        for (byte b : text) {
            if (b < '0' || b > '9') {
                return false;
            }
        }
        return true;
    }

    private static byte[] neutral(MessageView view, int de) {
        if (!view.has(de)) {
            return new byte[0];
        }
        byte[] neutral = new byte[view.neutralLength(de)];
        view.copy(de, neutral, 0);
        return neutral;
    }
}
