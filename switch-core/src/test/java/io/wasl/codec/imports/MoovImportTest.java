package io.wasl.codec.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.codec.PartPath;
import io.wasl.codec.PartView;
import io.wasl.codec.Sensitivity;
import io.wasl.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Specifications of moov's iso8583, and the bytes that it writes by them. */
final class MoovImportTest {

    private static final String HEAD = """
            {
            \t"name": "sample",
            \t"fields": {
            \t\t"0": { "type": "String", "length": 4, "description": "MTI", "enc": "ASCII", "prefix": "ASCII.Fixed" },
            \t\t"1": { "type": "Bitmap", "length": 8, "description": "Bitmap", "enc": "Binary", "prefix": "Hex.Fixed" },
            \t\t"39": { "type": "String", "length": 2, "enc": "ASCII", "prefix": "ASCII.Fixed" },
            """;

    @Test
    void shouldWriteEachFormAsMoovDoes() throws ConfigException {
        assertThat(written(
                        "\"type\": \"String\", \"length\": 19, \"enc\": \"ASCII\", \"prefix\": \"ASCII.LL\"",
                        "4000001"))
                .isEqualTo("3037" + "34303030303031");
        assertThat(written("\"type\": \"String\", \"length\": 19, \"enc\": \"BCD\", \"prefix\": \"BCD.LL\"", "123"))
                .isEqualTo("03" + "0123");
        assertThat(written("\"type\": \"String\", \"length\": 19, \"enc\": \"LBCD\", \"prefix\": \"BCD.LLL\"", "123"))
                .isEqualTo("0003" + "1230");
        assertThat(written(
                        "\"type\": \"Binary\", \"length\": 300, \"enc\": \"HexToASCII\", \"prefix\": \"ASCII.LLL\"",
                        "AB"))
                .isEqualTo("303032" + "34313432");
        assertThat(written(
                        "\"type\": \"Binary\", \"length\": 300, \"enc\": \"Binary\", \"prefix\": \"Binary.LL\"", "AB"))
                .isEqualTo("0002" + "4142");
        assertThat(written(
                        "\"type\": \"String\", \"length\": 20, \"enc\": \"EBCDIC\", \"prefix\": \"EBCDIC.LL\"", "a1"))
                .isEqualTo("F0F2" + "81F1");
        assertThat(written("\"type\": \"Binary\", \"length\": 500, \"enc\": \"Binary\", \"prefix\": \"BerTLV\"", "AB"))
                .isEqualTo("02" + "4142");
        assertThat(written(
                        "\"type\": \"Numeric\", \"length\": 6, \"enc\": \"ASCII\", \"prefix\": \"ASCII.Fixed\","
                                + " \"padding\": { \"type\": \"Left\", \"pad\": \"0\" }",
                        "42"))
                .isEqualTo("303030303432");
        assertThat(written(
                        "\"type\": \"String\", \"length\": 5, \"enc\": \"ASCII\", \"prefix\": \"ASCII.Fixed\","
                                + " \"padding\": { \"type\": \"Right\", \"pad\": \"*\" }",
                        "ab"))
                .isEqualTo("61622A2A2A");
    }

    @Test
    void shouldWriteLengthsInHexAndBer() throws ConfigException {
        assertThat(written(
                        "\"type\": \"String\", \"length\": 300, \"enc\": \"ASCII\", \"prefix\": \"Hex.L\"",
                        "a".repeat(11)))
                .startsWith("3042" + "6161");
        assertThat(written("\"type\": \"String\", \"length\": 9, \"enc\": \"ASCII\", \"prefix\": \"Hex.LL\"", "ab"))
                .isEqualTo("30303032" + "6162");
        assertThat(written("\"type\": \"Binary\", \"enc\": \"Binary\", \"prefix\": \"BerTLV\"", "a".repeat(200)))
                .as("without a length moov takes any")
                .startsWith("81C8" + "6161");
    }

    @Test
    void shouldPutPartsInTheOrderOfTheirSort() throws ConfigException {
        assertThat(inOrder("StringsByInt", "1", "2", "10")).isEqualTo("1 2 10");
        assertThat(inOrder("Strings", "1", "2", "10")).isEqualTo("1 10 2");
        assertThat(inOrder("StringsByHex", "1", "2", "10")).isEqualTo("1 10 2");
        assertThat(inOrder("StringsByHex", "0B", "0A", "10")).isEqualTo("0A 0B 10");
        assertThat(inOrder("Strings", "b", "A", "a")).isEqualTo("A a b");
    }

