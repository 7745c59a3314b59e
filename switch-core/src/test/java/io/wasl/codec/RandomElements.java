package io.wasl.codec;

import io.wasl.iso.ElementSet;
import java.util.Random;

/** Elements with random legal values, in the neutral form and at full width. */
final class RandomElements {

    /** More than any message drawn here needs. */
    static final int CAPACITY_BYTES = 24 * 1024;

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String SPECIAL = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private RandomElements() {}

    /** Each declared element is taken with the given chance, while a writer has room for it. */
    static ElementSet elements(Dialect dialect, Random random, double chance) {
        ElementSet elements = new ElementSet(CAPACITY_BYTES);
        for (int de = 2; de <= 128; de++) {
            if (dialect.declares(de) && random.nextDouble() < chance) {
                byte[] value = value(dialect.spec(de), random);
                if (elements.length() + value.length < MessageWriter.VALUES_CAPACITY_BYTES) {
                    elements.put(de, value, 0, value.length);
                }
            }
        }
        return elements;
    }

    static byte[] value(ElementSpec spec, Random random) {
        byte[] value = new byte[length(spec, random)];
        for (int i = 0; i < value.length; i++) {
            value[i] = character(spec.characterClass(), i, value.length, random);
        }
        return value;
    }

    /** Mostly short, sometimes the maximum, sometimes nothing. */
    private static int length(ElementSpec spec, Random random) {
        if (spec.isFixed()) {
            return spec.length();
        }
        return switch (random.nextInt(20)) {
            case 0 -> spec.length();
            case 1 -> 0;
            default -> 1 + random.nextInt(Math.min(40, spec.length()));
        };
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
