package io.wasl.command;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.MessageLayout;
import io.wasl.codec.MessageView;
import io.wasl.codec.Sensitivity;
import io.wasl.iso.DataElement;
import io.wasl.iso.Luhn;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import io.wasl.security.Masking;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What of a decoded message may be shown. Read with the wrong dialect or framing, a harmless element may hold a card's
 * number: values are shown only where the reading can be trusted.
 *
 * <pre>
 *   MTI of no message there is                      nothing
 *   whole                                           what is harmless, unless DE 2 is too short for a card's number
 *   damaged, network management with a time in DE 7  what is harmless: there are no cards in it
 *   damaged, DE 2 with its check digit              what is harmless before the damage
 *   damaged otherwise                               nothing
 * </pre>
 *
 * A value with a number that could be a card's ({@link CardNumbers}) is hidden everywhere. Owner: the command's thread.
 */
final class Disclosure {

    private static final int PAN = 2;
    private static final int TRANSMISSION_TIME = 7;
    /** Where a message says its card's number; DE 36 has it behind two digits. */
    private static final int[] OWN = {PAN, 34, 35, 36, 45};

    private static final int EXTENDED_PAN = 34;
    private static final int PERSONAL_ID_NUMBER = 52;
    private static final int CHIP = 55;

    private static final int BITMAP_BYTES = 8;
    private static final int LEAST_VAP_BYTES = 22;
    /** Of header and message together, big endian. */
    private static final int VAP_LENGTH_AT = 3;

    /** Of one of the message's own card numbers, wherever they stand. */
    private static final int TELLING_DIGITS = 9;

    /** MMDDhhmmss. */
    private static final Pattern TIME =
            Pattern.compile("(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([01][0-9]|2[0-3])([0-5][0-9]){2}");

    private static final int LAST_FUNCTION = 4;
    private static final int LAST_ORIGIN = 5;

    private final MessageView view;
    private final boolean trusted;
    /** One number, in one element or the same in several. */
    private final boolean hasCard;

    /** DE 2 has a right check digit: the reading is very likely right. */
    private final boolean hasLikelyPan;
    /** The message's numbers, of each element that has one: they may differ. */
    private final List<byte[]> own = new ArrayList<>();

    Disclosure(MessageView view, boolean whole) {
        this.view = view;
        hasCard = view.pan(new byte[CardNumbers.MOST_DIGITS], 0) > 0;
        for (int de : OWN) {
            if (de != EXTENDED_PAN || view.dialect().version() != Version.V2003) {
                own.add(firstDigits(neutral(view, de)));
            }
        }
        byte[] pan = neutral(view, PAN);
        boolean isPan =
                pan.length >= CardNumbers.LEAST_DIGITS && pan.length <= CardNumbers.MOST_DIGITS && areDigits(pan);
        hasLikelyPan = isPan && Luhn.isValid(pan, 0, pan.length);
        trusted = isPlausible(view.mti(), view.dialect().version())
                && (whole ? pan.length == 0 || isPan : hasLikelyPan || isNetwork(view));
    }

