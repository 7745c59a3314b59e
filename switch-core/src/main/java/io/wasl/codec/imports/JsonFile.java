package io.wasl.codec.imports;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads one JSON file into nodes that know where they stand, as a YAML file is read. A key written twice is an error. */
final class JsonFile {

    /** Jackson's own bound on nesting (500) keeps the recursion below shallow. */
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final String file;
    private final JsonParser parser;

    private JsonFile(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * @param file its name, for errors only
     * @throws ConfigException for what is no JSON
     */
    static YamlNode parse(String file, byte[] bytes) throws ConfigException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            JsonFile json = new JsonFile(file, parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new ConfigException(new ConfigError(file, 0, 0, "", "the file is empty"));
            }
            return json.node(first);
        } catch (JacksonException e) {
            throw new ConfigException(syntaxError(file, e));
        }
    }

    private YamlNode node(JsonToken token) throws ConfigException {
        TokenStreamLocation start = parser.currentTokenLocation();
        return switch (token) {
            case START_OBJECT -> mapping(start);
            case START_ARRAY -> sequence(start);
            default ->
                new YamlNode.Scalar(
                        token == JsonToken.VALUE_NULL ? "" : parser.getString(),
                        token == JsonToken.VALUE_NULL,
                        start.getLineNr(),
                        start.getColumnNr());
        };
    }

    private YamlNode mapping(TokenStreamLocation start) throws ConfigException {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            TokenStreamLocation place = parser.currentTokenLocation();
            String key = parser.currentName();
            YamlNode value = node(parser.nextToken());
            YamlNode.Entry entry = new YamlNode.Entry(value, place.getLineNr(), place.getColumnNr());
            if (entries.putIfAbsent(key, entry) != null) {
                throw new ConfigException(
                        new ConfigError(file, place.getLineNr(), place.getColumnNr(), key, "written twice"));
            }
        }
        return new YamlNode.Mapping(Collections.unmodifiableMap(entries), start.getLineNr(), start.getColumnNr());
    }

    private YamlNode sequence(TokenStreamLocation start) throws ConfigException {
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token));
        }
        return new YamlNode.Sequence(items, start.getLineNr(), start.getColumnNr());
    }

    private static ConfigError syntaxError(String file, JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        String reason = e.getOriginalMessage().lines().findFirst().orElse("");
        return new ConfigError(
                file,
                place == null ? 0 : Math.max(0, place.getLineNr()),
                place == null ? 0 : Math.max(0, place.getColumnNr()),
                "",
                "not valid JSON: " + reason);
    }
}
