package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wasl.config.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that means nothing where it stands is an error at its value; the same key where it means something is none. */
final class DialectKeysTest {

    private static final String HEAD = "version: 1987\nmti: bcd\nbitmap: binary\nprefix: bcd\n";
    private static final String ELEMENTS = "elements:\n  39: { type: an2 }\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    type: n6, prefix: bcd | prefix | a fixed value has no length in front of it
                    type: n6, prefix-bytes: 2 | prefix-bytes | a fixed value has no length in front of it
                    type: n6, counts: characters | counts | a fixed value has no length in front of it
                    type: n6, inclusive: false | inclusive | a fixed value has no length in front of it
                    type: ans..9, prefix: ber, inclusive: false | inclusive | a ber length never counts itself
                    type: n5, odd-digits: right | odd-digits | is for packed digits, and this is in ascii
                    type: ans..9, odd-digits: left | odd-digits | is for packed digits, and this is in ascii
                    type: ans..9, filler: f | filler | is for packed digits, and this is in ascii
                    type: b64, encoding: binary, filler: 0 | filler | is for packed digits, and this is in binary
                    type: b..8, encoding: hex, filler: 0 | filler | is for packed digits, and this is in hex
                    type: z..37, encoding: ebcdic, odd-digits: left | odd-digits | is for packed digits, and this is in ebcdic
                    type: x+n7, encoding: overpunched, odd-digits: left | odd-digits | is for packed digits, and this is in overpunched
                    type: n6, encoding: bcd, odd-digits: right | odd-digits | an even number of digits fills whole bytes
                    type: n6, encoding: bcd, filler: f | filler | an even number of digits fills whole bytes
                    type: z38, encoding: bcd, filler: f | filler | an even number of digits fills whole bytes
                    type: x+n8, encoding: bcd, odd-digits: right | odd-digits | an even number of digits fills whole bytes
                    type: x+n8, encoding: bcd-ebcdic-sign, filler: f | filler | an even number of digits fills whole bytes
                    type: n6, encoding: bcd, pad: { side: left } | pad | is for text and for digits of one byte each
                    type: b64, encoding: hex, pad: { fill: 0 } | pad | is for text and for digits of one byte each
                    type: b64, encoding: binary, pad: { trim: true } | pad | is for text and for digits of one byte each
                    type: x+n8, pad: { side: left } | pad | is for text and for digits of one byte each
                    type: z37, pad: { side: left } | pad | is for text and for digits of one byte each
                    type: ans..9, pad: { side: left } | pad | a variable value is filled up only with to-maximum: true
                    type: ans..9, pad: { fill: x } | pad | a variable value is filled up only with to-maximum: true
                    type: ans..9, pad: { to-maximum: false } | pad | a variable value is filled up only with to-maximum: true
                    type: ans..9, pad: { to-maximum: true, trim: false } | pad.trim | a variable value has a prefix that tells where it ends
                    type: ans9, pad: { to-maximum: false } | pad.to-maximum | a fixed value always takes its length
                    type: any9, pad: { fill: x } | pad | any is filled up only where trim: true takes the filling off again
                    type: ans9, pad: {} | pad | says nothing; one of side, fill, trim, to-maximum
                    type: n9, sensitivity: open, store: false | store | is for opaque elements; what others may be stored as is fixed
                    """)
    void shouldRefuseAnElementsKeyThatMeansNothing(String element, String key, String reason) {
        assertThat(errors("elements:\n  39: { type: an2 }\n  3: { " + element + " }\n"))
                .containsExactly("elements.3." + key + ": " + reason);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "type: n..6, prefix: ascii, prefix-bytes: 3, counts: characters, inclusive: true",
                "type: n..6, counts: bytes",
                "type: ans..25, counts: bytes, inclusive: false",
                "type: n..6, encoding: bcd, odd-digits: left, filler: f",
                "type: n5, encoding: bcd, odd-digits: right, filler: f",
                "type: z37, encoding: bcd, odd-digits: right",
                "type: x+n7, encoding: bcd, odd-digits: right, filler: f",
                "type: x+n7, encoding: bcd-ebcdic-sign, odd-digits: right",
                "type: ans9, pad: { side: left }",
                "type: ans9, pad: { side: right, fill: ' ', trim: false }",
                "type: any9, pad: { trim: true }",
                "type: any..9, pad: { to-maximum: true }",
                "type: n9, encoding: ebcdic, pad: { side: right, fill: '9' }",
                "type: ans9, store: false",
                "type: n6, encoding: bcd, parts: { form: positional, fields: {"
                        + " 1: { type: n3, pad: { side: right, fill: '9' } }, 2: { type: n3 } } }",
            })
    void shouldTakeAKeyThatMeansSomething(String element) {
        assertThat(errors("elements:\n  39: { type: an2 }\n  3: { " + element + " }\n"))
                .isEmpty();
    }

    /** Of what stands at the head; a default that nobody takes is none of them. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    encodings: { ans: bcd } | encodings.ans: ans cannot be written in bcd; b takes hex, hex-ebcdic or binary, the others ascii or ebcdic, n x+n z also bcd, x+n also overpunched
                    encodings: { b: ascii } | encodings.b: b cannot be written in ascii; b takes hex, hex-ebcdic or binary, the others ascii or ebcdic, n x+n z also bcd, x+n also overpunched
                    odd-digits: {} | odd-digits: says nothing; one of fixed, variable, filler
                    odd-digits: { side: left } | odd-digits.side: unknown; one of fixed, variable, filler
                    """)
    void shouldRefuseWhatTheHeadCannotMean(String line, String error) {
        assertThat(errors(line + "\n" + ELEMENTS)).containsExactly(error);
    }

    @Test
    void shouldTakeDefaultsThatNothingTakes() {
        assertThat(errors("encodings: { z: bcd, b: hex }\ncounts: bytes\nodd-digits: { fixed: right, filler: f }\n"
                        + "tertiary: none\n" + ELEMENTS))
                .isEmpty();
        assertThat(errors("bitmap: none\ntertiary: element\n", ELEMENTS)).contains("tertiary: there are no bitmaps");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    form: positional, encodings: { n: ascii }, fields: { 1: { type: n6 } } | encodings | parts of packed digits are digits, which have no writing of their own
                    form: positional, odd-digits: { fixed: left }, fields: { 1: { type: n6 } } | odd-digits | parts of packed digits are digits, which have no writing of their own
                    form: positional, prefix: bcd, fields: { 1: { type: n6 } } | prefix | within packed digits a length is digits too: ascii
                    form: positional, counts: bytes, fields: { 1: { type: n6 } } | counts | within packed digits a length counts digits: characters
                    form: positional, fields: { 1: { type: n..5, counts: bytes, prefix: ascii } } | fields.1.counts | within packed digits a length counts digits: characters
                    form: positional, fields: { 1: { type: n6, encoding: ascii } } | fields.1.encoding | parts of packed digits are digits, which have no writing of their own
                    form: positional, fields: { 1: { type: n3, odd-digits: left }, 2: { type: n3 } } | fields.1.odd-digits | parts of packed digits are digits, which have no writing of their own
                    form: positional, fields: { 1: { type: n6, pad: { fill: x, trim: true } } } | fields.1.pad.fill | packed digits have room for digits only
                    """)
    void shouldRefuseAKeyOfPartsOfPackedDigits(String parts, String key, String reason) {
        assertThat(errors("encodings: { n: bcd }\nelements:\n  39: { type: an2 }\n" + "  3: { type: n6, parts: { "
                        + parts + " } }\n"))
                .containsExactly("elements.3.parts." + key + ": " + reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    form: ber-tlv, prefix: binary, fields: { 9F36: { type: b16 } } | prefix | what has a tag has its length there, and no part is divided
                    form: ber-tlv, counts: bytes, fields: {} | counts | what has a tag has its length there, and no part is divided
                    form: ber-tlv, fields: { 9F36: { type: b16, counts: bytes } } | fields.9F36.counts | the part has no length of its own; it is said around it
                    form: ber-tlv, fields: { 9F36: { type: b16, rest: false } } | fields.9F36.rest | is for the last of positional parts
                    form: ber-tlv, fields: { 50: { type: ans..9, pad: { side: left } } } | fields.50.pad | the length is said around it, so that nothing is filled up
                    form: bitmap, bitmap: binary, bits: 8, fields: { 1: { type: n1, rest: false } } | fields.1.rest | is for the last of positional parts
                    form: positional, fields: { 1: { type: n1, rest: false } } | fields.1.rest | a fixed part takes its length
                    form: positional, fields: { 1: { type: n1, sensitivity: pan, store: false } } | fields.1.store | is for opaque parts; what others may be stored as is fixed
                    form: positional, order: tag-length, fields: { 1: { type: n1 } } | order | unknown; one of form, check, fields, encodings, prefix, counts, odd-digits
                    form: tagged, tag: { bytes: 2, encoding: ascii }, length: { encoding: ber, inclusive: false }, fields: {} | length.inclusive | a ber length says its own bytes and never counts them
                    form: tagged, tag: { bytes: 2, encoding: ascii }, length: { encoding: ber, bytes: 1 }, fields: {} | length.bytes | a ber length says its own bytes and never counts them
                    """)
    void shouldRefuseAKeyOfPartsThatMeansNothing(String parts, String key, String reason) {
        assertThat(errors("encodings: { b: binary }\nelements:\n  39: { type: an2 }\n"
                        + "  3: { type: b...255, parts: { " + parts + " } }\n"))
                .containsExactly("elements.3.parts." + key + ": " + reason);
    }

    /** What a tagged composite says of prefixes holds for the parts of its parts. */
    @Test
    void shouldTakeThePrefixOfWhatIsDividedFurther() throws ConfigException {
        Dialect dialect = Messages.dialect(HEAD + "encodings: { b: binary }\nelements:\n  39: { type: an2 }\n"
                + "  3: { type: b...255, parts: { form: ber-tlv, prefix: binary, fields: { 71: { type: b..99, parts: {"
                + " form: positional, fields: { 1: { type: ans..9 } } } } } } }\n");
        Composite inner =
                dialect.spec(3).parts().orElseThrow().fields().get(0).parts().orElseThrow();
        assertThat(inner.fields().get(0).value().prefix().encoding()).isEqualTo(LengthPrefix.Encoding.BINARY);
    }

    @Test
    void shouldPlaceTheErrorAtTheKeysValue() {
        ConfigException refused = catchThrowableOfType(
                ConfigException.class,
                () -> Messages.dialect(HEAD + "elements:\n  39: { type: an2 }\n  3: { type: n6, filler: f }\n"));
        assertThat(refused).hasMessage("test.yaml:7:26 elements.3.filler: is for packed digits, and this is in ascii");
    }

    private static List<String> errors(String text) {
        return errors("bitmap: binary\n", text);
    }

    /** Each as {@code key: reason}. */
    private static List<String> errors(String bitmap, String text) {
        try {
            Messages.dialect(HEAD.replace("bitmap: binary\n", bitmap) + text);
            return List.of();
        } catch (ConfigException e) {
            return e.errors().stream()
                    .map(error -> error.key() + ": " + error.reason())
                    .toList();
        }
    }
}
