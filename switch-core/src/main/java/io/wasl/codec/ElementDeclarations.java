package io.wasl.codec;

import io.wasl.config.YamlNode;
import io.wasl.iso.DataElement;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the elements of a dialect file. */
final class ElementDeclarations {

    private static final int FIRST = 2;
    private static final String[] KEYS = Stream.concat(
                    Stream.of("name", "sensitivity", "store", "parts"), Stream.of(ValueDeclarations.KEYS))
            .toArray(String[]::new);

    private final DialectReader reader;
    private final ValueDeclarations values;
    private final PartDeclarations parts;
    private final int last;

    /**
     * @param last the highest element that a bitmap can announce
     */
    ElementDeclarations(DialectReader reader, YamlNode.Mapping root, int last) {
        this.reader = reader;
        this.last = last;
        values = new ValueDeclarations(reader, root);
        parts = new PartDeclarations(reader);
    }

    /** Null when it is too wrong to go on; the error has been noted. */
    @Nullable
    ElementSpec read(String key, YamlNode.Entry entry) {
        String path = "elements." + key;
        YamlNode.Mapping element = reader.mapping(entry.value(), path);
        if (entry.value() != element) {
            return null;
        }
        int de = number(key);
        if (de < FIRST || de > last || de == Dialect.TERTIARY_ELEMENT) {
            reader.error(element, "elements", key, "an element is 2 to " + last + ", without 65 (a third bitmap)");
            return null;
        }
        reader.refuseOthers(element, path, KEYS);
        ValueSpec value = values.read(element, path);
        return value == null ? null : spec(de, value, element, path);
    }

    private ElementSpec spec(int de, ValueSpec value, YamlNode.Mapping element, String path) {
        Sensitivity sensitivity = reader.oneOf(element, path, "sensitivity", Sensitivity.class, Sensitivity.OPAQUE);
        boolean stored = reader.yes(element, path, "store");
        if (sensitivity != Sensitivity.OPAQUE) {
            reader.refuse(element, path, "is for opaque elements; what others may be stored as is fixed", "store");
        }
        String name = element.entries().containsKey("name") ? reader.text(element, path, "name") : usualName(de);
        Optional<Composite> composite = parts.read(element, path, value, sensitivity, values);
        return new ElementSpec(de, name, value, sensitivity, stored, composite);
    }

    private static String usualName(int de) {
        return de <= DataElement.LAST ? DataElement.name(de) : "element " + de;
    }

    /** Up to three digits without a leading zero; else −1, or 0 for nothing. */
    static int number(String key) {
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
