package io.wasl.codec.imports;

import io.wasl.config.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One field of a moov specification: what its keys say, with its place. Owner: the import. */
final class MoovField {

    private static final Set<String> KEYS = Set.of(
            "type",
            "length",
            "description",
            "enc",
            "prefix",
            "padding",
            "tag",
            "subfields",
            "bitmap",
            "disableautoexpand");

    private final YamlNode.Mapping keys;
    private final ImportErrors errors;
    private final String path;

    private MoovField(YamlNode.Mapping keys, ImportErrors errors, String path) {
        this.keys = keys;
        this.errors = errors;
        this.path = path;
    }

    /** Empty when it is no object; the error has been noted. */
    static Optional<MoovField> of(YamlNode node, ImportErrors errors, String path) {
        if (!(node instanceof YamlNode.Mapping keys)) {
            errors.add(new Place(node.line(), node.column()), path, "an object is expected here");
            return Optional.empty();
        }
        MoovField field = new MoovField(keys, errors, path);
        keys.entries().keySet().stream().filter(key -> !KEYS.contains(key)).forEach(key -> field.error(key, "unknown"));
        return Optional.of(field);
    }

    String path() {
        return path;
    }

    Place place() {
        return new Place(keys.line(), keys.column());
    }

    /** Places the error at the key, if it is written. */
    void error(String key, String reason) {
        YamlNode.Entry entry = keys.entries().get(key);
        Place place = entry == null ? place() : new Place(entry.line(), entry.column());
        errors.add(place, entry == null ? path : path + " " + key, reason);
    }

    boolean has(String key) {
        return keys.entries().containsKey(key);
    }

    /** Empty when it is missing or no single value. */
    String text(String key) {
        YamlNode.Entry entry = keys.entries().get(key);
        return entry != null && entry.value() instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    }

    /** From 1 to 999999; 1 when it is wrong, which is noted. */
    int length() {
        String text = text("length");
        if (!text.matches("[1-9]\\d{0,5}")) {
            error("length", "a number from 1 to 999999");
            return 1;
        }
        return Integer.parseInt(text);
    }

    boolean isTrue(String key) {
        return text(key).equals("true");
    }

    /** The object under a key, such as {@code padding}. */
    Optional<YamlNode.Mapping> object(String key) {
        YamlNode.Entry entry = keys.entries().get(key);
        return entry != null && entry.value() instanceof YamlNode.Mapping mapping
                ? Optional.of(mapping)
                : Optional.empty();
    }

    Optional<MoovField> field(String key) {
        YamlNode.Entry entry = keys.entries().get(key);
        return entry == null ? Optional.empty() : of(entry.value(), errors, path + " " + key);
    }

    /** In the order of the file. */
    Map<String, MoovField> subfields() {
        Map<String, MoovField> fields = new LinkedHashMap<>();
        object("subfields")
                .ifPresent(mapping -> mapping.entries()
                        .forEach((key, entry) -> of(entry.value(), errors, path + "." + key)
                                .ifPresent(field -> fields.put(key, field))));
        return fields;
    }

    static String text(YamlNode.Mapping mapping, String key) {
        YamlNode.Entry entry = mapping.entries().get(key);
        return entry != null && entry.value() instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    }
}
