package io.wasl.codec;

import static io.wasl.codec.Divided.latin;
import static io.wasl.codec.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One composite of each kind, its bytes written by hand: {@code element | wire of DE 3 | path=neutral …}. Every vector is
 * read, and written part by part from nothing.
 */
final class PartFormsTest {

    private static final String BYTES = "type: b...999\nprefix: binary\nparts: ";
    private static final String TEXT = "type: any...999\nparts: ";
    private static final String BER = "form: ber-tlv, encodings: { n: bcd, z: bcd }, odd-digits: { filler: f }";

    static Stream<Arguments> positional() {
        return Stream.of(
                vector(
                        "type: n6\nparts: { form: positional, fields: { 1-3: { type: n2 } } }",
                        "303034303230",
                        "3.1=00",
                        "3.2=40",
                        "3.3=20"),
                // packed digits do not divide at bytes: 11 digits take five and a half
                vector(
                        "type: n22\nencoding: bcd\nparts: { form: positional, fields: { 1-2: { type: n11 } } }",
                        "0000001234500000067890",
                        "3.1=00000012345",
                        "3.2=00000067890"),
                vector(
                        "type: n5\nencoding: bcd\nodd-digits: left\n"
                                + "parts: { form: positional, fields: { 1: { type: n2 }, 2: { type: n3 } } }",
                        "012345",
                        "3.1=12",
                        "3.2=345"),
                // parts with lengths of their own, then the rest
                vector(
                        TEXT + "{ form: positional, fields: { 1: { type: a1 }, 2: { type: ans..20 },"
                                + " 3: { type: ans...99, rest: true } } }",
                        "303037" + "52" + "3032" + "4142" + "5A5A",
                        "3.1=R",
                        "3.2=AB",
                        "3.3=ZZ"),
                // filled to its place on the left, whatever its prefix says
                vector(
                        BYTES + "{ form: positional, fields: { 1: { type: ans..6, prefix: ascii,"
                                + " pad: { to-maximum: true, side: left, fill: '-' } }, 2: { type: n1 } } }",
                        "0009" + "3033" + "2D2D2D616263" + "37",
                        "3.1=abc",
                        "3.2=7"),
                // EBCDIC throughout
                vector(
                        "type: ans...99\nencoding: ebcdic\nprefix: ebcdic\n"
                                + "parts: { form: positional, encodings: { n: ebcdic, ans: ebcdic }, prefix: ebcdic,"
                                + " fields: { 1: { type: n3 }, 2: { type: ans..9 } } }",
                        "F0F0F7" + "F0F4F2" + "F0F2" + "C1C2",
                        "3.1=042",
                        "3.2=AB"),
                // hex text, whose bytes are the parts'
                vector(
                        "type: b32\nencoding: hex\n"
                                + "parts: { form: positional, fields: { 1: { type: b8 }, 2: { type: n6, encoding: bcd } } }",
                        "4130" + "303031323334",
                        "3.1=\u00A0",
                        "3.2=001234"));
    }

    static Stream<Arguments> berTlv() {
        return Stream.of(
                // EMV Book 3 B1: tags of one and two bytes; Annex A: cn is filled with nibbles F on the right
                vector(
                        BYTES + "{ " + BER + ", fields: { 9F02: { type: n12 }, 5A: { type: n..19 } } }",
                        "0013" + "9F0206000000012345" + "5A08476173900101010F",
                        "3.9F02=000000012345",
                        "3.5A=476173900101010"),
                // a fixed part is filled up: the length is that of its place
                vector(
                        BYTES + "{ " + BER
                                + ", fields: { 50: { type: an6, pad: { side: right, fill: '*', trim: true } },"
                                + " 8A: { type: an2 } } }",
                        "000C" + "5006" + "6162632A2A2A" + "8A023030",
                        "3.50=abc",
                        "3.8A=00"),
                // tags of three and four bytes (ISO/IEC 8825-1 8.1.2.4), known to nobody: bytes
                vector(
                        BYTES + "{ " + BER + ", fields: {} }",
                        "000D" + "DF810102AABB" + "DF81810A02CCDD",
                        "3.DF8101=\u00AA\u00BB",
                        "3.DF81810A=\u00CC\u00DD"),
                // ISO/IEC 8825-1 8.1.3.4 and .5: the short form up to 127, from 128 on the long one
                vector(
                        BYTES + "{ " + BER + ", fields: { 50: { type: ans...200 } } }",
                        "0081" + "507F" + "78".repeat(127),
                        "3.50=" + "x".repeat(127)),
                vector(
                        BYTES + "{ " + BER + ", fields: { 50: { type: ans...200 } } }",
                        "0083" + "508180" + "78".repeat(128),
                        "3.50=" + "x".repeat(128)),
                vector(
                        BYTES + "{ " + BER + ", fields: { 50: { type: ans...300 } } }",
                        "0104" + "50820100" + "78".repeat(256),
                        "3.50=" + "x".repeat(256)),
                // EMV Book 3 B2: constructed, b6 of the tag, objects within objects
                vector(
                        BYTES + "{ " + BER + ", fields: { 71: { type: b...255, parts: { form: ber-tlv, fields: {"
                                + " 9F18: { type: b32 }, 86: { type: b...99 } } } }, 8A: { type: an2 } } }",
                        "0013" + "710D" + "9F180401020304" + "860411223344" + "8A023030",
                        "3.71.9F18=\u0001\u0002\u0003\u0004",
                        "3.71.86=\u0011\"3D",
                        "3.8A=00"),
                // the whole element as hex text
                vector(
                        "type: b...999\nencoding: hex\nparts: { " + BER + ", fields: { 9F36: { type: b16 } } }",
                        "303035" + "39463336303230303437",
                        "3.9F36=\u0000G"),
                vector(
                        "type: b...999\nencoding: hex-ebcdic\nprefix: ebcdic\n" + "parts: { " + BER
                                + ", fields: { 9F36: { type: b16 } } }",
                        "F0F0F5" + "F9C6F3F6F0F2F0F0F4F7",
                        "3.9F36=\u0000G"));
    }

