package io.wasl.codec;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads keys out of a dialect file's tree and collects what is wrong, with its place, until the whole file is read. */
final class DialectReader {

    private final String file;
    private final List<ConfigError> errors = new ArrayList<>();

    DialectReader(String file) {
        this.file = file;
    }

    void throwIfWrong() throws ConfigException {
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
    }

    /** Places the error at the key, if it is written, else at the mapping that lacks it. */
    void error(YamlNode.Mapping mapping, String path, String key, String reason) {
        YamlNode.Entry entry = mapping.entries().get(key);
        YamlNode place = entry == null ? mapping : entry.value();
        errors.add(new ConfigError(file, place.line(), place.column(), join(path, key), reason));
    }

    void refuseOthers(YamlNode.Mapping mapping, String path, String... known) {
        Set<String> legal = Set.of(known);
        mapping.entries().forEach((key, entry) -> {
            if (!legal.contains(key)) {
                errors.add(new ConfigError(
                        file,
                        entry.line(),
                        entry.column(),
                        join(path, key),
                        "unknown; one of " + String.join(", ", known)));
            }
        });
    }

    /** Notes each of these keys that is written, whatever its value: where it stands it means nothing, and here is why. */
    void refuse(YamlNode.Mapping mapping, String path, String reason, String... keys) {
        for (String key : keys) {
            if (mapping.entries().containsKey(key)) {
                error(mapping, path, key, reason);
            }
        }
    }

    /** The node as a mapping; an empty one in its place when it is none. */
    YamlNode.Mapping mapping(YamlNode node, String path) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        errors.add(new ConfigError(file, node.line(), node.column(), path, "keys and values are expected here"));
        return new YamlNode.Mapping(Map.of(), node.line(), node.column());
    }

    /** The mapping under a key; an empty one when it is missing, which is an error. */
    YamlNode.Mapping child(YamlNode.Mapping mapping, String path, String key) {
        YamlNode.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            error(mapping, path, key, "missing");
            return new YamlNode.Mapping(Map.of(), mapping.line(), mapping.column());
        }
        return mapping(entry.value(), join(path, key));
    }

    /** As {@link #child}; one that says nothing is an error too. */
    YamlNode.Mapping filledChild(YamlNode.Mapping mapping, String path, String key, String... known) {
        YamlNode.Mapping child = child(mapping, path, key);
        YamlNode.Entry entry = mapping.entries().get(key);
        if (entry != null && entry.value() == child && child.entries().isEmpty()) {
            error(mapping, path, key, "says nothing; one of " + String.join(", ", known));
        }
        refuseOthers(child, join(path, key), known);
        return child;
    }

    /** The text under a key; empty when it is missing, which is an error. */
    String text(YamlNode.Mapping mapping, String path, String key) {
        YamlNode.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            error(mapping, path, key, "missing");
            return "";
        }
        return entry.value() instanceof YamlNode.Scalar scalar ? scalar.text() : notOne(mapping, path, key);
    }

    private String notOne(YamlNode.Mapping mapping, String path, String key) {
        error(mapping, path, key, "one value is expected here");
        return "";
    }

    List<String> texts(YamlNode.Mapping mapping, String path, String key) {
        YamlNode.Entry entry = mapping.entries().get(key);
        if (entry == null || !(entry.value() instanceof YamlNode.Sequence sequence)) {
            error(mapping, path, key, "a list is expected here");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            texts.add(item instanceof YamlNode.Scalar scalar ? scalar.text() : notOne(mapping, path, key));
        }
        return texts;
    }

    boolean yes(YamlNode.Mapping mapping, String path, String key) {
        if (!mapping.entries().containsKey(key)) {
            return false;
        }
        String text = text(mapping, path, key);
        if (!text.equals("true") && !text.equals("false")) {
            error(mapping, path, key, "true or false");
        }
        return text.equals("true");
    }

    /** The number under a key; the lowest in place of what is missing or wrong, which is an error. */
    int number(YamlNode.Mapping mapping, String path, String key, int lowest, int highest) {
        String text = text(mapping, path, key);
        int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
        if (number >= lowest && number <= highest) {
            return number;
        }
        if (mapping.entries().containsKey(key)) {
            error(mapping, path, key, "a number, " + lowest + " to " + highest);
        }
        return lowest;
    }

    /** A constant by its notation; the first one in place of what is missing or wrong, which is an error. */
    <E extends Enum<E>> E oneOf(YamlNode.Mapping mapping, String path, String key, Class<E> type) {
        return oneOf(mapping, path, key, type, null);
    }

    /** A constant by its notation; the given one when the key is missing. */
    <E extends Enum<E>> E oneOf(
            YamlNode.Mapping mapping, String path, String key, Class<E> type, @Nullable E otherwise) {
        if (otherwise != null && !mapping.entries().containsKey(key)) {
            return otherwise;
        }
        E constant = constant(text(mapping, path, key), type);
        if (constant != null) {
            return constant;
        }
        if (mapping.entries().containsKey(key)) {
            error(mapping, path, key, "one of " + notations(type));
        }
        return type.getEnumConstants()[0];
    }

    <E extends Enum<E>> @Nullable E constant(String notation, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (notation(constant).equals(notation)) {
                return constant;
            }
        }
        return null;
    }

    static <E extends Enum<E>> String notations(Class<E> type) {
        return notations(Arrays.stream(type.getEnumConstants()));
    }

    private static <E extends Enum<E>> String notations(Stream<E> constants) {
        return constants.map(DialectReader::notation).collect(Collectors.joining(", "));
    }

    static String notation(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
