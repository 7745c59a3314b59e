package io.wasl.sim.yaml;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.YamlFile;
import io.wasl.config.YamlNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One mapping of a YAML file while it is read: asks for keys by name, gathers every error, and at the end refuses the keys
 * nobody asked for.
 *
 * <p>Owner: the reading thread.
 */
public final class Section {

    /**
     * Reads one value.
     *
     * @param <T> what it becomes
     */
    @FunctionalInterface
    public interface Form<T> {
        /**
         * @throws IllegalArgumentException with the reason for the operator, without card data
         */
        T parse(String text);
    }

    private final String file;
    private final String path;
    private final YamlNode.Mapping mapping;
    private final List<ConfigError> errors;
    private final Set<String> asked = new HashSet<>();

    private Section(String file, String path, YamlNode.Mapping mapping, List<ConfigError> errors) {
        this.file = file;
        this.path = path;
        this.mapping = mapping;
        this.errors = errors;
    }

    /**
     * @throws ConfigException if the file cannot be read, is not YAML, or is not a mapping
     */
    public static Section open(Path path) throws ConfigException {
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            return open(path.toString(), reader);
        } catch (IOException e) {
            throw new ConfigException(new ConfigError(path.toString(), 0, 0, "", "cannot be read"));
        }
    }

    public static Section open(String file, Reader reader) throws ConfigException {
        YamlNode root = YamlFile.parse(file, reader);
        if (root instanceof YamlNode.Mapping mapping) {
            return new Section(file, "", mapping, new ArrayList<>());
        }
        throw new ConfigException(new ConfigError(file, root.line(), root.column(), "", "must be keys and values"));
    }

    public boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    /** The value, or {@code fallback} when the key is missing or its value is wrong (an error then). */
    public <T> T read(String key, T fallback, Form<T> form) {
        return find(key, form).orElse(fallback);
    }

    public <T> Optional<T> find(String key, Form<T> form) {
        asked.add(key);
        YamlNode.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value() instanceof YamlNode.Scalar scalar) {
            return parse(key, scalar, form);
        }
        error(key, "must be one value");
        return Optional.empty();
    }

    /** As {@link #find}; a missing key is an error. */
    public <T> Optional<T> require(String key, Form<T> form) {
        if (!has(key)) {
            asked.add(key);
            errors.add(new ConfigError(file, mapping.line(), mapping.column(), pathOf(key), "is missing"));
        }
        return find(key, form);
    }

    /** One value or a list of values; empty when missing. */
    public <T> List<T> some(String key, Form<T> form) {
        asked.add(key);
        YamlNode.Entry entry = mapping.entries().get(key);
        var values = new ArrayList<T>();
        if (entry == null) {
            return values;
        }
        List<YamlNode> items =
                entry.value() instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(entry.value());
        for (YamlNode item : items) {
            if (item instanceof YamlNode.Scalar scalar) {
                parse(key, scalar, form).ifPresent(values::add);
            } else {
                errors.add(new ConfigError(file, item.line(), item.column(), pathOf(key), "must be one value"));
            }
        }
        return values;
    }

    public Optional<Section> section(String key) {
        asked.add(key);
        YamlNode.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value() instanceof YamlNode.Mapping child) {
            return Optional.of(new Section(file, pathOf(key), child, errors));
        }
        error(key, "must be keys and values");
        return Optional.empty();
    }

    /** A list of mappings, in file order; empty when missing. */
    public List<Section> sections(String key) {
        asked.add(key);
        YamlNode.Entry entry = mapping.entries().get(key);
        var sections = new ArrayList<Section>();
        if (entry == null) {
            return sections;
        }
        if (!(entry.value() instanceof YamlNode.Sequence sequence)) {
            error(key, "must be a list");
            return sections;
        }
        for (int i = 0; i < sequence.items().size(); i++) {
            YamlNode item = sequence.items().get(i);
            String itemPath = pathOf(key) + "[" + i + "]";
            if (item instanceof YamlNode.Mapping child) {
                sections.add(new Section(file, itemPath, child, errors));
            } else {
                errors.add(new ConfigError(file, item.line(), item.column(), itemPath, "must be keys and values"));
            }
        }
        return sections;
    }

    /** Keys that are data themselves, such as the numbers of data elements: every key of the mapping is asked for. */
    public Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        for (String key : mapping.entries().keySet()) {
            find(key, text -> text).ifPresent(text -> texts.put(key, text));
        }
        return texts;
    }

    /** An error at a key of this section, or at the section itself when it has no such key. */
    public void error(String key, String reason) {
        YamlNode.Entry entry = mapping.entries().get(key);
        int line = entry == null ? mapping.line() : entry.line();
        int column = entry == null ? mapping.column() : entry.column();
        errors.add(new ConfigError(file, line, column, pathOf(key), reason));
    }

    /** Refuses what nobody asked for; call it when everything has been read. */
    public void end() {
        for (String key : mapping.entries().keySet()) {
            if (!asked.contains(key)) {
                error(
                        key,
                        "unknown key; known here: "
                                + String.join(", ", asked.stream().sorted().toList()));
            }
        }
    }

    /**
     * @throws ConfigException with all errors of the file, in file order, if there is any
     */
    public void check() throws ConfigException {
        if (!errors.isEmpty()) {
            errors.sort((a, b) -> a.line() != b.line() ? a.line() - b.line() : a.column() - b.column());
            throw new ConfigException(errors);
        }
    }

    private <T> Optional<T> parse(String key, YamlNode.Scalar scalar, Form<T> form) {
        try {
            return Optional.of(form.parse(scalar.text()));
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            errors.add(new ConfigError(file, scalar.line(), scalar.column(), pathOf(key), reason));
            return Optional.empty();
        }
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