    static Stream<Arguments> tagged() {
        return Stream.of(
                tag("tag: { bytes: 2, encoding: ascii }, length: { bytes: 2, encoding: ascii }", "3031 3033 414243"),
                tag("tag: { bytes: 2, encoding: ascii }, length: { bytes: 3, encoding: ascii }", "3031 303033 414243"),
                tag("tag: { bytes: 2, encoding: ebcdic }, length: { bytes: 2, encoding: ebcdic }", "F0F1 F0F3 414243"),
                tag("tag: { bytes: 1, encoding: bcd }, length: { bytes: 1, encoding: bcd }", "01 03 414243"),
                tag("tag: { bytes: 1, encoding: binary }, length: { bytes: 2, encoding: binary }", "01 0003 414243"),
                tag("tag: { bytes: 1, encoding: binary }, length: { bytes: 2, encoding: hex }", "01 3033 414243"),
                tag("tag: { bytes: 1, encoding: binary }, length: { encoding: ber }", "01 03 414243"),
                // the length in front; counting the tag; counting itself
                tag(
                        "order: length-tag, tag: { bytes: 2, encoding: ascii }, length: { bytes: 1, encoding: binary }",
                        "03 3031 414243"),
                tag(
                        "order: length-tag, tag: { bytes: 2, encoding: ascii },"
                                + " length: { bytes: 2, encoding: bcd, counts-tag: true }",
                        "0005 3031 414243"),
                tag(
                        "tag: { bytes: 2, encoding: ascii },"
                                + " length: { bytes: 3, encoding: ascii, inclusive: true, counts-tag: true }",
                        "3031 303038 414243"),
                // digits or bytes
                vector(
                        BYTES + "{ form: tagged, tag: { bytes: 1, encoding: bcd }, length: { bytes: 1, encoding: bcd,"
                                + " counts: characters }, encodings: { n: bcd }, fields: { 01: { type: n..9 } } }",
                        "0004" + "0103" + "1230",
                        "3.01=123"),
                vector(
                        BYTES + "{ form: tagged, tag: { bytes: 1, encoding: bcd }, length: { bytes: 1, encoding: bcd },"
                                + " encodings: { n: bcd }, odd-digits: { filler: f }, fields: { 01: { type: n..9 } } }",
                        "0004" + "0102" + "123F",
                        "3.01=123"));
    }

    /** DE 3 with tag 01, which holds ABC. */
    private static Arguments tag(String form, String object) {
        String content = object.replace(" ", "");
        return vector(
                BYTES + "{ form: tagged, " + form + ", fields: { 01: { type: ans..50 } } }",
                String.format("%04X", content.length() / 2) + content,
                "3.01=ABC");
    }

