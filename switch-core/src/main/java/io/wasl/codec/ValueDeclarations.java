package io.wasl.codec;

import io.wasl.config.YamlNode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form of a value, of an element or of a part of one, with what the file as a whole says where it says nothing
 * itself.
 */
final class ValueDeclarations {

    /** The keys that it reads. */
    static final String[] KEYS = {
        "type", "encoding", "prefix", "prefix-bytes", "counts", "inclusive", "odd-digits", "filler", "pad"
    };

    private static final int MOST_BINARY_BYTES = 4;

    /** On which side a filling stands. */
    private enum Side {
        LEFT,
        RIGHT
    }

    private final DialectReader reader;
    private final Map<CharacterClass, Encoding> encodings = new EnumMap<>(CharacterClass.class);
    private final LengthPrefix.Encoding prefix;
    private final LengthPrefix.Unit counts;
    private Side oddFixed = Side.LEFT;
    private Side oddVariable = Side.RIGHT;
    private int filler;

    ValueDeclarations(DialectReader reader, YamlNode.Mapping root) {
        this.reader = reader;
        prefix = reader.oneOf(root, "", "prefix", LengthPrefix.Encoding.class);
        counts = reader.oneOf(root, "", "counts", LengthPrefix.Unit.class, LengthPrefix.Unit.CHARACTERS);
        readEncodings(root);
        readOddDigits(root);
    }

    private void readEncodings(YamlNode.Mapping root) {
        for (CharacterClass characterClass : CharacterClass.values()) {
            encodings.put(characterClass, Encoding.ASCII);
        }
        if (!root.entries().containsKey("encodings")) {
            return;
        }
        YamlNode.Mapping byClass = reader.child(root, "", "encodings");
        byClass.entries().keySet().forEach(key -> {
            CharacterClass characterClass = ElementType.classOf(key);
            if (characterClass == null) {
                reader.error(byClass, "encodings", key, "no such class of characters");
            } else {
                encodings.put(characterClass, reader.oneOf(byClass, "encodings", key, Encoding.class));
            }
        });
    }

    private void readOddDigits(YamlNode.Mapping root) {
        if (!root.entries().containsKey("odd-digits")) {
            return;
        }
        YamlNode.Mapping odd = reader.child(root, "", "odd-digits");
        reader.refuseOthers(odd, "odd-digits", "fixed", "variable", "filler");
        oddFixed = reader.oneOf(odd, "odd-digits", "fixed", Side.class, oddFixed);
        oddVariable = reader.oneOf(odd, "odd-digits", "variable", Side.class, oddVariable);
        filler = filler(odd, "odd-digits");
    }

    private int filler(YamlNode.Mapping mapping, String path) {
        if (!mapping.entries().containsKey("filler")) {
            return filler;
        }
        String text = reader.text(mapping, path, "filler");
        if (!text.equals("0") && !text.equals("f")) {
            reader.error(mapping, path, "filler", "0 or f");
        }
        return text.equals("f") ? 0xF : 0;
    }

    /** Null when it is too wrong to go on; the error has been noted. */
    @Nullable
    ValueSpec read(YamlNode.Mapping value, String path) {
        ElementType type = ElementType.parse(reader.text(value, path, "type"));
        if (type == null) {
            if (value.entries().containsKey("type")) {
                reader.error(value, path, "type", "a type reads n6, ans..25, b64 (bits), b...255 (bytes), x+n8");
            }
            return null;
        }
        Encoding encoding = encoding(type, value, path);
        ValueSpec.OddDigits odd = odd(type, value, path);
        LengthPrefix length = prefix(type, value, path);
        if (encoding == Encoding.BCD && length.unit() == LengthPrefix.Unit.BYTES && odd.filler() != 0xF) {
            reader.error(
                    value, path, "counts", "bytes of bcd do not tell an odd number of digits; the filler must be f");
        }
        Padding padding = padding(type, encoding, value, path);
        return new ValueSpec(type.characterClass(), type.length(), encoding, length, odd, padding);
    }

    private Encoding encoding(ElementType type, YamlNode.Mapping value, String path) {
        Encoding usual = encodings.getOrDefault(type.characterClass(), Encoding.ASCII);
        Encoding encoding = reader.oneOf(value, path, "encoding", Encoding.class, usual);
        if (!type.allows(encoding)) {
            reader.error(
                    value,
                    path,
                    "encoding",
                    type.characterClass().notation() + " cannot be written in "
                            + encoding.name().toLowerCase(Locale.ROOT).replace('_', '-')
                            + "; b takes hex, hex-ebcdic or binary, the others ascii or ebcdic, n x+n z also bcd,"
                            + " x+n also overpunched");
        }
        return encoding;
    }

