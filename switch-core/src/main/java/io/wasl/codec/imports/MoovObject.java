package io.wasl.codec.imports;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One object of a moov specification: the whole, a field, its {@code tag}, its {@code padding}. Every key in it is one that
 * moov knows, in any case of letters as for moov, and holds what it must; else it has been noted and counts as missing.
 *
 * <p>Owner: the import.
 */
final class MoovObject {

    /** What stands behind a key. */
    enum Kind {
        TEXT("a text in quotes"),
        NUMBER("a number, not in quotes"),
        TRUTH("true or false, not in quotes"),
        OBJECT("an object");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        private boolean holds(JsonNode value) {
            return switch (this) {
                case TEXT -> value instanceof JsonNode.Text;
                case NUMBER -> value instanceof JsonNode.Numeral;
                case TRUTH -> value instanceof JsonNode.Truth;
                case OBJECT -> value instanceof JsonNode.Members;
            };
        }
    }

    static final Map<String, Kind> ROOT_KEYS = Map.of("name", Kind.TEXT, "fields", Kind.OBJECT);

    static final Map<String, Kind> FIELD_KEYS = Map.of(
            "type", Kind.TEXT,
            "length", Kind.NUMBER,
            "description", Kind.TEXT,
            "enc", Kind.TEXT,
            "prefix", Kind.TEXT,
            "padding", Kind.OBJECT,
            "tag", Kind.OBJECT,
            "subfields", Kind.OBJECT,
            "bitmap", Kind.OBJECT,
            "disableAutoExpand", Kind.TRUTH);

    static final Map<String, Kind> PADDING_KEYS = Map.of("type", Kind.TEXT, "pad", Kind.TEXT);

    static final Map<String, Kind> TAG_KEYS = Map.of(
            "length", Kind.NUMBER,
            "enc", Kind.TEXT,
            "padding", Kind.OBJECT,
            "sort", Kind.TEXT,
            "skipUnknownTLVTags", Kind.TRUTH,
            "storeUnknownTLVTags", Kind.TRUTH,
            "prefUnknownTLV", Kind.TEXT);

    private final Map<String, JsonNode.Member> members = new LinkedHashMap<>();
    private final Map<String, MoovObject> objects = new LinkedHashMap<>();
    private final Set<String> wrong = new HashSet<>();
    private final ImportErrors errors;
    private final String path;
    private final Place place;

    private MoovObject(ImportErrors errors, String path, Place place) {
        this.errors = errors;
        this.path = path;
        this.place = place;
    }

    /**
     * @param keys that it may have
     * @return empty when it is no object; the error has been noted
     */
    static Optional<MoovObject> of(JsonNode node, Map<String, Kind> keys, ImportErrors errors, String path) {
        if (!(node instanceof JsonNode.Members written)) {
            errors.add(node.place(), path, "an object is expected here");
            return Optional.empty();
        }
        MoovObject object = new MoovObject(errors, path, node.place());
        Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        keys.keySet().forEach(key -> known.put(key, key));
        written.members().forEach((name, member) -> object.add(name, member, known.get(name), keys));
        return Optional.of(object);
    }

    private void add(String name, JsonNode.Member member, @Nullable String key, Map<String, Kind> keys) {
        Kind kind = key == null ? null : keys.get(key);
        if (key == null || kind == null) {
            errors.add(member.place(), join(name), "unknown");
        } else if (members.containsKey(key) || wrong.contains(key)) {
            errors.add(member.place(), join(name), "written twice");
        } else if (kind.holds(member.value())) {
            members.put(key, member);
        } else {
            errors.add(member.place(), join(name), kind.words + " is expected here");
            wrong.add(key);
        }
    }

    private String join(String key) {
        return path.isEmpty() ? key : path + " " + key;
    }

    /** {@code DE 48}, {@code DE 48.2}, {@code DE 48 tag}. */
    String path() {
        return path;
    }

    /** The path without DE in front, as a note about a part begins. */
    String notePath() {
        return path.substring("DE ".length());
    }

    Place place() {
        return place;
    }

    /** Places the error at the key if it is written. What is wrong already is not told twice. */
    void error(String key, String reason) {
        JsonNode.Member member = members.get(key);
        if (!wrong.contains(key)) {
            errors.add(member == null ? place : member.place(), member == null ? path : join(key), reason);
        }
    }

    /** Notes each of the keys that is written. */
    void refuse(String reason, String... keys) {
        for (String key : keys) {
            if (has(key)) {
                error(key, reason);
            }
        }
    }

    /** Whether it is written, rightly or not. */
    boolean has(String key) {
        return members.containsKey(key) || wrong.contains(key);
    }

    /** Empty when it is missing. */
    String text(String key) {
        JsonNode.Member member = members.get(key);
        return member != null && member.value() instanceof JsonNode.Text text ? text.text() : "";
    }

    boolean isTrue(String key) {
        JsonNode.Member member = members.get(key);
        return member != null && member.value() instanceof JsonNode.Truth truth && truth.isTrue();
    }

    /** From 0 to 999999, which is 0 when it is missing, as for moov; empty when it is another, which has been noted. */
    Optional<Integer> number(String key) {
        JsonNode.Member member = members.get(key);
        String literal = member != null && member.value() instanceof JsonNode.Numeral number ? number.literal() : "0";
        if (!literal.matches("0|[1-9]\\d{0,5}")) {
            error(key, "a number from 0 to " + ImportedValue.MOST_LENGTH);
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(literal));
    }

    /** Read once, so that its mistakes are told once. Empty when it is missing or wrong. */
    Optional<MoovObject> object(String key, Map<String, Kind> keys) {
        JsonNode.Member member = members.get(key);
        if (member == null) {
            return Optional.empty();
        }
        MoovObject object = objects.computeIfAbsent(
                key, name -> of(member.value(), keys, errors, join(name)).orElseThrow());
        return Optional.of(object);
    }

    /** What stands in the object under a key, by names that are the file's own, in its order. */
    Map<String, JsonNode.Member> children(String key) {
        JsonNode.Member member = members.get(key);
        return member != null && member.value() instanceof JsonNode.Members children ? children.members() : Map.of();
    }

    /** Its {@code subfields}, in the order of the file; those that are no objects have been noted. */
    Map<String, MoovObject> subfields() {
        Map<String, MoovObject> fields = new LinkedHashMap<>();
        children("subfields")
                .forEach((key, field) -> of(field.value(), FIELD_KEYS, errors, path + "." + key)
                        .ifPresent(object -> fields.put(key, object)));
        return fields;
    }
}
