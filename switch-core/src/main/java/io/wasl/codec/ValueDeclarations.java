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
    /** The values stand in characters made of packed digits, which have no writing of their own any more. */
    private final boolean inDigits;

    private Side oddFixed = Side.LEFT;
    private Side oddVariable = Side.RIGHT;
    private int filler;

    /** What the file says. */
    ValueDeclarations(DialectReader reader, YamlNode.Mapping root) {
        this.reader = reader;
        inDigits = false;
        prefix = reader.oneOf(root, "", "prefix", LengthPrefix.Encoding.class);
        counts = reader.oneOf(root, "", "counts", LengthPrefix.Unit.class, LengthPrefix.Unit.CHARACTERS);
        for (CharacterClass characterClass : CharacterClass.values()) {
            encodings.put(characterClass, Encoding.ASCII);
        }
        readEncodings(root, "");
        readOddDigits(root, "");
    }

    private ValueDeclarations(ValueDeclarations outer, boolean inDigits, YamlNode.Mapping parts, String path) {
        reader = outer.reader;
        this.inDigits = inDigits;
        LengthPrefix.Encoding usual = inDigits ? LengthPrefix.Encoding.ASCII : outer.prefix;
        prefix = reader.oneOf(parts, path, "prefix", LengthPrefix.Encoding.class, usual);
        counts = reader.oneOf(parts, path, "counts", LengthPrefix.Unit.class, outer.counts);
        oddFixed = outer.oddFixed;
        oddVariable = outer.oddVariable;
        filler = outer.filler;
        encodings.putAll(outer.encodings);
        if (inDigits) {
            encodings.replaceAll((characterClass, encoding) -> Encoding.ASCII);
        }
        readEncodings(parts, path);
        readOddDigits(parts, path);
    }

    /**
     * What parts of a value take over from it, with what they say themselves.
     *
     * @param inDigits whether the value is in packed digits
     */
    ValueDeclarations within(boolean inDigits, YamlNode.Mapping parts, String path) {
        return new ValueDeclarations(this, inDigits || this.inDigits, parts, path);
    }

    private void readEncodings(YamlNode.Mapping root, String path) {
        if (!root.entries().containsKey("encodings")) {
            return;
        }
        String at = DialectReader.join(path, "encodings");
        YamlNode.Mapping byClass = reader.child(root, path, "encodings");
        byClass.entries().keySet().forEach(key -> {
            CharacterClass characterClass = ElementType.classOf(key);
            if (characterClass == null) {
                reader.error(byClass, at, key, "no such class of characters");
            } else {
                encodings.put(characterClass, reader.oneOf(byClass, at, key, Encoding.class));
            }
        });
    }

    private void readOddDigits(YamlNode.Mapping root, String path) {
        if (!root.entries().containsKey("odd-digits")) {
            return;
        }
        YamlNode.Mapping odd = reader.child(root, path, "odd-digits");
        String at = DialectReader.join(path, "odd-digits");
        reader.refuseOthers(odd, at, "fixed", "variable", "filler");
        oddFixed = reader.oneOf(odd, at, "fixed", Side.class, oddFixed);
        oddVariable = reader.oneOf(odd, at, "variable", Side.class, oddVariable);
        filler = filler(odd, at);
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
        return read(value, path, null);
    }

    /** As {@link #read}, of a part whose length is said around it; {@code unit} is what that counts. */
    @Nullable
    ValueSpec readEnclosed(YamlNode.Mapping value, String path, LengthPrefix.Unit unit) {
        return read(value, path, unit);
    }

    private @Nullable ValueSpec read(YamlNode.Mapping value, String path, LengthPrefix.@Nullable Unit enclosed) {
        ElementType type = ElementType.parse(reader.text(value, path, "type"));
        if (type == null) {
            if (value.entries().containsKey("type")) {
                reader.error(value, path, "type", "a type reads n6, ans..25, b64 (bits), b...255 (bytes), x+n8");
            }
            return null;
        }
        Encoding encoding = encoding(type, value, path);
        ValueSpec.OddDigits odd = odd(type, value, path);
        LengthPrefix length =
                enclosed == null ? prefix(type, encoding, value, path) : enclosed(type, value, path, enclosed);
        if (encoding == Encoding.BCD && length.unit() == LengthPrefix.Unit.BYTES && odd.filler() != 0xF) {
            reader.error(
                    value, path, "counts", "bytes of bcd do not tell an odd number of digits; the filler must be f");
        }
        Padding padding = padding(type, encoding, value, path);
        if (length.isEnclosed() && padding.toMaximum()) {
            reader.error(value, path, "pad", "to-maximum would make it fixed; without it the length is said around it");
        }
        return new ValueSpec(type.characterClass(), type.length(), encoding, length, odd, padding);
    }

    private Encoding encoding(ElementType type, YamlNode.Mapping value, String path) {
        if (inDigits
                && (type.characterClass() != CharacterClass.N || value.entries().containsKey("encoding"))) {
            reader.error(value, path, "type", "packed digits divide into n only, which has no encoding of its own");
            return Encoding.ASCII;
        }
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

    private LengthPrefix enclosed(ElementType type, YamlNode.Mapping value, String path, LengthPrefix.Unit unit) {
        for (String key : new String[] {"prefix", "prefix-bytes", "counts", "inclusive"}) {
            if (value.entries().containsKey(key)) {
                reader.error(value, path, key, "the part has no length of its own; it is said around it");
            }
        }
        return type.prefixDigits() == 0 ? LengthPrefix.FIXED : LengthPrefix.enclosed(unit);
    }

    private LengthPrefix prefix(ElementType type, Encoding written, YamlNode.Mapping value, String path) {
        if (type.prefixDigits() == 0) {
            return LengthPrefix.FIXED;
        }
        LengthPrefix.Encoding encoding = reader.oneOf(value, path, "prefix", LengthPrefix.Encoding.class, prefix);
        if (inDigits && encoding != LengthPrefix.Encoding.ASCII) {
            reader.error(value, path, "prefix", "within packed digits a length is digits too: ascii");
        }
        LengthPrefix length = new LengthPrefix(
                width(type, encoding, value, path),
                encoding,
                reader.oneOf(value, path, "counts", LengthPrefix.Unit.class, counts),
                reader.yes(value, path, "inclusive"));
        if (length.inclusive() && encoding == LengthPrefix.Encoding.BER) {
            reader.error(value, path, "inclusive", "a ber length never counts itself");
        }
        boolean inHex = written == Encoding.HEX || written == Encoding.HEX_EBCDIC;
        int shown = inHex && length.unit() == LengthPrefix.Unit.BYTES ? 2 * type.length() : type.length();
        if (length.highest() < shown + (length.inclusive() ? length.width() : 0)) {
            reader.error(value, path, "type", "its length prefix cannot show " + shown);
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
