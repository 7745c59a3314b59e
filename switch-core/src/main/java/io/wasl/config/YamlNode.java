package io.wasl.config;

import java.util.List;
import java.util.Map;

/**
 * A YAML document as a tree in which every node knows where it stands, so that an error can name the line and column of
 * what the operator wrote.
 *
 * <p>Scalars are text only: what is a number, a duration or a size is the reader's knowledge, not YAML's, so {@code 007}
 * stays {@code 007}. Immutable. Made by {@link YamlFile}.
 */
public sealed interface YamlNode {

    /** From 1. */
    int line();

    /** From 1. */
    int column();

    /**
     * One value.
     *
     * @param text as written, without quotes; empty for a key with nothing or {@code null} behind it
     * @param isNothing whether it is such a key's, and not an empty text in quotes
     */
    record Scalar(String text, boolean isNothing, int line, int column) implements YamlNode {}

    /** A list, in file order. */
    record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {

        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * Keys and values, in file order; no key twice.
     *
     * @param entries by key; the iteration order is the file's
     */
    record Mapping(Map<String, Entry> entries, int line, int column) implements YamlNode {}

    /**
     * One key of a mapping.
     *
     * @param line of the key, from 1
     * @param column of the key, from 1
     */
    record Entry(YamlNode value, int line, int column) {}
}
