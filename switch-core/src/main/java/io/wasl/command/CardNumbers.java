package io.wasl.command;

import io.wasl.codec.CharacterClass;
import io.wasl.iso.Luhn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Whether a value that is about to be shown could hold a card's number: digits with a right check digit. Pure.
 *
 * <pre>
 *   4111111111111111         the whole run, 12 to 19 digits
 *   4111 1111-1111 * 1111    groups of them, with blanks and at most one sign between
 *   16 4111111111111111 …    behind its length, anywhere in a longer run
 *   4111111111111111 2712    before its expiry, at the start of a longer run; or before expiry and service code
 * </pre>
 */
final class CardNumbers {

    static final int LEAST_DIGITS = 12;
    static final int MOST_DIGITS = 19;
    /** Amounts and the like are filled up with zeros, and twelve digits of them are common. */
    private static final int LEAST_OF_NUMBER = 13;

    private static final int FILLING_DIGITS = 6;
    private static final int EXPIRY_DIGITS = 4;
    private static final int SERVICE_CODE_DIGITS = 3;

    /** So many bytes in a row that are characters of digits are text: as packed digits they would all be 3x. */
    private static final int TEXT_BYTES = 5;

    private static final String SIGNS = "-./_*,:+";

    /** Code page 037; the digits stand so in all EBCDIC code pages. */
    private static final byte[] FROM_EBCDIC = fromEbcdic();

    private CardNumbers() {}

    /** @param value in its neutral form */
    static boolean mayBeIn(CharacterClass characterClass, byte[] value, int length) {
        return switch (characterClass) {
            case N, XN -> isNumber(value, length);
            case B, ANY, A, AN, AS, NS, ANS, S, Z ->
                readings(characterClass, value, length).stream().anyMatch(CardNumbers::isInText);
        };
    }

    /** A value as text in each way in which its bytes may be digits. */
    static List<byte[]> readings(CharacterClass characterClass, byte[] value, int length) {
        byte[] text = Arrays.copyOf(value, length);
        return switch (characterClass) {
            case B, ANY -> List.of(text, packed(text), ebcdic(text));
            case N, XN, A, AN, AS, NS, ANS, S, Z -> List.of(text);
        };
    }

