package io.wasl.codec;

import io.wasl.config.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one composite. */
final class FieldDeclarations {

    private static final String[] KEYS = Stream.concat(
                    Stream.of("name", "sensitivity", "store", "parts", "rest"), Stream.of(ValueDeclarations.KEYS))
            .toArray(String[]::new);

    /** A field is numbered with three digits at most. */
    private static final int LAST_NUMBER = 999;

    private final DialectReader reader;
    private final PartDeclarations parts;
    private final ValueDeclarations values;
    private final Composite composite;
    private final ValueSpec container;

    private final List<PartSpec> fields = new ArrayList<>();
    private final Set<String> met = new HashSet<>();

    /**
     * @param composite whose fields these are, without them
     * @param container the value that it divides
     */
    FieldDeclarations(
            DialectReader reader,
            PartDeclarations parts,
            ValueDeclarations values,
            Composite composite,
            ValueSpec container) {
        this.reader = reader;
        this.parts = parts;
        this.values = values;
        this.composite = composite;
        this.container = container;
    }

    /**
     * @param sensitivity of the value: an open one may be shown whole, so that each of its parts must be open too
     */
    List<PartSpec> read(YamlNode.Mapping mapping, String path, Sensitivity sensitivity) {
        if (mapping.entries().isEmpty() && !composite.isTagged()) {
            reader.error(mapping, path, "1", "at least one part is declared");
        }
        mapping.entries().forEach((key, entry) -> {
            List<String> keys = composite.isTagged() ? tag(mapping, path, key) : numbers(mapping, path, key);
            String fieldPath = DialectReader.join(path, key);
            YamlNode.Mapping field = reader.mapping(entry.value(), fieldPath);
            if (field == entry.value() && !keys.isEmpty()) {
                add(keys, field, fieldPath, sensitivity);
            }
        });
        return fields;
    }

    private List<String> tag(YamlNode.Mapping mapping, String path, String key) {
        long tag = TagKey.id(composite, key);
        if (tag == TagKey.NONE) {
            reader.error(mapping, path, key, TagKey.demand(composite));
            return List.of();
        }
        return once(mapping, path, key, List.of(TagKey.of(composite, tag)));
    }

    /** Of a key {@code 3} or {@code 1-6}. */
    private List<String> numbers(YamlNode.Mapping mapping, String path, String key) {
        int dash = key.indexOf('-');
        int first = ElementDeclarations.number(dash < 0 ? key : key.substring(0, dash));
        int last = dash < 0 ? first : ElementDeclarations.number(key.substring(dash + 1));
        boolean isPositional = composite instanceof Composite.Positional;
        int lowest = isPositional ? fields.size() + 1 : lowestBit();
        int highest = isPositional ? LAST_NUMBER : highestBit();
        if (first < lowest || last < first || last > highest || isPositional && first != lowest) {
            String demand = isPositional
                    ? "parts are numbered 1, 2, 3 … in their order, alike ones together as 1-6; " + lowest + " is next"
                    : "a bit is " + lowest + " to " + highest + ", alike ones together as 2-5";
            reader.error(mapping, path, key, demand);
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            keys.add(Integer.toString(number));
        }
        return once(mapping, path, key, keys);
    }

    private List<String> once(YamlNode.Mapping mapping, String path, String key, List<String> keys) {
        for (String one : keys) {
            if (!met.add(one)) {
                reader.error(mapping, path, key, one + " is declared twice");
                return List.of();
            }
        }
        return keys;
    }

    /** Bit 1 of the first of two bitmaps announces the second. */
    private int lowestBit() {
        return composite instanceof Composite.Bitmap bitmap && bitmap.continued() ? 2 : 1;
    }

    private int highestBit() {
        if (!(composite instanceof Composite.Bitmap bitmap)) {
            return 0;
        }
        return bitmap.continued() ? 2 * bitmap.bits() : bitmap.bits();
    }

    private void add(List<String> keys, YamlNode.Mapping field, String path, Sensitivity outer) {
        reader.refuseOthers(field, path, KEYS);
        boolean takesRest = reader.yes(field, path, "rest");
        ValueSpec value = value(field, path, takesRest);
        if (value == null) {
            return;
        }
        Sensitivity sensitivity = reader.oneOf(field, path, "sensitivity", Sensitivity.class, Sensitivity.OPAQUE);
        if (outer == Sensitivity.OPEN && sensitivity != Sensitivity.OPEN) {
            reader.error(field, path, "sensitivity", "what it is a part of is open, which would show this too");
        }
        boolean stored = reader.yes(field, path, "store");
        if (sensitivity != Sensitivity.OPAQUE) {
            reader.refuse(field, path, "is for opaque parts; what others may be stored as is fixed", "store");
        }
        String name = field.entries().containsKey("name") ? reader.text(field, path, "name") : "";
        Optional<Composite> divided = parts.read(field, path, value, sensitivity, values);
        for (String key : keys) {
            String usual = name.isEmpty() ? "part " + key : name;
            fields.add(new PartSpec(key, usual, value, sensitivity, stored, divided));
        }
    }

    private @Nullable ValueSpec value(YamlNode.Mapping field, String path, boolean takesRest) {
        if (!(composite instanceof Composite.Positional)) {
            reader.refuse(field, path, "is for the last of positional parts", "rest");
        }
        LengthPrefix.Unit enclosing = PartDeclarations.enclosing(composite, takesRest);
        ValueSpec value = enclosing == null ? values.read(field, path) : values.readEnclosed(field, path, enclosing);
        if (value != null && value.isFixed() && composite instanceof Composite.Positional) {
            reader.refuse(field, path, "a fixed part takes its length", "rest");
        }
        if (value != null && composite instanceof Composite.Tagged tagged) {
            boolean countsBytes = tagged.length().unit() == LengthPrefix.Unit.BYTES;
            int shown = (countsBytes ? wireLength(value) : value.length())
                    + (tagged.countsTag() ? tagged.tagBytes() : 0)
                    + (tagged.length().inclusive() ? tagged.length().width() : 0);
            if (shown > tagged.length().highest()) {
                reader.error(field, path, "type", "the length behind its tag cannot show " + shown);
            }
        }
        return value;
    }

    private static int wireLength(ValueSpec value) {
        return new ValuePlan(value).wireBytes(value.length());
    }

    /** Only the last part may take the rest; fixed parts must make a fixed whole, and fit any. */
    void checkLength(Composite.Positional whole, YamlNode.Mapping at, String path) {
        int bytes = 0;
        boolean areFixed = true;
        int last = whole.fields().size() - 1;
        for (int i = 0; i <= last; i++) {
            PartSpec field = whole.fields().get(i);
            if (field.value().prefix().isEnclosed() && i < last) {
                reader.error(at, path, "fields", "part " + field.key() + " takes the rest, but is not the last");
            }
            areFixed &= field.value().isFixed();
            bytes += field.value().isFixed() ? wireLength(field.value()) : 0;
        }
        // Of text, bytes, hex and packed digits alike: parts stand in as many bytes as the value has characters.
        int room = container.length();
        if (bytes > room
                || areFixed && container.isFixed() && !container.padding().trimmed() && bytes != room) {
            reader.error(at, path, "fields", "the parts have " + bytes + " bytes or digits, the whole has " + room);
        }
    }
}