    private ValueSpec.OddDigits odd(ElementType type, YamlNode.Mapping value, String path) {
        Side usual = type.prefixDigits() == 0 ? oddFixed : oddVariable;
        Side side = reader.oneOf(value, path, "odd-digits", Side.class, usual);
        return new ValueSpec.OddDigits(side == Side.LEFT, filler(value, path));
    }

    private LengthPrefix prefix(ElementType type, YamlNode.Mapping value, String path) {
        if (type.prefixDigits() == 0) {
            return LengthPrefix.FIXED;
        }
        LengthPrefix.Encoding encoding = reader.oneOf(value, path, "prefix", LengthPrefix.Encoding.class, prefix);
        LengthPrefix length = new LengthPrefix(
                width(type, encoding, value, path),
                encoding,
                reader.oneOf(value, path, "counts", LengthPrefix.Unit.class, counts),
                reader.yes(value, path, "inclusive"));
        if (length.inclusive() && encoding == LengthPrefix.Encoding.BER) {
            reader.error(value, path, "inclusive", "a ber length never counts itself");
        }
        if (length.highest() < type.length() + (length.inclusive() ? length.width() : 0)) {
            reader.error(value, path, "type", "its length prefix cannot show " + type.length());
        }
        return length;
    }

    private int width(ElementType type, LengthPrefix.Encoding encoding, YamlNode.Mapping value, String path) {
        int usual = LengthPrefix.width(encoding, type.prefixDigits());
        if (!value.entries().containsKey("prefix-bytes")) {
            return usual;
        }
        String text = reader.text(value, path, "prefix-bytes");
        int most = encoding == LengthPrefix.Encoding.BINARY ? MOST_BINARY_BYTES - 1 : ElementType.MOST_DOTS;
        boolean isRight = text.length() == 1 && text.charAt(0) >= '1' && text.charAt(0) <= '0' + most;
        if (!isRight || encoding == LengthPrefix.Encoding.BER) {
            reader.error(value, path, "prefix-bytes", "1 to " + most + ", and none for ber, which says its own");
            return usual;
        }
        return text.charAt(0) - '0';
    }

    private Padding padding(ElementType type, Encoding encoding, YamlNode.Mapping value, String path) {
        Padding usual = Padding.usual(type.characterClass());
        if (!value.entries().containsKey("pad")) {
            return usual;
        }
        boolean isText = encoding == Encoding.ASCII || encoding == Encoding.EBCDIC || encoding == Encoding.EBCDIC_1047;
        if (!isText || type.characterClass() == CharacterClass.XN || type.characterClass() == CharacterClass.Z) {
            reader.error(value, path, "pad", "is for text and for digits of one byte each");
        }
        String at = DialectReader.join(path, "pad");
        YamlNode.Mapping pad = reader.child(value, path, "pad");
        reader.refuseOthers(pad, at, "side", "fill", "trim", "to-maximum");
        Side side = reader.oneOf(pad, at, "side", Side.class, usual.left() ? Side.LEFT : Side.RIGHT);
        boolean isTrimmed = reader.yes(pad, at, "trim");
        boolean isToMaximum = reader.yes(pad, at, "to-maximum");
        char fill = fill(type, isTrimmed || isToMaximum, usual, pad, at);
        if (isToMaximum && type.prefixDigits() == 0) {
            reader.error(pad, at, "to-maximum", "a fixed value always takes its length");
        }
        if (isTrimmed && type.prefixDigits() > 0) {
            reader.error(pad, at, "trim", "a variable value has a prefix that tells where it ends");
        }
        return new Padding(side == Side.LEFT, fill, isTrimmed, isToMaximum);
    }

    /** What stays in the value must belong to its class. */
    private char fill(ElementType type, boolean isTakenOff, Padding usual, YamlNode.Mapping pad, String at) {
        if (!pad.entries().containsKey("fill")) {
            return usual.character();
        }
        String text = reader.text(pad, at, "fill");
        if (text.length() != 1 || text.charAt(0) < ' ' || text.charAt(0) > '~') {
            reader.error(pad, at, "fill", "one printable character");
            return usual.character();
        }
        byte[] one = {(byte) text.charAt(0)};
        if (!isTakenOff && !NeutralForm.isLegal(type.characterClass(), one, 0, 1)) {
            reader.error(pad, at, "fill", "stays in the value unless trim is true, and is not of its class");
        }
        return text.charAt(0);
    }
}