    /** Two digits a byte, so that a run of them begins at either; characters of digits are passed over. */
    static byte[] packed(byte[] bytes) {
        byte[] digits = HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
        int run = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i < bytes.length && isDigit(bytes[i])) {
                run++;
            } else {
                if (run >= TEXT_BYTES) {
                    Arrays.fill(digits, 2 * (i - run), 2 * i, (byte) 'x');
                }
                run = 0;
            }
        }
        return digits;
    }

    static byte[] ebcdic(byte[] bytes) {
        byte[] text = new byte[bytes.length];
        for (int i = 0; i < text.length; i++) {
            text[i] = FROM_EBCDIC[bytes[i] & 0xFF];
        }
        return text;
    }

    /** Without what may stand between groups of digits. */
    static byte[] joined(byte[] text) {
        byte[] joined = new byte[text.length];
        int count = 0;
        for (int i = 0; i < text.length; i++) {
            int next = count > 0 && isDigit(joined[count - 1]) ? nextGroup(text, i) : i;
            i = Math.max(i, next);
            joined[count++] = text[i];
        }
        return Arrays.copyOf(joined, count);
    }

    /** Of digits, those zeros not counted that stand in front. */
    static int longestRun(byte[] text) {
        int longest = 0;
        int run = 0;
        for (byte b : text) {
            boolean isCounted = isDigit(b) && (run > 0 || b != '0');
            run = isCounted ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** The whole value, less the zeros in front. */
    private static boolean isNumber(byte[] digits, int length) {
        int start = 0;
        while (start < length && (digits[start] == '0' || !isDigit(digits[start]))) {
            start++;
        }
        return length - start >= LEAST_OF_NUMBER && isCard(digits, start, length - start);
    }

    private static boolean isInText(byte[] text) {
        byte[] digits = new byte[text.length];
        int[] groups = new int[text.length + 1];
        int count = 0;
        int groupCount = 0;
        for (int i = 0; i <= text.length; i++) {
            if (i < text.length && isDigit(text[i])) {
                if (i == 0 || !isDigit(text[i - 1])) {
                    groups[groupCount++] = count;
                }
                digits[count++] = text[i];
            } else if (count > 0) {
                int next = nextGroup(text, i);
                if (next >= 0) {
                    i = next - 1;
                    continue;
                }
                groups[groupCount] = count;
                if (isInGroups(digits, groups, groupCount)) {
                    return true;
                }
                count = 0;
                groupCount = 0;
            }
        }
        return false;
    }

    private static boolean isInGroups(byte[] digits, int[] groups, int groupCount) {
        for (int first = 0; first < groupCount; first++) {
            int at = groups[first];
            for (int end = first + 1; end <= groupCount && groups[end] - at <= MOST_DIGITS; end++) {
                if (isCard(digits, at, groups[end] - at)) {
                    return true;
                }
            }
            if (isInRun(digits, at, groups[first + 1])) {
                return true;
            }
        }
        return false;
    }

    /** Beside other digits; only where these say so, since of all windows of a long run nearly always one is right. */
    private static boolean isInRun(byte[] digits, int at, int end) {
        for (int i = at; i + 2 + LEAST_OF_NUMBER <= end; i++) {
            int length = two(digits, i);
            if (length >= LEAST_OF_NUMBER && i + 2 + length <= end && isLikely(digits, i + 2, length)) {
                return true;
            }
        }
        for (int length = LEAST_OF_NUMBER; length <= MOST_DIGITS; length++) {
            int rest = end - at - length;
            boolean isDated = rest == EXPIRY_DIGITS
                            && (isMonth(two(digits, at + length)) || isMonth(two(digits, at + length + 2)))
                    || rest == EXPIRY_DIGITS + SERVICE_CODE_DIGITS && isMonth(two(digits, at + length + 2));
            if (isDated && isLikely(digits, at, length)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether 16 digits in a row, or 15 behind 34 and 37, that begin before the limit could be a card's number; one in a
     * million ends with zeros as what is filled up does.
     */
    static boolean isAmong(byte[] text, int limit) {
        int run = 0;
        for (int i = text.length - 1; i >= 0; i--) {
            run = isDigit(text[i]) ? run + 1 : 0;
            int length = run > 1 && text[i] == '3' && (text[i + 1] == '4' || text[i + 1] == '7') ? 15 : 16;
            if (i < limit
                    && run >= length
                    && isLikely(text, i, length)
                    && !areZeros(text, i + length - FILLING_DIGITS, FILLING_DIGITS)) {
                return true;
            }
        }
        return false;
    }

    /** With a right check digit, beginning as cards for payment do: 3 to 6, or 22 to 27. */
    private static boolean isLikely(byte[] digits, int at, int length) {
        boolean begins = digits[at] >= '3' && digits[at] <= '6'
                || digits[at] == '2' && digits[at + 1] >= '2' && digits[at + 1] <= '7';
        return begins && isCard(digits, at, length);
    }

    static boolean isCard(byte[] digits, int at, int length) {
        return length >= LEAST_DIGITS
                && length <= MOST_DIGITS
                && Luhn.isValid(digits, at, length)
                && !areZeros(digits, at, length);
    }

    /** Their check digit is right, and they fill up whatever is empty. */
    static boolean areZeros(byte[] digits, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (digits[i] != '0') {
                return false;
            }
        }
        return true;
    }

    private static int two(byte[] digits, int at) {
        return 10 * (digits[at] - '0') + digits[at + 1] - '0';
    }

    private static boolean isMonth(int month) {
        return month >= 1 && month <= 12;
    }

    /** Where the next group of digits begins, behind blanks and at most one sign; −1 when the groups end here. */
    private static int nextGroup(byte[] text, int from) {
        int signs = 0;
        for (int i = from; i < text.length; i++) {
            if (isDigit(text[i])) {
                return i;
            }
            if (text[i] != ' ' && (SIGNS.indexOf(text[i]) < 0 || ++signs > 1)) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static byte[] fromEbcdic() {
        byte[] table = new byte[256];
        int[] codes = {0x40, 0x60, 0x4B, 0x61, 0x6D, 0x5C, 0x6B, 0x7A, 0x4E};
        for (int i = 0; i < codes.length; i++) {
            table[codes[i]] = (byte) (" " + SIGNS).charAt(i);
        }
        for (int digit = 0; digit <= 9; digit++) {
            table[0xF0 + digit] = (byte) ('0' + digit);
        }
        return table;
    }
}
