package io.wasl.codec.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything that a specification of moov says has its meaning here, or is an error at its place. */
final class MoovImportErrorsTest {

    private static final String HEAD = """
            { "name": "sample",
              "fields": {
                "0": { "type": "String", "length": 4, "enc": "ASCII", "prefix": "ASCII.Fixed" },
                "1": { "type": "Bitmap", "length": 8, "enc": "Binary", "prefix": "Binary.Fixed" },
                "39": { "type": "String", "length": 2, "enc": "ASCII", "prefix": "ASCII.Fixed" },
            """;
    private static final String STRING =
            "\"type\": \"String\", \"length\": 9, \"enc\": \"ASCII\", \"prefix\": \"ASCII.LL\"";
    private static final String FIXED =
            "\"type\": \"String\", \"length\": 2, \"enc\": \"ASCII\", \"prefix\": \"ASCII.Fixed\"";
    private static final String PARTS = "\"subfields\": { \"1\": { " + FIXED + " } }";
    private static final String BY_INT = "\"tag\": { \"sort\": \"StringsByInt\" }";

    @Test
    void shouldRefuseKeysThatNobodyKnows() {
        assertThat(ImportMistakes.ofMoov(HEAD + "\"44\": { " + STRING + ", \"colour\": \"red\" } }, \"more\": 1 }"))
                .containsExactly("m.json:6:78 DE 44 colour: unknown", "m.json:6:99 more: unknown");
        assertThat(mistakes(composite("\"tag\": { \"sort\": \"StringsByInt\", \"size\": 2 }", PARTS)))
                .containsExactly("m.json:6:99 DE 48 tag size: unknown");
        assertThat(mistakes("\"44\": { " + FIXED + ", \"padding\": { \"type\": \"None\", \"with\": \"0\" } }"))
                .containsExactly("m.json:6:110 DE 44 padding with: unknown");
        assertThat(mistakes("\"44\": { " + STRING + ", \"Length\": 8 }"))
                .as("moov knows keys in any case of letters")
                .containsExactly("m.json:6:78 DE 44 Length: written twice");
    }

    @Test
    void shouldRefuseValuesOfAnotherKind() {
        assertThat(mistakes("\"44\": { " + STRING.replace("9", "\"9\"") + " }"))
                .containsExactly("m.json:6:27 DE 44 length: a number, not in quotes is expected here");
        assertThat(mistakes("\"44\": { " + STRING.replace("9", "-9") + " }"))
                .containsExactly("m.json:6:27 DE 44 length: a number from 0 to 999999");
        assertThat(mistakes("\"44\": { " + STRING.replace("9", "0") + " }"))
                .containsExactly("m.json:6:27 DE 44 length: a number from 1 to 999999");
        assertThat(mistakes("\"44\": { " + STRING.replace("\"ASCII\"", "7") + " }"))
                .containsExactly("m.json:6:40 DE 44 enc: a text in quotes is expected here");
        assertThat(mistakes("\"44\": { " + STRING + ", \"padding\": \"Left\" }"))
                .containsExactly("m.json:6:78 DE 44 padding: an object is expected here");
        assertThat(mistakes("\"44\": []")).containsExactly("m.json:6:7 DE 44: an object is expected here");
        assertThat(mistakes("\"044\": {}")).containsExactly("m.json:6:1 fields 044: a field is a number from 0 to 999");
        assertThat(mistakes("\"44\": null")).containsExactly("m.json:6:7 44: null says nothing; leave it out");
    }

    @Test
    void shouldRefusePartsOfWhatIsNoComposite() {
        assertThat(mistakes("\"44\": { " + STRING + ", " + BY_INT + ", " + PARTS + ",\n \"bitmap\": {},\n"
                        + " \"disableAutoExpand\": true }"))
                .containsExactly(
                        "m.json:6:78 DE 44 tag: only a Composite has it",
                        "m.json:6:113 DE 44 subfields: only a Composite has it",
                        "m.json:7:2 DE 44 bitmap: only a Composite has it",
                        "m.json:8:2 DE 44 disableAutoExpand: only a Bitmap has it");
        assertThat(ImportMistakes.ofMoov(HEAD.replace(
                                "\"prefix\": \"ASCII.Fixed\" },\n    \"1\"",
                                "\"prefix\": \"ASCII.Fixed\", \"tag\": {} },\n    \"1\"")
                        + "\"44\": { " + STRING + " } } }"))
                .containsExactly("m.json:3:84 DE 0 tag: only a Composite has it");
    }

