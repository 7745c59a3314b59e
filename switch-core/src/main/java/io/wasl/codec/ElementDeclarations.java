package io.wasl.codec;

import io.wasl.config.YamlNode;
import io.wasl.iso.DataElement;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the elements of a dialect file, each with what the file as a whole says where it says nothing itself. */
final class ElementDeclarations {

    private static final int FIRST = 2;
    private static final int TERTIARY_BITMAP = 65;

    /** On which side the filler stands. */
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

    ElementDeclarations(DialectReader reader, YamlNode.Mapping root) {
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
        if (odd.entries().containsKey("filler")) {
            String text = reader.text(odd, "odd-digits", "filler");
            if (!text.equals("0") && !text.equals("f")) {
                reader.error(odd, "odd-digits", "filler", "0 or f");
            }
            filler = text.equals("f") ? 0xF : 0;
        }
    }

    /** Null when it is too wrong to go on; the error has been noted. */
    @Nullable ElementSpec read(String key, YamlNode.Entry entry) {
        String path = "elements." + key;
        YamlNode.Mapping element = reader.mapping(entry.value(), path);
        if (entry.value() != element) {
            return null;
        }
        int de = number(key);
        if (de < FIRST || de > DataElement.LAST || de == TERTIARY_BITMAP) {
            reader.error(element, "elements", key, "an element is 2 to 128, without 65 (a third bitmap)");
            return null;
        }
        reader.refuseOthers(
                element, path, "type", "name", "encoding", "prefix", "counts", "odd-digits", "sensitivity", "store");
        ElementType type = ElementType.parse(reader.text(element, path, "type"));
        if (type == null) {
            if (element.entries().containsKey("type")) {
                reader.error(element, path, "type", "a type reads n6, ans..25, b64 (bits), b...255 (bytes), x+n8");
            }
            return null;
        }
        return spec(de, type, element, path);
    }

    private ElementSpec spec(int de, ElementType type, YamlNode.Mapping element, String path) {
        Encoding encoding = reader.oneOf(
                element, path, "encoding", Encoding.class, encodings.getOrDefault(type.characterClass(), Encoding.ASCII));
        ElementSpec.OddDigits odd = odd(type, element, path);
        LengthPrefix length = prefix(type, element, path);
        Sensitivity sensitivity = reader.oneOf(element, path, "sensitivity", Sensitivity.class, Sensitivity.OPAQUE);
        boolean stored = reader.yes(element, path, "store");
        if (stored && sensitivity != Sensitivity.OPAQUE) {
            reader.error(element, path, "store", "is for opaque elements; what others may be stored as is fixed");
        }
        if (!type.allows(encoding)) {
            reader.error(element, path, "encoding", type.characterClass().notation() + " cannot be written in "
                    + encoding.name().toLowerCase(java.util.Locale.ROOT) + "; b takes hex or binary, the others ascii, "
                    + "n x+n z also bcd");
        }
        if (encoding == Encoding.BCD && length.unit() == LengthPrefix.Unit.BYTES && odd.filler() != 0xF) {
            reader.error(element, path, "counts", "bytes of bcd do not tell an odd number of digits; the filler must be f");
        }
        String name = element.entries().containsKey("name") ? reader.text(element, path, "name") : DataElement.name(de);
        return new ElementSpec(
                de, name, type.characterClass(), type.length(), encoding, length, odd, sensitivity, stored);
    }

    private ElementSpec.OddDigits odd(ElementType type, YamlNode.Mapping element, String path) {
        Side usual = type.prefixDigits() == 0 ? oddFixed : oddVariable;
        Side side = reader.oneOf(element, path, "odd-digits", Side.class, usual);
        return new ElementSpec.OddDigits(side == Side.LEFT, filler);
    }

    private LengthPrefix prefix(ElementType type, YamlNode.Mapping element, String path) {
        if (type.prefixDigits() == 0) {
            return LengthPrefix.FIXED;
        }
        return new LengthPrefix(
                type.prefixDigits(),
                reader.oneOf(element, path, "prefix", LengthPrefix.Encoding.class, prefix),
                reader.oneOf(element, path, "counts", LengthPrefix.Unit.class, counts));
    }

    private static int number(String key) {
        int number = 0;
        for (int i = 0; i < key.length(); i++) {
            int digit = key.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i > 2 || number == 0 && digit == 0) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
