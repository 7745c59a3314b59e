package io.wasl.codec;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of an element as the standard writes them: {@code n6}, {@code ans..25}, {@code b64}.
 *
 * @param prefixDigits the number of dots, 1 to 6; 0 when fixed
 * @param length fixed length or maximum, in characters; of b in bytes; of x+n with the sign
 */
record ElementType(CharacterClass characterClass, int prefixDigits, int length) {

    static final int MOST_DOTS = 6;

    /** Null when the text is no type. */
    static @Nullable ElementType parse(String text) {
        int classEnd = 0;
        while (classEnd < text.length() && text.charAt(classEnd) != '.' && !isDigit(text.charAt(classEnd))) {
            classEnd++;
        }
        int dotsEnd = classEnd;
        while (dotsEnd < text.length() && text.charAt(dotsEnd) == '.') {
            dotsEnd++;
        }
        CharacterClass characterClass = classOf(text.substring(0, classEnd));
        int number = number(text.substring(dotsEnd));
        if (characterClass == null || number < 1) {
            return null;
        }
        return of(characterClass, dotsEnd - classEnd, number);
    }

    private static @Nullable ElementType of(CharacterClass characterClass, int dots, int number) {
        boolean fixed = dots == 0;
        if (!fixed && (dots > MOST_DOTS || number >= Math.pow(10, dots))) {
            return null;
        }
        if (characterClass == CharacterClass.XN) {
            return fixed ? new ElementType(characterClass, 0, 1 + number) : null;
        }
        if (characterClass == CharacterClass.B && fixed) {
            return number % 8 == 0 ? new ElementType(characterClass, 0, number / 8) : null;
        }
        return new ElementType(characterClass, dots, number);
    }

    static @Nullable CharacterClass classOf(String notation) {
        for (CharacterClass one : CharacterClass.values()) {
            if (one.notation().equals(notation)) {
                return one;
            }
        }
        return null;
    }

    /** Whether values of this class can be written so. */
    static boolean allows(CharacterClass characterClass, Encoding encoding) {
        boolean isText = encoding == Encoding.ASCII || encoding == Encoding.EBCDIC || encoding == Encoding.EBCDIC_1047;
        return switch (characterClass) {
            case B -> encoding == Encoding.HEX || encoding == Encoding.HEX_EBCDIC || encoding == Encoding.BINARY;
            case N, Z -> isText || encoding == Encoding.BCD;
            case XN ->
                isText
                        || encoding == Encoding.BCD
                        || encoding == Encoding.BCD_EBCDIC_SIGN
                        || encoding == Encoding.OVERPUNCHED
                        || encoding == Encoding.OVERPUNCHED_EBCDIC;
            case A, AN, AS, NS, ANS, S, ANY -> isText;
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Up to six digits, else −1. */
    private static int number(String text) {
        if (text.isEmpty() || text.length() > MOST_DOTS) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
