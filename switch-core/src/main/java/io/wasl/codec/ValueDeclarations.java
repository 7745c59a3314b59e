package io.wasl.codec;

import io.wasl.config.YamlNode;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form of a value, of an element or of a part of one, with what the file as a whole says where it says nothing
 * itself. A key that means nothing for the value's form is an error: whoever wrote it expects other bytes than there are.
 */
final class ValueDeclarations {

    /** The keys that it reads. */
    static final String[] KEYS = {
        "type", "encoding", "prefix", "prefix-bytes", "counts", "inclusive", "odd-digits", "filler", "pad"
    };

    private static final String[] PREFIX_KEYS = {"prefix", "prefix-bytes", "counts", "inclusive"};
    private static final int MOST_BINARY_BYTES = 4;
    private static final String IN_DIGITS = "parts of packed digits are digits, which have no writing of their own";

    /** On which side a filling stands. */
    enum Side {
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
        LengthPrefix.Unit usualUnit = inDigits ? LengthPrefix.Unit.CHARACTERS : outer.counts;
        LengthPrefix.Encoding said = reader.oneOf(parts, path, "prefix", LengthPrefix.Encoding.class, usual);
        LengthPrefix.Unit saidUnit = reader.oneOf(parts, path, "counts", LengthPrefix.Unit.class, usualUnit);
        prefix = inDigits ? usual : said;
        counts = inDigits ? usualUnit : saidUnit;
        oddFixed = outer.oddFixed;
        oddVariable = outer.oddVariable;
        filler = outer.filler;
        encodings.putAll(outer.encodings);
        if (inDigits) {
            encodings.replaceAll((characterClass, encoding) -> Encoding.ASCII);
            reader.refuse(parts, path, IN_DIGITS, "encodings", "odd-digits");
            checkPrefixInDigits(parts, path, said, saidUnit);
            return;
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
                encodings.put(characterClass, encoding(characterClass, byClass, at, key, Encoding.ASCII));
            }
        });
    }

    /** Under this key; what the class does not allow is an error, and another stands in its place. */
    private Encoding encoding(
            CharacterClass characterClass, YamlNode.Mapping mapping, String path, String key, Encoding usual) {
        Encoding encoding = reader.oneOf(mapping, path, key, Encoding.class, usual);
        if (!ElementType.allows(characterClass, encoding)) {
            reader.error(
                    mapping,
                    path,
                    key,
                    characterClass.notation() + " cannot be written in " + DialectReader.notation(encoding)
                            + "; b takes hex, hex-ebcdic or binary, the others ascii or ebcdic, n x+n z also bcd,"
                            + " x+n also overpunched");
            return characterClass == CharacterClass.B ? Encoding.BINARY : Encoding.ASCII;
        }
        return encoding;
    }

    private void readOddDigits(YamlNode.Mapping root, String path) {
        if (!root.entries().containsKey("odd-digits")) {
            return;
        }
        String at = DialectReader.join(path, "odd-digits");
        YamlNode.Mapping odd = reader.filledChild(root, path, "odd-digits", "fixed", "variable", "filler");
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
        Padding padding = new PaddingDeclaration(reader, type, encoding, length, inDigits).read(value, path);
        ValueSpec spec = new ValueSpec(type.characterClass(), type.length(), encoding, length, odd, padding);
        if (!spec.mayBeOdd()) {
            reader.refuse(value, path, whyNeverOdd(encoding), "odd-digits", "filler");
        }
        return spec;
    }

    private String whyNeverOdd(Encoding encoding) {
        if (inDigits) {
            return IN_DIGITS;
        }
        return encoding == Encoding.BCD || encoding == Encoding.BCD_EBCDIC_SIGN
                ? "an even number of digits fills whole bytes"
                : "is for packed digits, and this is in " + DialectReader.notation(encoding);
    }

    private Encoding encoding(ElementType type, YamlNode.Mapping value, String path) {
        if (inDigits) {
            reader.refuse(value, path, IN_DIGITS, "encoding");
            if (type.characterClass() != CharacterClass.N) {
                reader.error(value, path, "type", "packed digits divide into n only");
            }
            return Encoding.ASCII;
        }
        Encoding usual = encodings.getOrDefault(type.characterClass(), Encoding.ASCII);
        return encoding(type.characterClass(), value, path, "encoding", usual);
    }

    private ValueSpec.OddDigits odd(ElementType type, YamlNode.Mapping value, String path) {
        Side usual = type.prefixDigits() == 0 ? oddFixed : oddVariable;
        Side side = reader.oneOf(value, path, "odd-digits", Side.class, usual);
        return new ValueSpec.OddDigits(side == Side.LEFT, filler(value, path));
    }

    private LengthPrefix enclosed(ElementType type, YamlNode.Mapping value, String path, LengthPrefix.Unit unit) {
        reader.refuse(value, path, "the part has no length of its own; it is said around it", PREFIX_KEYS);
        return type.prefixDigits() == 0 ? LengthPrefix.FIXED : LengthPrefix.enclosed(unit);
    }

    private LengthPrefix prefix(ElementType type, Encoding written, YamlNode.Mapping value, String path) {
        if (type.prefixDigits() == 0) {
            reader.refuse(value, path, "a fixed value has no length in front of it", PREFIX_KEYS);
            return LengthPrefix.FIXED;
        }
        LengthPrefix.Encoding encoding = reader.oneOf(value, path, "prefix", LengthPrefix.Encoding.class, prefix);
        LengthPrefix.Unit unit = reader.oneOf(value, path, "counts", LengthPrefix.Unit.class, counts);
        if (inDigits) {
            checkPrefixInDigits(value, path, encoding, unit);
        }
        LengthPrefix length = new LengthPrefix(
                width(type, encoding, value, path), encoding, unit, reader.yes(value, path, "inclusive"));
        if (encoding == LengthPrefix.Encoding.BER) {
            reader.refuse(value, path, "a ber length never counts itself", "inclusive");
        }
        int counted = unit == LengthPrefix.Unit.BYTES ? wireBytes(type.length(), written) : type.length();
        int shown = counted + (length.inclusive() ? length.width() : 0);
        if (length.highest() < shown) {
            reader.error(value, path, "type", "its length prefix cannot show " + shown);
        }
        return length;
    }

    private static int wireBytes(int units, Encoding written) {
        return switch (written) {
            case HEX, HEX_EBCDIC -> 2 * units;
            case BCD, BCD_EBCDIC_SIGN -> units + 1 >> 1;
            case ASCII, EBCDIC, EBCDIC_1047, BINARY, OVERPUNCHED, OVERPUNCHED_EBCDIC -> units;
        };
    }

    private void checkPrefixInDigits(
            YamlNode.Mapping mapping, String path, LengthPrefix.Encoding encoding, LengthPrefix.Unit unit) {
        if (encoding != LengthPrefix.Encoding.ASCII) {
            reader.error(mapping, path, "prefix", "within packed digits a length is digits too: ascii");
        }
        if (unit == LengthPrefix.Unit.BYTES) {
            reader.error(mapping, path, "counts", "within packed digits a length counts digits: characters");
        }
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
}
