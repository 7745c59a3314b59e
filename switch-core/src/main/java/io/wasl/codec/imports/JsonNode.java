package io.wasl.codec.imports;

import java.util.Map;

/** What a JSON file says, with the place of each value. Made by {@link JsonFile}. Immutable. */
sealed interface JsonNode {

    Place place();

    /**
     * Names and values in braces.
     *
     * @param members by name, in the order of the file; no name twice
     */
    record Members(Map<String, Member> members, Place place) implements JsonNode {}

    /** A list. What it holds is not kept: nothing that is read here has one. */
    record Values(Place place) implements JsonNode {}

    /** What stands in quotes, without them. */
    record Text(String text, Place place) implements JsonNode {}

    /**
     * @param literal as written
     */
    record Numeral(String literal, Place place) implements JsonNode {}

    /** {@code true} or {@code false}. */
    record Truth(boolean isTrue, Place place) implements JsonNode {}

    /**
     * One name with its value.
     *
     * @param place of the name
     */
    record Member(JsonNode value, Place place) {}
}
