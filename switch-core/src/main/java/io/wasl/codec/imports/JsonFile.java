package io.wasl.codec.imports;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.Utf8Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON file into {@link JsonNode}s that know where they stand. What a reader might pass over is an error: a name
 * written twice, {@code null}, anything behind the end.
 *
 * <p>Owner: the import.
 */
final class JsonFile {

    /** Parts in parts of parts need nine. */
    private static final int DEEPEST = 32;

    /** Of a word in an error. */
    private static final int LONGEST_WORD = 20;

    /** Some editors begin a file with it; it is no part of the text. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String BEHIND_END = "not valid JSON: this stands behind its end";

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final String file;
    private final String text;
    private final JsonParser parser;
    /** Nothing may follow. */
    private boolean isRead;

    private JsonFile(String file, String text, JsonParser parser) {
        this.file = file;
        this.text = text;
        this.parser = parser;
    }

    /**
     * @param file its name, for errors only
     * @throws ConfigException for what is no JSON
     */
    static JsonNode parse(String file, byte[] bytes) throws ConfigException {
        String text = text(file, bytes);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new JsonFile(file, text, parser).whole();
        }
    }

    private static String text(String file, byte[] bytes) throws ConfigException {
        String text = Utf8Text.of(file, bytes);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private JsonNode whole() throws ConfigException {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw error(Place.FILE, "", "the file is empty");
            }
            JsonNode node = node(first, 1);
            isRead = true;
            if (parser.nextToken() != null) {
                throw error(place(parser.currentTokenLocation()), "", BEHIND_END);
            }
            return node;
        } catch (JacksonException e) {
            throw syntaxError(e);
        }
    }

    private JsonNode node(JsonToken token, int depth) throws ConfigException {
        Place place = place(parser.currentTokenLocation());
        if (depth > DEEPEST) {
            throw error(place, "", "more than " + DEEPEST + " values within one another");
        }
        return switch (token) {
            case START_OBJECT -> members(place, depth);
            case START_ARRAY -> {
                parser.skipChildren();
                yield new JsonNode.Values(place);
            }
            case VALUE_STRING -> new JsonNode.Text(parser.getString(), place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNode.Numeral(parser.getString(), place);
            case VALUE_TRUE, VALUE_FALSE -> new JsonNode.Truth(token == JsonToken.VALUE_TRUE, place);
            case VALUE_NULL -> throw error(place, name(), "null says nothing; leave it out");
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new AssertionError("no value begins with " + token);
        };
    }

    private JsonNode members(Place start, int depth) throws ConfigException {
        Map<String, JsonNode.Member> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Place place = place(parser.currentTokenLocation());
            String name = parser.currentName();
            JsonNode value = node(parser.nextToken(), depth + 1);
            if (members.putIfAbsent(name, new JsonNode.Member(value, place)) != null) {
                throw error(place, name, "written twice");
            }
        }
        return new JsonNode.Members(Collections.unmodifiableMap(members), start);
    }

    private String name() {
        String name = parser.currentName();
        return name == null ? "" : name;
    }

    private static Place place(TokenStreamLocation location) {
        return new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private ConfigException error(Place place, String key, String reason) {
        return new ConfigException(new ConfigError(file, place.line(), place.column(), key, reason));
    }

    /** In our words: the parser's speak of its own insides. */
    private ConfigException syntaxError(JacksonException e) {
        TokenStreamLocation told = e.getLocation();
        TokenStreamLocation location = told == null ? parser.currentLocation() : told;
        Place place = place(location);
        if (e instanceof StreamConstraintsException) {
            return error(place, "", "deeper, or a name or number longer, than any specification has");
        }
        if (e instanceof UnexpectedEndOfInputException) {
            return error(place, "", "not valid JSON: the file ends too early");
        }
        long offset = location.getCharOffset();
        return error(
                place,
                "",
                isRead
                        ? BEHIND_END
                        : offset < 0 || offset >= text.length()
                                ? "not valid JSON"
                                : "not valid JSON: " + word((int) offset) + " cannot stand here");
    }

    /** What stands there: a character, or the whole word of letters. */
    private String word(int offset) {
        int end = offset;
        while (end < text.length() && end < offset + LONGEST_WORD && Character.isLetter(text.charAt(end))) {
            end++;
        }
        String word = text.substring(offset, Math.max(end, text.offsetByCodePoints(offset, 1)));
        boolean isShown = word.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
        return isShown ? word : String.format("U+%04X", word.codePointAt(0));
    }
}