    private static String inOrder(String sort, String... keys) throws ConfigException {
        StringBuilder fields = new StringBuilder();
        for (String key : keys) {
            fields.append(fields.isEmpty() ? "" : ", ")
                    .append("\"" + key + "\": { \"type\": \"String\", \"length\": 1, \"description\": \"" + key
                            + "\", \"enc\": \"ASCII\", \"prefix\": \"ASCII.Fixed\" }");
        }
        return dialect(
                        "\"48\": { \"type\": \"Composite\", \"length\": 3, \"prefix\": \"ASCII.Fixed\", \"tag\": { \"sort\": \""
                                + sort + "\" }, \"subfields\": { " + fields + " } }")
                .spec(48)
                .parts()
                .orElseThrow()
                .fields()
                .stream()
                .map(part -> part.name())
                .collect(java.util.stream.Collectors.joining(" "));
    }

    @Test
    void shouldWriteTagsAsMoovDoes() throws ConfigException {
        assertThat(part(tagged("Binary", 2, "", "5A"), "48.5A", "z")).isEqualTo("3035" + "35413031" + "7A");
        assertThat(part(tagged("ASCIIToHex", 1, "", "5A"), "48.5A", "z")).isEqualTo("3034" + "5A3031" + "7A");
        assertThat(part(tagged("EBCDIC", 2, "", "12"), "48.12", "z")).isEqualTo("3035" + "F1F23031" + "7A");
        assertThat(part(tagged("BCD", 3, "", "123"), "48.0123", "z")).isEqualTo("3035" + "01233031" + "7A");
        assertThat(part(tagged("LBCD", 3, "", "123"), "48.1230", "z")).isEqualTo("3035" + "12303031" + "7A");
        assertThat(part(
                        tagged("ASCII", 3, ", \"padding\": { \"type\": \"Right\", \"pad\": \" \" }", "5A"),
                        "48.5A ",
                        "z"))
                .isEqualTo("3036" + "3541203031" + "7A");
    }

    private static Dialect tagged(String encoding, int length, String padding, String key) throws ConfigException {
        return dialect(
                "\"48\": { \"type\": \"Composite\", \"length\": 99, \"prefix\": \"ASCII.LL\", \"tag\": { \"sort\":"
                        + " \"Strings\", \"enc\": \"" + encoding + "\", \"length\": " + length + padding
                        + " }, \"subfields\": { \"" + key
                        + "\": { \"type\": \"String\", \"length\": 9, \"enc\": \"ASCII\", \"prefix\": \"ASCII.LL\" } } }");
    }

    @Test
    void shouldDivideByTagsBitmapsAndPositions() throws ConfigException {
        Dialect dialect = dialect("""
                "48": { "type": "Composite", "length": 99, "prefix": "ASCII.LL",
                  "tag": { "length": 2, "enc": "ASCII", "padding": { "type": "Left", "pad": "0" }, "sort": "StringsByInt" },
                  "subfields": { "2": { "type": "String", "length": 9, "enc": "ASCII", "prefix": "ASCII.LL" },
                                 "13": { "type": "Binary", "length": 9, "enc": "Binary", "prefix": "ASCII.LL" } } },
                "62": { "type": "Composite", "length": 99, "prefix": "ASCII.LLL",
                  "bitmap": { "type": "Bitmap", "length": 8, "enc": "HexToASCII", "prefix": "Hex.Fixed",
                              "disableautoexpand": true },
                  "subfields": { "3": { "type": "String", "length": 2, "enc": "ASCII", "prefix": "ASCII.Fixed" } } },
                "55": { "type": "Composite", "length": 255, "prefix": "Binary.L",
                  "tag": { "enc": "BerTLVTag", "sort": "StringsByHex" },
                  "subfields": { "9F26": { "type": "Binary", "length": 8, "enc": "Binary", "prefix": "BerTLV" } } },
                "60": { "type": "Composite", "length": 7, "prefix": "ASCII.Fixed", "tag": { "sort": "StringsByInt" },
                  "subfields": { "10": { "type": "String", "length": 4, "enc": "ASCII", "prefix": "ASCII.Fixed" },
                                 "9": { "type": "Composite", "length": 3, "prefix": "ASCII.Fixed", "tag": { "sort": "Strings" },
                                   "subfields": { "1": { "type": "String", "length": 1, "enc": "ASCII", "prefix": "ASCII.Fixed" },
                                                  "2": { "type": "Numeric", "length": 2, "enc": "ASCII", "prefix": "ASCII.Fixed" } } } } }
                """);
        assertThat(part(dialect, "48.02", "xyz")).isEqualTo("3037" + "30323033" + "78797A");
        assertThat(part(dialect, "48.13", "z")).isEqualTo("3035" + "31333031" + "7A");
        assertThat(part(dialect, "62.3", "ab")).isEqualTo("303138" + "32303030303030303030303030303030" + "6162");
        assertThat(part(dialect, "55.9F26", "12345678")).isEqualTo("0B" + "9F2608" + "3132333435363738");
        byte[] wire = HexFormat.of().parseHex("30313030" + "0000000000000010" + "61343262797465");
        MessageView view = new MessageView();
        assertThat(view.decode(dialect, wire, 0, wire.length)).isTrue();
        PartView part = new PartView();
        assertThat(part.find(view, PartPath.of(dialect, "60.1.2"))).isTrue();
        assertThat(part.number()).isEqualTo(42);
    }

