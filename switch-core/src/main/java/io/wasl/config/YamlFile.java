package io.wasl.config;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads one YAML file into {@link YamlNode}s.
 *
 * <p>Stricter than YAML, since a configuration must mean what it seems to say: a key written twice, an alias
 * ({@code *name}, and with it {@code <<}), a second document and an empty file are errors.
 */
public final class YamlFile {

    /** Jackson's own bound on nesting (500) comes first; it keeps the recursion below shallow. */
    private static final YAMLFactory FACTORY = YAMLFactory.builder().build();

    private static final Set<String> NULLS = Set.of("~", "Null", "NULL");

    private final String file;
    private final String text;
    private final JsonParser parser;
    private final List<ConfigError> errors = new ArrayList<>();

    private YamlFile(String file, String text, JsonParser parser) {
        this.file = file;
        this.text = text;
        this.parser = parser;
    }

    /**
     * @param file its name, for errors only
     * @param reader read to the end, not closed
     * @throws ConfigException with every double key and alias, or the first error of syntax
     */
    public static YamlNode parse(String file, Reader reader) throws ConfigException {
        StringWriter text = new StringWriter();
        try {
            reader.transferTo(text);
        } catch (IOException e) {
            throw new ConfigException(new ConfigError(file, 0, 0, "", "cannot be read: " + e.getMessage()));
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text.toString())) {
            return new YamlFile(file, text.toString(), parser).document();
        } catch (JacksonException e) {
            throw new ConfigException(syntaxError(file, e));
        }
    }

    private YamlNode document() throws ConfigException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new ConfigException(new ConfigError(file, 0, 0, "", "the file is empty"));
        }
        YamlNode root = node(first, "");
        if (parser.nextToken() != null) {
            error(here(), "", "a second document; one file is one document");
        }
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
        return root;
    }

    private YamlNode node(JsonToken token, String path) {
        TokenStreamLocation start = here();
        if (token == JsonToken.START_OBJECT) {
            return mapping(start, path);
        }
        if (token == JsonToken.START_ARRAY) {
            return sequence(start, path);
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            error(start, path, "aliases (*name) are not allowed; write the value out");
        }
        boolean isNothing = token == JsonToken.VALUE_NULL || isPlainNull(start);
        return new YamlNode.Scalar(
                isNothing ? "" : parser.getString(), isNothing, start.getLineNr(), start.getColumnNr());
    }

    /** YAML 1.2 10.3.2: so written without quotes it is null; the parser makes text of some. */
    private boolean isPlainNull(TokenStreamLocation start) {
        String value = parser.getString();
        int at = (int) start.getCharOffset(); // in code points
        if (!NULLS.contains(value) || at < 0 || at > text.codePointCount(0, text.length())) {
            return false;
        }
        return text.startsWith(value, text.offsetByCodePoints(0, at));
    }

    private YamlNode mapping(TokenStreamLocation start, String path) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            TokenStreamLocation place = here();
            String key = parser.currentName();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            YamlNode value = node(parser.nextToken(), keyPath);
            YamlNode.Entry entry = new YamlNode.Entry(value, place.getLineNr(), place.getColumnNr());
            YamlNode.Entry earlier = entries.putIfAbsent(key, entry);
            if (earlier != null) {
                error(place, keyPath, "written twice, first in line " + earlier.line());
            }
        }
        return new YamlNode.Mapping(Collections.unmodifiableMap(entries), start.getLineNr(), start.getColumnNr());
    }

    private YamlNode sequence(TokenStreamLocation start, String path) {
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token, path + "[" + items.size() + "]"));
        }
        return new YamlNode.Sequence(items, start.getLineNr(), start.getColumnNr());
    }

    private TokenStreamLocation here() {
        return parser.currentTokenLocation();
    }

    private void error(TokenStreamLocation place, String key, String reason) {
        errors.add(new ConfigError(file, place.getLineNr(), place.getColumnNr(), key, reason));
    }

    /** The parser's message also quotes the line in question; that part is left out, a file may hold secrets. */
    private static ConfigError syntaxError(String file, JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return new ConfigError(file, 0, 0, "", "nested too deep, or too large, for a file that a person wrote");
        }
        String reason = e.getOriginalMessage()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
        TokenStreamLocation place = e.getLocation();
        int line = place == null ? 0 : Math.max(0, place.getLineNr());
        int column = place == null ? 0 : Math.max(0, place.getColumnNr());
        return new ConfigError(file, line, column, "", "not valid YAML: " + reason);
    }
}
