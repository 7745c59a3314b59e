package io.wasl.codec.imports;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Encoding;
import io.wasl.codec.LengthPrefix;
import io.wasl.codec.Padding;
import io.wasl.codec.ValueSpec;
import java.util.Optional;

/**
 * What a field class of jPOS does, without the length and the padding that a definition gives it.
 *
 * @param prefix empty when the value is fixed
 * @param digits of the prefix, L to LLLLLL; of a binary one its bytes
 * @param odd what the attribute {@code pad} makes of an odd number of digits
 * @param toMaximum whether a variable value is filled up with spaces
 */
record FieldForm(
        Content content,
        Encoding encoding,
        Optional<LengthPrefix.Encoding> prefix,
        int digits,
        Odd odd,
        LengthPrefix.Unit counts,
        boolean toMaximum) {

    /** What a value is. */
    enum Content {
        DIGITS,
        /** Any characters; jPOS checks none. */
        TEXT,
        /** A sign and digits. */
        SIGNED,
        BYTES,
        /** Text of hex digits, two of which make a byte on the wire. */
        HEX_DIGITS,
        /** Bytes that are translated as if they were text. */
        TRANSLATED
    }

    /** How an odd number of BCD digits is filled up. */
    enum Odd {
        /** {@code pad="true"}: 0 on the left, else 0 on the right. */
        ZERO,
        /** {@code pad="true"}: 0 on the left, else F on the right. */
        F_UNLESS_PADDED,
        /** F on the right. */
        F
    }

    boolean isFixed() {
        return prefix.isEmpty();
    }

    /** Whether the length in front counts bytes where the value has digits. */
    boolean isCountedInBytes() {
        return counts == LengthPrefix.Unit.BYTES;
    }

    /** The longest value that a definition may give the class: what its letters L say, or bytes of a binary length hold. */
    long longest() {
        return prefix.map(encoding -> encoding == LengthPrefix.Encoding.BINARY
                        ? lengthPrefix().highest()
                        : Math.round(Math.pow(10, digits)) - 1)
                .orElse((long) ImportedValue.MOST_LENGTH);
    }

    private LengthPrefix lengthPrefix() {
        return prefix.map(this::lengthPrefix).orElse(LengthPrefix.FIXED);
    }

    private LengthPrefix lengthPrefix(LengthPrefix.Encoding encoding) {
        int width = encoding == LengthPrefix.Encoding.BINARY ? digits : ImportedValue.usualWidth(encoding, digits);
        return new LengthPrefix(width, encoding, counts, false);
    }

    /**
     * @param characterClass of the values, as the element has it
     * @param length as the definition has it, at most the longest
     * @param padded the attribute {@code pad}
     */
    ImportedValue value(CharacterClass characterClass, int length, boolean padded) {
        int usualDigits = prefix.filter(encoding -> encoding == LengthPrefix.Encoding.BINARY)
                .map(encoding -> 2 * digits)
                .orElse(digits);
        int dots = isFixed() ? 0 : ImportedValue.dots(usualDigits, length);
        ValueSpec.OddDigits oddDigits = switch (odd) {
            case ZERO -> new ValueSpec.OddDigits(padded, 0);
            case F_UNLESS_PADDED -> new ValueSpec.OddDigits(padded, padded ? 0 : 0xF);
            case F -> new ValueSpec.OddDigits(false, 0xF);
        };
        Padding padding = toMaximum ? new Padding(false, ' ', false, true) : Padding.usual(characterClass);
        int units = content == Content.HEX_DIGITS ? length / 2 : length;
        return new ImportedValue(
                new ValueSpec(characterClass, units, encoding, lengthPrefix(), oddDigits, padding), dots);
    }
}
