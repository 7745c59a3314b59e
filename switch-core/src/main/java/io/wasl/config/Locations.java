package io.wasl.config;

import java.util.HashMap;
import java.util.Map;

/**
 * Where each key of a file stands, so that a check made later, when a dialect or a table has been looked up, can still
 * name line and column. Immutable.
 */
public final class Locations {

    private record Place(int line, int column) {}

    private final String file;
    private final Map<String, Place> keys = new HashMap<>();
    private final Map<String, Place> values = new HashMap<>();

    Locations(String file, YamlNode root) {
        this.file = file;
        walk("", root);
    }

    private void walk(String path, YamlNode node) {
        boolean isEmpty =
                node instanceof YamlNode.Scalar scalar && scalar.text().isEmpty();
        if (!isEmpty) {
            values.put(path, new Place(node.line(), node.column()));
        }
        if (node instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> {
                String child = path.isEmpty() ? key : path + "." + key;
                keys.put(child, new Place(entry.line(), entry.column()));
                walk(child, entry.value());
            });
        } else if (node instanceof YamlNode.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                walk(path + "[" + i + "]", sequence.items().get(i));
            }
        }
    }

    /**
     * An error about the value of a key. A key that is not in the file is told at the line of its nearest parent that is.
     *
     * @param key its path, {@code issuers[1].dialect}
     */
    public ConfigError error(String key, String reason) {
        Place value = values.get(key);
        return error(key, reason, value != null ? value : parentOf(key));
    }

    /** An error about the key itself rather than its value. */
    ConfigError errorAtKey(String key, String reason) {
        return error(key, reason, parentOf(key));
    }

    private ConfigError error(String key, String reason, Place place) {
        return new ConfigError(file, place.line(), place.column(), key, reason);
    }

    /** The key's own place, or that of the nearest key or list item around it; the root's when there is none. */
    private Place parentOf(String key) {
        String path = key;
        while (!path.isEmpty()) {
            Place place = keys.containsKey(path) || !path.endsWith("]") ? keys.get(path) : values.get(path);
            if (place != null) {
                return place;
            }
            path = path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
        }
        return values.getOrDefault("", new Place(1, 1));
    }
}
