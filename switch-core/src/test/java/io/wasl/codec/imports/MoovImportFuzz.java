package io.wasl.codec.imports;

import io.wasl.codec.Dialects;
import io.wasl.config.ConfigException;
import io.wasl.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** JSON specifications of moov's iso8583: a dialect whose text loads, or errors with their places. */
public final class MoovImportFuzz implements FuzzTarget {

    private static final String FILE = "fuzz.json";
    private static final String HEAD = """
            { "name": "seed", "fields": {
              "0": { "type": "String", "length": 4, "enc": "ASCII", "prefix": "ASCII.Fixed" },
              "1": { "type": "Bitmap", "length": 8, "enc": "HexToASCII", "prefix": "Hex.Fixed" },
              "39": { "type": "String", "length": 2, "enc": "ASCII", "prefix": "ASCII.Fixed" },
            """;
    private static final String PLAIN = HEAD + """
              "2": { "type": "Numeric", "length": 19, "enc": "BCD", "prefix": "BCD.LL" },
              "3": { "type": "Numeric", "length": 6, "enc": "ASCII", "prefix": "ASCII.Fixed",
                     "padding": { "type": "Left", "pad": "0" } },
              "35": { "type": "Track2", "length": 37, "enc": "ASCII", "prefix": "ASCII.LL" },
              "44": { "type": "String", "length": 25, "description": "\\u00e9 \\"more\\"", "enc": "EBCDIC", "prefix": "EBCDIC.LL" },
              "64": { "type": "Binary", "length": 8, "enc": "Binary", "prefix": "Binary.Fixed" } } }
            """;
    private static final String DIVIDED = HEAD + """
              "48": { "type": "Composite", "length": 99, "prefix": "ASCII.LLL", "tag": { "sort": "StringsByInt" },
                "subfields": { "1": { "type": "String", "length": 2, "enc": "ASCII", "prefix": "ASCII.Fixed" },
                  "2": { "type": "Composite", "length": 50, "prefix": "ASCII.LL",
                    "bitmap": { "type": "Bitmap", "length": 8, "enc": "Binary", "prefix": "Binary.Fixed",
                                "disableAutoExpand": true },
                    "subfields": { "3": { "type": "Numeric", "length": 4, "enc": "BCD", "prefix": "BCD.Fixed" } } } } },
              "55": { "type": "Composite", "length": 255, "prefix": "ASCII.LLL",
                "tag": { "sort": "StringsByHex", "enc": "BerTLVTag", "skipUnknownTLVTags": true },
                "subfields": { "9F26": { "type": "Hex", "enc": "Binary", "prefix": "BerTLV" } } },
              "60": { "type": "Composite", "length": 255, "prefix": "ASCII.LLL",
                "tag": { "length": 2, "enc": "ASCII", "sort": "StringsByInt", "padding": { "type": "Left", "pad": "0" } },
                "subfields": { "1": { "type": "String", "length": 9, "enc": "ASCII", "prefix": "ASCII.LL" } } } } }
            """;

    @Override
    public void run(byte[] input) throws ConfigException {
        ImportedDialect imported;
        try {
            imported = DialectSources.importMoov("fuzz", FILE, input);
        } catch (ConfigException e) {
            String text = new String(input, StandardCharsets.UTF_8);
            ImportPromises.check(
                    e, FILE, text.chars().filter(c -> c == '\n' || c == '\r').count() + 1);
            return;
        }
        ImportPromises.check(imported, input.length);
        Dialects.parse("fuzz", "fuzz.yaml", imported.yaml());
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(PLAIN, DIVIDED, "\uFEFF" + PLAIN, "{ \"fields\": { \"39\": null, \"0\": [ 1, { } ] } }")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
