package io.wasl.codec.imports;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.ElementSpec;
import io.wasl.codec.ValueSpec;
import java.util.Random;

/** Random legal values in the neutral form, at full width. */
final class RandomValues {

    /** A message holds some of these at once. */
    private static final int LONGEST = 1_000;

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String SPECIAL = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private RandomValues() {}

    static byte[] value(ElementSpec spec, Random random) {
        return value(spec.value(), random);
    }

    static byte[] value(ValueSpec spec, Random random) {
        return value(spec.characterClass(), length(spec, random), random);
    }

    static byte[] value(CharacterClass characterClass, int length, Random random) {
        byte[] value = new byte[length];
        for (int i = 0; i < length; i++) {
            value[i] = character(characterClass, i, length, random);
        }
        return value;
    }

    /** Mostly short, sometimes the maximum. */
    private static int length(ValueSpec spec, Random random) {
        if (spec.isFixed()) {
            return spec.length();
        }
        return random.nextInt(40) == 0
                ? Math.min(spec.length(), LONGEST)
                : 1 + random.nextInt(Math.min(24, spec.length()));
    }

    private static byte character(CharacterClass characterClass, int index, int length, Random random) {
        return switch (characterClass) {
            case N -> one(DIGITS, random);
            case A -> one(LETTERS, random);
            case AN -> one(LETTERS + DIGITS, random);
            case AS -> one(LETTERS + SPECIAL, random);
            case NS -> one(DIGITS + SPECIAL, random);
            case ANS -> one(LETTERS + DIGITS + SPECIAL, random);
            case S -> one(SPECIAL, random);
            case Z -> index == length / 2 ? (byte) '=' : one(DIGITS, random);
            case XN -> index == 0 ? one("CD", random) : one(DIGITS, random);
            case B, ANY -> (byte) random.nextInt(256);
        };
    }

    private static byte one(String characters, Random random) {
        return (byte) characters.charAt(random.nextInt(characters.length()));
    }
}