    @Test
    void shouldRefusePaddingThatMoovDoesNotKnow() {
        String known = "padding: Left or Right with a pad of one printable character, or None without";
        for (String padding : List.of(
                "\"type\": \"Centre\", \"pad\": \"0\"",
                "\"type\": \"Left\", \"pad\": \"00\"",
                "\"type\": \"Right\"",
                "\"type\": \"Left\", \"pad\": \"é\"",
                "\"type\": \"None\", \"pad\": \"0\"",
                "\"pad\": \"0\"")) {
            assertThat(mistakes("\"44\": { " + FIXED + ", \"padding\": { " + padding + " } }"))
                    .as(padding)
                    .containsExactly("m.json:6:81 DE 44 " + known);
        }
        assertThat(mistakes(composite(BY_INT + ", \"padding\": { \"type\": \"Left\", \"pad\": \"0\" }", PARTS)))
                .containsExactly("m.json:6:101 DE 48 padding: a Composite is not filled up");
        assertThat(mistakes("\"44\": { " + STRING + ", \"padding\": { \"type\": \"Left\", \"pad\": \"0\" } }"))
                .containsExactly("m.json:6:78 DE 44 padding: a value with a length in front is written as long as it is"
                        + " here, not filled up");
    }

    @Test
    void shouldRefusePrefixesThatMoovDoesNotKnow() {
        for (String prefix : List.of(
                "Foo.Fixed",
                ".Fixed",
                "Fixed",
                "ASCII.fixed",
                "Hex.LLLL",
                "Binary.LLLL",
                "BCD.",
                "ASCII.LLLLLLL",
                "EBCDIC1047",
                "Foo.LL",
                "")) {
            assertThat(mistakes("\"44\": { " + STRING.replace("ASCII.LL", prefix) + " }"))
                    .as(prefix)
                    .singleElement()
                    .asString()
                    .startsWith("m.json:6:56 DE 44 prefix: one of ASCII, BCD, EBCDIC, EBCDIC1047 with .Fixed or");
        }
        assertThat(mistakes("\"44\": { " + STRING.replace("ASCII.LL", "None.Fixed") + " }"))
                .containsExactly(
                        "m.json:6:56 DE 44 prefix: moov takes the rest of the message then; a value has a length here");
        assertThat(ImportMistakes.ofMoov(
                        HEAD.replaceFirst("ASCII.Fixed", "Foo.Fixed") + "\"44\": { " + STRING + " } } }"))
                .containsExactly("m.json:3:10 MTI: field 0 must be a String of length 4 in ASCII, EBCDIC or BCD, its"
                        + " prefix the same with .Fixed");
    }

    @Test
    void shouldRefuseBitmapsThatAreNotThoseOfTheStandard() {
        String lengths = "moov writes each bitmap in 16 bytes then, whatever bit 1 says; 8 is what ISO 8583 has, each"
                + " announcing the next";
        String end = "\"44\": { " + STRING + " } } }";
        assertThat(ImportMistakes.ofMoov(HEAD.replace("\"length\": 8", "\"length\": 16") + end))
                .containsExactly("m.json:4:30 DE 1 length: " + lengths);
        assertThat(ImportMistakes.ofMoov(
                        HEAD.replace("\"length\": 8", "\"disableAutoExpand\": true, \"length\": 16") + end))
                .containsExactly("m.json:4:57 DE 1 length: " + lengths);
        assertThat(ImportMistakes.ofMoov(HEAD.replace("Binary.Fixed", "Binary.LL") + end))
                .containsExactly("m.json:4:60 DE 1 prefix: a Bitmap has none: Binary.Fixed, Hex.Fixed or another .Fixed"
                        + " but None.Fixed");
        assertThat(ImportMistakes.ofMoov(HEAD.replace("\"length\": 8", "\"length\": 8, \"padding\": {}") + end))
                .containsExactly("m.json:4:43 DE 1 padding: a Bitmap is not filled up");
    }