    static Stream<Arguments> bitmap() {
        return Stream.of(
                vector(
                        BYTES + "{ form: bitmap, bitmap: binary, bits: 24, fields: { 1: { type: n4, encoding: bcd },"
                                + " 3: { type: an2 }, 24: { type: ans..9 } } }",
                        "000B" + "A00001" + "1234" + "4142" + "303278" + "79",
                        "3.1=1234",
                        "3.3=AB",
                        "3.24=xy"),
                vector(
                        TEXT + "{ form: bitmap, bitmap: hex, bits: 8, fields: { 2: { type: an2 }, 8: { type: n1 } } }",
                        "303035" + "3431" + "4142" + "37",
                        "3.2=AB",
                        "3.8=7"),
                vector(
                        BYTES + "{ form: bitmap, bitmap: hex-ebcdic, bits: 8, fields: { 1: { type: an2 } } }",
                        "0004" + "F8F0" + "4142",
                        "3.1=AB"),
                vector(
                        BYTES + "{ form: bitmap, bitmap: binary, bits: 128, fields: { 2: { type: an1 },"
                                + " 64: { type: an1 }, 65: { type: an1 }, 128: { type: an1 } } }",
                        "0014" + "4000000000000001" + "8000000000000001" + "41424344",
                        "3.2=A",
                        "3.64=B",
                        "3.65=C",
                        "3.128=D"),
                // a second bitmap, announced by bit 1, only where it is needed
                vector(
                        BYTES + "{ form: bitmap, bitmap: binary, bits: 64, continued: true, fields: {"
                                + " 3: { type: an1 }, 66: { type: an1 } } }",
                        "0009" + "2000000000000000" + "41",
                        "3.3=A"),
                vector(
                        BYTES + "{ form: bitmap, bitmap: binary, bits: 64, continued: true, fields: {"
                                + " 3: { type: an1 }, 66: { type: an1 } } }",
                        "0012" + "A000000000000000" + "4000000000000000" + "4142",
                        "3.3=A",
                        "3.66=B"),
                vector(
                        BYTES + "{ form: bitmap, bitmap: binary, bits: 16, continued: true, fields: {"
                                + " 3: { type: an1 }, 18: { type: an1 } } }",
                        "0006" + "A000" + "4000" + "4142",
                        "3.3=A",
                        "3.18=B"),
                // DE 127 style: bitmaps within bitmaps, tags within those
                vector(
                        BYTES + "{ form: bitmap, bitmap: binary, bits: 64, fields: { 2: { type: ans..32 }, 25: {"
                                + " type: b....9999, prefix: ascii, parts: { form: bitmap, bitmap: binary, bits: 16,"
                                + " fields: { 3: { type: n6 }, 5: { type: b..99, parts: { form: ber-tlv, fields: {"
                                + " 95: { type: b40 } } } } } } } } }",
                        "0020" + "4000008000000000" + "30314B" + "30303137" + "2800" + "303030303432" + "3037"
                                + "95050102030405",
                        "3.2=K",
                        "3.25.3=000042",
                        "3.25.5.95=\u0001\u0002\u0003\u0004\u0005"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"positional", "berTlv", "tagged", "bitmap"})
    void shouldReadAndWriteTheVector(String element, byte[] wire, String[] values) throws Exception {
        Dialect dialect = Divided.dialect(element);
        byte[] message = Divided.message(wire);
        MessageView view = Divided.view(dialect, message);
        MessageWriter writer = new MessageWriter().begin(dialect, 0x0100);
        for (String value : values) {
            PartPath path = PartPath.of(dialect, value.substring(0, value.indexOf('=')));
            byte[] neutral = latin(value.substring(value.indexOf('=') + 1));
            assertThat(Divided.read(view, path)).as(value).isEqualTo(neutral);
            writer.set(path, neutral, 0, neutral.length);
        }
        assertThat(Messages.hex(Messages.encode(writer))).isEqualTo(Messages.hex(message));
        shouldBeWhole(dialect, message);
    }

    /** Going through all parts finds nothing wrong; cut anywhere, whatever is said is said without an exception. */
    private static void shouldBeWhole(Dialect dialect, byte[] message) {
        MessageView view = Divided.view(dialect, message);
        PartView part = new PartView();
        int count = 0;
        for (part.begin(view, 3); part.next(); count++) {
            assertThat(part.offset()).isBetween(Divided.HEADER_BYTES, message.length);
            assertThat(part.offset() + part.length()).isLessThanOrEqualTo(message.length);
        }
        assertThat(part.isDamaged()).isFalse();
        assertThat(count).isPositive();
        for (int end = 0; end < message.length; end++) {
            assertThat(view.decode(dialect, Arrays.copyOf(message, end), 0, end))
                    .isFalse();
        }
    }

    private static Arguments vector(String element, String wire, String... values) {
        return Arguments.of(element, hex(wire), values);
    }
}
