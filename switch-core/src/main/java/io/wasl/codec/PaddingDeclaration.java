package io.wasl.codec;

import io.wasl.config.YamlNode;

/** Reads {@code pad}: how one value is filled up where it is shorter than its place. */
final class PaddingDeclaration {

    private static final String[] KEYS = {"side", "fill", "trim", "to-maximum"};

    private final DialectReader reader;
    private final ElementType type;
    private final LengthPrefix length;
    private final boolean inDigits;
    private final Padding usual;
    /** One byte a character, of a class that may be filled up. */
    private final boolean isText;

    /**
     * @param inDigits whether it stands in packed digits, where no other character has room
     */
    PaddingDeclaration(
            DialectReader reader, ElementType type, Encoding encoding, LengthPrefix length, boolean inDigits) {
        this.reader = reader;
        this.type = type;
        this.length = length;
        this.inDigits = inDigits;
        usual = Padding.usual(type.characterClass());
        isText = (encoding == Encoding.ASCII || encoding == Encoding.EBCDIC || encoding == Encoding.EBCDIC_1047)
                && type.characterClass() != CharacterClass.XN
                && type.characterClass() != CharacterClass.Z;
    }

    Padding read(YamlNode.Mapping value, String path) {
        if (!value.entries().containsKey("pad")) {
            return usual;
        }
        YamlNode.Mapping pad = reader.filledChild(value, path, "pad", KEYS);
        String at = DialectReader.join(path, "pad");
        boolean left = reader.oneOf(
                        pad,
                        at,
                        "side",
                        ValueDeclarations.Side.class,
                        usual.left() ? ValueDeclarations.Side.LEFT : ValueDeclarations.Side.RIGHT)
                == ValueDeclarations.Side.LEFT;
        boolean isTrimmed = reader.yes(pad, at, "trim");
        boolean isToMaximum = reader.yes(pad, at, "to-maximum");
        Padding padding = new Padding(left, fill(isTrimmed || isToMaximum, pad, at), isTrimmed, isToMaximum);
        if (!pad.entries().isEmpty()) {
            check(padding, value, path, pad);
        }
        return padding;
    }

    /** Whether there is a filling at all, and whether what is said of it can be. */
    private void check(Padding padding, YamlNode.Mapping value, String path, YamlNode.Mapping pad) {
        String at = DialectReader.join(path, "pad");
        if (!isText) {
            reader.error(value, path, "pad", "is for text and for digits of one byte each");
        } else if (length.isEnclosed()) {
            String reason = padding.toMaximum()
                    ? "to-maximum would make it fixed; without it the length is said around it"
                    : "the length is said around it, so that nothing is filled up";
            reader.error(value, path, "pad", reason);
        } else if (length.isNone()) {
            reader.refuse(pad, at, "a fixed value always takes its length", "to-maximum");
            if (type.characterClass() == CharacterClass.ANY && !padding.trimmed()) {
                reader.error(value, path, "pad", "any is filled up only where trim: true takes the filling off again");
            }
        } else {
            reader.refuse(pad, at, "a variable value has a prefix that tells where it ends", "trim");
            if (!padding.toMaximum()) {
                reader.error(value, path, "pad", "a variable value is filled up only with to-maximum: true");
            }
        }
    }

    /** What stays in the value must belong to its class. */
    private char fill(boolean isTakenOff, YamlNode.Mapping pad, String at) {
        if (!pad.entries().containsKey("fill")) {
            return usual.character();
        }
        String text = reader.text(pad, at, "fill");
        if (text.length() != 1 || text.charAt(0) < ' ' || text.charAt(0) > '~') {
            reader.error(pad, at, "fill", "one printable character");
            return usual.character();
        }
        byte[] one = {(byte) text.charAt(0)};
        boolean isOfClass = NeutralForm.isLegal(type.characterClass(), one, 0, 1);
        if (isText && !isTakenOff && !isOfClass) {
            reader.error(pad, at, "fill", "stays in the value unless trim is true, and is not of its class");
        } else if (inDigits && !isOfClass) {
            reader.error(pad, at, "fill", "packed digits have room for digits only");
        }
        return text.charAt(0);
    }
}
