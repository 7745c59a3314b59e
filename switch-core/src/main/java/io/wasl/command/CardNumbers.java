package io.wasl.command;

import io.wasl.codec.CharacterClass;
import io.wasl.iso.Luhn;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Whether a value that is about to be shown could hold a card's number: digits with a right check digit. Pure. */
final class CardNumbers {

    static final int LEAST_DIGITS = 12;
    static final int MOST_DIGITS = 19;
    /** Amounts and the like are filled up with zeros, and twelve digits of them are common. */
    private static final int LEAST_OF_NUMBER = 13;

    private CardNumbers() {}

    /** @param value in its neutral form */
    static boolean mayBeIn(CharacterClass characterClass, byte[] value, int length) {
        return switch (characterClass) {
            case N, XN -> isNumber(value, length);
            case B -> isInText(value, length) || isInHex(value, length);
            case A, AN, AS, NS, ANS, S, Z, ANY -> isInText(value, length);
        };
    }

    /** The whole value, less the zeros in front. */
    private static boolean isNumber(byte[] digits, int length) {
        int start = 0;
        while (start < length && (digits[start] == '0' || !isDigit(digits[start]))) {
            start++;
        }
        return length - start >= LEAST_OF_NUMBER && isCard(digits, start, length - start);
    }

    /** Packed digits among bytes. */
    private static boolean isInHex(byte[] bytes, int length) {
        byte[] digits = HexFormat.of().formatHex(bytes, 0, length).getBytes(StandardCharsets.US_ASCII);
        return isInText(digits, digits.length);
    }

    /** One run of digits, or groups of them with one sign between. */
    private static boolean isInText(byte[] text, int length) {
        byte[] digits = new byte[length];
        int[] groups = new int[length + 1];
        int count = 0;
        int groupCount = 0;
        for (int i = 0; i <= length; i++) {
            if (i < length && isDigit(text[i])) {
                if (i == 0 || !isDigit(text[i - 1])) {
                    groups[groupCount++] = count;
                }
                digits[count++] = text[i];
            } else if (i + 1 >= length || !isDigit(text[i + 1]) || !isSeparator(text[i])) {
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
            for (int end = first + 1; end <= groupCount; end++) {
                if (isCard(digits, groups[first], groups[end] - groups[first])) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean isCard(byte[] digits, int at, int length) {
        return length >= LEAST_DIGITS && length <= MOST_DIGITS && Luhn.isValid(digits, at, length);
    }

    private static boolean isSeparator(byte b) {
        return b == ' ' || b == '-' || b == '.' || b == '/' || b == '_';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
