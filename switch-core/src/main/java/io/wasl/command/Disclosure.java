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
 * A value with a number that could be a card's ({@link CardNumbers}) is hidden everywhere. Owner: the command's thread.
 */
final class Disclosure {

    private static final int PAN = 2;
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
        byte[] found = new byte[CardNumbers.MOST_DIGITS];
        ownDigits = Arrays.copyOf(found, Math.max(0, view.pan(found, 0)));
        byte[] pan = neutral(view, PAN);
        boolean isPan =
                pan.length >= CardNumbers.LEAST_DIGITS && pan.length <= CardNumbers.MOST_DIGITS && areDigits(pan);
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
        return hides(view.dialect().spec(de).characterClass(), value, value.length)
                || ownDigits.length == 0 && isOfNumberAcross(de);
    }

    /** Whether a value, of an element or a part, that is open by its dialect could hold a card's number all the same. */
    boolean hides(CharacterClass characterClass, byte[] value, int length) {
        return CardNumbers.mayBeIn(characterClass, value, length) || holdsOwn(value, 0, length);
    }

    /**
     * Nothing in a message without a card's number says that the reading is right: read wrongly, such a number lies across
     * numeric elements side by side, beginning where one of them begins.
     */
    private boolean isOfNumberAcross(int de) {
        if (view.dialect().spec(de).characterClass() != CharacterClass.N) {
            return false;
        }
        byte[] digits = new byte[2 * CardNumbers.MOST_DIGITS];
        for (int first = de; first > 1 && isNumeric(first); first = before(first)) {
            int own = 0;
            int count = 0;
            for (int next = first; isNumeric(next) && count < CardNumbers.MOST_DIGITS; next = after(next)) {
                if (next == de) {
                    own = count;
                }
                byte[] value = neutral(view, next);
                int taken = Math.min(value.length, digits.length - count);
                System.arraycopy(value, 0, digits, count, taken);
                count += taken;
            }
            if (own >= CardNumbers.MOST_DIGITS) {
                return false;
            }
            if (beginsWithCard(digits, count, own + 1)) {
                return true;
            }
        }
        return false;
    }

    /** As nearly all cards' numbers do: of 16 digits, or 15 behind 34 and 37; amounts and dates mostly begin otherwise. */
    private static boolean beginsWithCard(byte[] digits, int count, int least) {
        if (count == 0 || digits[0] < '2' || digits[0] > '6') {
            return false;
        }
        boolean isShort = digits[0] == '3' && (digits[1] == '4' || digits[1] == '7');
        int length = isShort ? 15 : 16;
        return length >= least && length <= count && CardNumbers.isCard(digits, 0, length);
    }

    private boolean isNumeric(int de) {
        return de > 1
                && de <= DataElement.LAST
                && view.has(de)
                && view.dialect().spec(de).characterClass() == CharacterClass.N;
    }

    private int before(int de) {
        int before = de - 1;
        while (before > 1 && !view.has(before)) {
            before--;
        }
        return before;
    }

    private int after(int de) {
        int after = de + 1;
        while (after <= DataElement.LAST && !view.has(after)) {
            after++;
        }
        return after;
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