    @Test
    void shouldKeepNamesAndTakeSensitivitiesFromTheStandard() throws ConfigException {
        Dialect dialect =
                dialect("\"2\": { \"type\": \"String\", \"length\": 19, \"description\": \"Card \\\"number\\\"\","
                        + " \"enc\": \"ASCII\", \"prefix\": \"ASCII.LL\" }");
        assertThat(dialect.version()).isEqualTo(io.wasl.iso.Version.V1987);
        assertThat(dialect.spec(2).name()).isEqualTo("Card \"number\"");
        assertThat(dialect.spec(2).sensitivity()).isEqualTo(Sensitivity.PAN);
    }

    @Test
    void shouldTellEachMistakeAtItsPlace() {
        assertThatThrownBy(() -> dialect("""
                        "44": { "type": "String", "length": 20, "enc": "UTF8", "prefix": "ASCII.LL" },
                        "45": { "type": "String", "length": 0, "enc": "ASCII", "prefix": "ASCII.LL", "colour": "red" },
                        "46": { "type": "String", "length": 9, "enc": "ASCII", "prefix": "Hex.LLLL" },
                        "47": { "type": "String", "length": 9, "enc": "ASCII", "prefix": "ASCII.LL",
                                "padding": { "type": "Left", "pad": " " } },
                        "48": { "type": "Composite", "length": 9, "prefix": "ASCII.LL", "tag": { "length": 2, "enc": "ASCII", "sort": "StringsByInt" },
                                "subfields": { "01": { "type": "String", "length": 2, "enc": "ASCII", "prefix": "ASCII.Fixed" } } }
                        """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sample.json:7:41 DE 44 enc: String in UTF8 has no form here")
                .hasMessageContaining("sample.json:8:27 DE 45 length: a number from 1 to 999999")
                .hasMessageContaining("DE 45 colour: unknown")
                .hasMessageContaining("DE 46 prefix: one of ASCII, BCD, EBCDIC")
                .hasMessageContaining("DE 47 padding: a value with a length in front")
                .hasMessageContaining("DE 48 subfields: each part behind a tag has a length in front");
    }

    @Test
    void shouldRefuseWhatIsNoSpecification() {
        assertThatThrownBy(() -> DialectSources.importMoov("m", "m.json", bytes("[1]")))
                .hasMessage("m.json:1:1 fields: a specification holds its fields by number");
        assertThatThrownBy(() -> DialectSources.importMoov("m", "m.json", bytes("{ \"fields\": { \"2\": ")))
                .hasMessageContaining("not valid JSON");
        assertThatThrownBy(() -> DialectSources.importMoov("m", "m.json", bytes("{ \"a\": 1, \"a\": 2 }")))
                .hasMessageContaining("written twice");
        assertThatThrownBy(() ->
                        DialectSources.importMoov("m", "m.json", bytes("{ \"fields\": { \"x\": {}, \"0\": 5 } }")))
                .hasMessageContaining("fields x: a field is a number")
                .hasMessageContaining("DE 0: an object is expected here")
                .hasMessageContaining("DE 39: the response code has 2, 3 or 4 characters");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Dialect dialect(String fields) throws ConfigException {
        return DialectSources.importMoov("sample", "sample.json", bytes(HEAD + fields + "} }"))
                .dialect();
    }

    /** DE 44 of this form, behind the MTI and the bitmap. */
    private static String written(String form, String value) throws ConfigException {
        Dialect dialect = dialect("\"44\": { " + form + " }");
        byte[] bytes = bytes(value);
        return wire(new MessageWriter().begin(dialect, 0x0100).set(44, bytes, 0, bytes.length));
    }

    private static String part(Dialect dialect, String path, String value) {
        byte[] bytes = bytes(value);
        return wire(new MessageWriter().begin(dialect, 0x0100).set(PartPath.of(dialect, path), bytes, 0, bytes.length));
    }

    private static String wire(MessageWriter writer) {
        byte[] target = new byte[512];
        int length = writer.encode(target, 0, target.length);
        assertThat(length).as("DE %d", writer.failedElement()).isPositive();
        return HexFormat.of().withUpperCase().formatHex(Arrays.copyOfRange(target, 12, length));
    }
}