    @Test
    void shouldSayWhatABitmapLeavesOut() throws ConfigException {
        String more = "\"65\": { " + STRING + " }, \"129\": { " + STRING + " }, \"130\": { " + STRING
                + " }, \"193\": { " + STRING + " } } }";
        assertThat(imported(HEAD + more).notes())
                .containsExactly(
                        "DE 65: left out: its bit announces another bitmap; a message with this bit is refused",
                        "DE 129: left out: its bit announces another bitmap; a message with this bit is refused",
                        "DE 193: left out: a fourth bitmap would announce it; a message with one is refused");
        ImportedDialect single = imported(HEAD.replace("\"length\": 8", "\"disableautoexpand\": true") + more);
        assertThat(single.notes())
                .startsWith(
                        "DE 1: disableAutoExpand: moov passes over bit 1; here it announces a second bitmap",
                        "DE 65: left out: no bit reaches it");
        assertThat(single.dialect().declares(130)).isFalse();
    }

    @Test
    void shouldRefuseCompositesThatMoovCouldNotDivide() {
        assertThat(mistakes(composite(BY_INT, "\"subfields\": {}")))
                .containsExactly("m.json:6:101 DE 48 subfields: a Composite has subfields");
        String either = "a Composite has either a tag or a bitmap: by one of them moov divides it";
        assertThat(mistakes(composite("\"description\": \"\"", PARTS))).containsExactly("m.json:6:7 DE 48: " + either);
        assertThat(mistakes(composite(BY_INT + ", \"bitmap\": {}", PARTS)))
                .containsExactly("m.json:6:101 DE 48 bitmap: " + either);
        String bitmap = "\"bitmap\": { \"length\": 2, \"enc\": \"Binary\", \"prefix\": \"Binary.Fixed\"";
        assertThat(mistakes(composite(bitmap + " }", PARTS)))
                .containsExactly("m.json:6:76 DE 48 bitmap: must be true in a Composite, as for moov");
        assertThat(mistakes(composite(
                        bitmap + ", \"disableAutoExpand\": true, \"type\": \"String\" }",
                        PARTS.replace("\"1\"", "\"01\""))))
                .containsExactly(
                        "m.json:6:161 DE 48 bitmap type: must be Bitmap",
                        "m.json:6:202 DE 48.01: a part behind a bitmap has the number of its bit: 1, 2, 3 …");
    }

    @Test
    void shouldRefuseOrdersThatAreNotCertain() {
        assertThat(mistakes(composite("\"tag\": { \"sort\": \"StringsBySize\" }", PARTS)))
                .containsExactly(
                        "m.json:6:75 DE 48 tag sort: the order of the parts: Strings, StringsByInt or StringsByHex");
        assertThat(mistakes(composite("\"tag\": {}", PARTS)))
                .containsExactly(
                        "m.json:6:73 DE 48 tag: the order of the parts: Strings, StringsByInt or StringsByHex");
        String three =
                "\"subfields\": { \"2\": { " + FIXED + " }, \"10\": { " + FIXED + " }, \"1A\": { " + FIXED + " } }";
        assertThat(mistakes(composite(BY_INT, three)))
                .containsExactly("m.json:6:75 DE 48 tag sort: StringsByInt puts [2, 10, 1A] into no certain order");
        assertThat(mistakes(composite(
                        "\"tag\": { \"sort\": \"Strings\", \"length\": 2, \"skipUnknownTLVTags\": true }", PARTS)))
                .containsExactly(
                        "m.json:6:94 DE 48 tag length: only tags on the wire have it, which enc brings about",
                        "m.json:6:107 DE 48 tag skipUnknownTLVTags: only tags on the wire have it, which enc brings about");
    }

    @Test
    void shouldRefuseTagsThatMoovWouldNotFindAgain() {
        String tag = "\"tag\": { \"sort\": \"Strings\", \"length\": 2, \"enc\": \"ASCII\"";
        String parts = "\"subfields\": {\n \"00\": { " + STRING + " },\n \"7\": { " + STRING + " } }";
        String demand = "a tag has 2 characters here";
        assertThat(mistakes(composite(tag + " }", parts))).containsExactly("m.json:8:7 DE 48.7: " + demand);
        assertThat(mistakes(composite(tag + ", \"padding\": { \"type\": \"Left\", \"pad\": \"0\" } }", parts)))
                .containsExactly("m.json:7:8 DE 48.00: " + demand + ", with its padding, which moov takes off again");
        assertThat(mistakes(composite(tag.replace("ASCII", "HexToASCII") + " }", PARTS.replace("Fixed", "LL"))))
                .containsExactly(
                        "m.json:6:107 DE 48 tag enc: ASCII, EBCDIC, EBCDIC1047, Binary, BCD, LBCD, ASCIIToHex or"
                                + " BerTLVTag; none by position");
        assertThat(mistakes(composite(tag + ", \"prefUnknownTLV\": \"ASCII.LLL\" }", parts.replace("\"7\"", "\"07\""))))
                .containsExactly("m.json:6:123 DE 48 tag prefUnknownTLV: the same prefix as of the known ones");
        assertThat(mistakes(composite(tag.replace("2", "9") + " }", parts)))
                .containsExactly("m.json:6:94 DE 48 tag length: a tag is 1 to 8 long");
    }