    /**
     * Whether what was read of a damaged message is that of network management: not by its MTI alone, which any two
     * bytes may be, but by a time in DE 7 too, as one in 300 of ten random digits has it.
     */
    private static boolean isNetwork(MessageView view) {
        if (Mti.messageClass(view.mti()) != Mti.CLASS_NETWORK || view.has(PERSONAL_ID_NUMBER) || view.has(CHIP)) {
            return false;
        }
        for (int de : OWN) {
            if (view.has(de)) {
                return false;
            }
        }
        String time = new String(neutral(view, TRANSMISSION_TIME), StandardCharsets.ISO_8859_1);
        return TIME.matcher(time).matches();
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

    /** Whether the element, open by its dialect, is hidden because of its value: its parts would show the same digits. */
    boolean hidesParts(int de) {
        return view.dialect().spec(de).sensitivity() == Sensitivity.OPEN && holdsCard(de);
    }

    private boolean holdsCard(int de) {
        byte[] value = neutral(view, de);
        return hides(view.dialect().spec(de).characterClass(), value, value.length) || !hasCard && isOfNumberAcross(de);
    }

    /** Whether a value, of an element or a part, that is open by its dialect could hold a card's number all the same. */
    boolean hides(CharacterClass characterClass, byte[] value, int length) {
        return CardNumbers.mayBeIn(characterClass, value, length)
                || CardNumbers.readings(characterClass, value, length).stream().anyMatch(this::holdsOwn);
    }

    /**
     * As {@link #hides}, of a part before others that are damaged: its own length may be wrong, so that the start of a card's
     * number stands at its end. So many digits in a row as would tell one are hidden, zeros in front of them apart.
     */
    boolean hidesBeforeDamage(byte[] value, int length) {
        return CardNumbers.readings(CharacterClass.ANY, value, length).stream()
                .anyMatch(text -> CardNumbers.longestRun(CardNumbers.joined(text)) >= TELLING_DIGITS);
    }

    /** Whether the key of a part, which may be any bytes that were received, could be a card's number. */
    boolean hidesKey(String key) {
        byte[] text = key.getBytes(StandardCharsets.ISO_8859_1);
        return key.chars().filter(c -> c >= '0' && c <= '9').count() >= CardNumbers.LEAST_DIGITS || holdsOwn(text);
    }

    /** Whether the bitmaps, here, could be of a card's number: read wrongly, any bytes are. */
    boolean hidesBitmap(int offset, int length) {
        int last = Math.min(view.buffer().length, offset + length + CardNumbers.MOST_DIGITS);
        byte[] bytes = Arrays.copyOfRange(view.buffer(), offset, last);
        if (MessageLayout.bitmapBytes(view.dialect()) == BITMAP_BYTES) {
            return isFraming(CardNumbers.packed(bytes), 2 * length, hasLikelyPan);
        }
        return isFraming(bytes, length, hasLikelyPan) || isFraming(CardNumbers.ebcdic(bytes), length, hasLikelyPan);
    }

    /**
     * Whether a header, these bytes before the message, could hold a card's number: a plausible MTI ends it. A VAP header that
     * says its own length and the message's is one, and the digits in it are stations, as hardly any other bytes are.
     *
     * @param bodyLength of the message behind it
     */
    boolean hidesHeader(byte[] buffer, int offset, int length, int bodyLength) {
        byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + length);
        boolean isVap = length >= LEAST_VAP_BYTES
                && (bytes[0] & 0xFF) == length
                && ((bytes[VAP_LENGTH_AT] & 0xFF) << 8 | bytes[VAP_LENGTH_AT + 1] & 0xFF) == length + bodyLength;
        return CardNumbers.readings(CharacterClass.ANY, bytes, length).stream()
                .anyMatch(text -> isFraming(text, text.length, isVap));
    }

    /** @param length of what is to be shown; what a number needs behind it follows */
    private boolean isFraming(byte[] text, int length, boolean isRight) {
        return holdsOwn(Arrays.copyOf(text, length))
                || !isRight && CardNumbers.isAmong(text, length - TELLING_DIGITS + 1);
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

    private boolean holdsOwn(byte[] text) {
        byte[] joined = CardNumbers.joined(text);
        return own.stream().anyMatch(number -> shareDigits(joined, number));
    }

    /** Zeros tell nothing. */
    private static boolean shareDigits(byte[] text, byte[] number) {
        for (int at = 0; at + TELLING_DIGITS <= number.length; at++) {
            for (int i = 0;
                    !CardNumbers.areZeros(number, at, TELLING_DIGITS) && i + TELLING_DIGITS <= text.length;
                    i++) {
                if (Arrays.equals(text, i, i + TELLING_DIGITS, number, at, at + TELLING_DIGITS)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static byte[] firstDigits(byte[] value) {
        int start = 0;
        while (start < value.length && (value[start] < '0' || value[start] > '9')) {
            start++;
        }
        int end = start;
        while (end < value.length && value[end] >= '0' && value[end] <= '9') {
            end++;
        }
        return Arrays.copyOfRange(value, start, end);
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
