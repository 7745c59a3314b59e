package io.wasl.codec.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** JSON with places, and what is wrong with it in our words. */
final class JsonFileTest {

    @Test
    void shouldKnowWhereEachValueStands() throws ConfigException {
        JsonNode.Members root =
                (JsonNode.Members) parse("{ \"é\": true,\n\t\"b\": { \"c\": \"x\", \"d\": -1.50 }, \"e\": [1] }");
        assertThat(member(root, "é").place()).isEqualTo(new Place(1, 3));
        assertThat(member(root, "é").value()).isEqualTo(new JsonNode.Truth(true, new Place(1, 8)));
        JsonNode.Members inner = (JsonNode.Members) member(root, "b").value();
        assertThat(inner.place()).isEqualTo(new Place(2, 7));
        assertThat(member(inner, "c").value()).isEqualTo(new JsonNode.Text("x", new Place(2, 14)));
        assertThat(member(inner, "d").value()).isEqualTo(new JsonNode.Numeral("-1.50", new Place(2, 24)));
        assertThat(member(root, "e").value()).isInstanceOf(JsonNode.Values.class);
    }

    @Test
    void shouldTellMistakesInWordsOfOurs() {
        refused("", "f.json: the file is empty");
        refused(" \n ", "f.json: the file is empty");
        refused("{ \"a\": 1 } x", "f.json:1:12: not valid JSON: this stands behind its end");
        refused("{ \"a\": 1 }\n  { }", "f.json:2:3: not valid JSON: this stands behind its end");
        refused("{ \"a\": 1 } null", "f.json:1:12: not valid JSON: this stands behind its end");
        refused("{ \"a\": }", "f.json:1:8: not valid JSON: } cannot stand here");
        refused("{ \"a\": 1,\n }", "f.json:2:2: not valid JSON: } cannot stand here");
        refused("{ \"a\": 1 ]", "f.json:1:10: not valid JSON: ] cannot stand here");
        refused("{ a: 1 }", "f.json:1:3: not valid JSON: a cannot stand here");
        refused("{ \"a\" 1 }", "f.json:1:7: not valid JSON: 1 cannot stand here");
        refused("{ \"a\": tru }", "f.json:1:8: not valid JSON: tru cannot stand here");
        refused("{ \"a\": 01 }", "f.json:1:9: not valid JSON: 1 cannot stand here");
        refused("{ \"a\": \"\\q\" }", "f.json:1:10: not valid JSON: q cannot stand here");
        refused("{ \"a\": \"\\uZ000\" }", "f.json:1:11: not valid JSON: Z cannot stand here");
        refused("{ \"a\": \"b\nc\" }", "f.json:1:10: not valid JSON: U+000A cannot stand here");
        refused("\uFEFF", "f.json: the file is empty");
        refused("\uFEFF\uFEFF{ }", "f.json:1:1: not valid JSON: \uFEFF cannot stand here");
        refused("// no\n{ }", "f.json:1:1: not valid JSON: / cannot stand here");
        refused("{ \"a\": \"b", "f.json:1:10: not valid JSON: the file ends too early");
        refused("{ \"a\": [1, {", "f.json:1:13: not valid JSON: the file ends too early");
    }

    @Test
    void shouldRefuseWhatAReaderMightPassOver() {
        refused("{ \"a\": null }", "f.json:1:8 a: null says nothing; leave it out");
        refused("{ \"a\": 1,\n  \"a\": 2 }", "f.json:2:3 a: written twice");
        refused("{\"a\":".repeat(40), "f.json:1:161: more than 32 values within one another");
        String tooMuch = "deeper, or a name or number longer, than any specification has";
        refused("[".repeat(600), "f.json:1:502: " + tooMuch);
        refused("{ \"a\": " + "9".repeat(2000) + " }", "f.json:1:2008: " + tooMuch);
        assertThat(ImportMistakes.of(() -> JsonFile.parse("f.json", new byte[] {'{', (byte) 0xFF, '}'})))
                .containsExactly("f.json:1:2: byte FF is not UTF-8, in which this file must be");
    }

    @Test
    void shouldTakeAByteOrderMark() throws ConfigException {
        assertThat(parse("\uFEFF{ }")).isEqualTo(parse("{ }"));
    }

    private static JsonNode.Member member(JsonNode.Members members, String name) {
        return Objects.requireNonNull(members.members().get(name));
    }

    private static void refused(String json, String reason) {
        assertThat(ImportMistakes.of(() -> parse(json))).as(json).containsExactly(reason);
    }

    private static JsonNode parse(String json) throws ConfigException {
        return JsonFile.parse("f.json", json.getBytes(StandardCharsets.UTF_8));
    }
}