    @Test
    void shouldRefuseBerTlvThatIsNone() {
        String tag = "\"tag\": { \"sort\": \"StringsByHex\", \"enc\": \"BerTLVTag\"";
        assertThat(mistakes(composite(tag + " }", """
                        "subfields": {
                          "5A": { "type": "String", "length": 9, "enc": "ASCII", "prefix": "Binary.L" },
                          "57": { "type": "String", "length": 9, "enc": "BCD", "prefix": "BerTLV" },
                          "9f26": { "type": "Hex", "enc": "Binary", "prefix": "BerTLV" } }""")))
                .containsExactly(
                        "m.json:7:58 DE 48.5A prefix: BerTLV, behind a tag of BER-TLV",
                        "m.json:8:42 DE 48.57 enc: moov's length counts digits or bytes of the value then, that of BER-TLV"
                                + " those sent",
                        "m.json:9:11 DE 48.9f26: a tag of BER-TLV is written in hex digits, in capitals");
        assertThat(mistakes(composite(tag + ", \"length\": 2 }", PARTS)))
                .contains("m.json:6:119 DE 48 tag length: a tag of BER-TLV says its own length");
    }

    @Test
    void shouldRefuseTracksInPackedDigits() {
        assertThat(mistakes(
                        "\"35\": { \"type\": \"Track2\", \"length\": 37, \"enc\": \"BCD\", \"prefix\": \"BCD.LL\" }"))
                .containsExactly("m.json:6:41 DE 35 enc: moov packs digits only, and tracks have separators");
    }

    @Test
    void shouldNoteWhatMoovPassesOver() throws ConfigException {
        String fields = composite(BY_INT + ", \"enc\": \"EBCDIC\"", PARTS) + ",\n"
                + "\"55\": { \"type\": \"Composite\", \"length\": 99, \"prefix\": \"ASCII.LLL\", \"tag\": { \"sort\": \"StringsByHex\","
                + " \"enc\": \"BerTLVTag\", \"skipUnknownTLVTags\": true }, \"subfields\": { \"9F26\": { \"type\": \"Hex\","
                + " \"enc\": \"Binary\", \"prefix\": \"BerTLV\" } } },\n"
                + "\"64\": { \"type\": \"Binary\", \"length\": 8, \"enc\": \"Binary\", \"prefix\": \"Hex.Fixed\" } } }";
        assertThat(imported(HEAD + fields).notes())
                .containsExactly(
                        "DE 48: enc has no effect upon a Composite, for moov neither",
                        "DE 55: unknown tags are kept and passed on here; moov drops them",
                        "DE 64: Hex.Fixed: moov reads the length and writes values of twice the length only; here both"
                                + " are the length");
    }

    @Test
    void shouldTellWhereTheResponseCodeStandsWhenNoBitReachesIt() {
        String noBit = HEAD.replace("\"39\"", "\"129\"");
        assertThat(ImportMistakes.ofMoov(noBit + "\"44\": { " + STRING + " } } }"))
                .as("none")
                .singleElement()
                .asString()
                .startsWith("m.json:1:1 DE 39: the response code has 2, 3 or 4 characters");
    }

    private static String composite(String divided, String parts) {
        return "\"48\": { \"type\": \"Composite\", \"length\": 99, \"prefix\": \"ASCII.LL\", " + divided + ", " + parts
                + " }";
    }

    private static List<String> mistakes(String field) {
        return ImportMistakes.ofMoov(HEAD + field + " } }");
    }

    private static ImportedDialect imported(String json) throws ConfigException {
        return DialectSources.importMoov("m", "m.json", json.getBytes(StandardCharsets.UTF_8));
    }
}
