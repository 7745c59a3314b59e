package io.wasl.codec;

import static io.wasl.codec.Divided.bytes;
import static io.wasl.codec.Divided.message;
import static io.wasl.codec.Divided.view;
import static io.wasl.codec.Messages.ASCII;
import static io.wasl.codec.Messages.BINARY;
import static io.wasl.codec.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.codec.DecodeError.Cause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartViewTest {

    private static final String EMV =
            "{ form: ber-tlv, encodings: { n: bcd, z: bcd }, odd-digits: { filler: f }, fields: {"
                    + " 9F02: { type: n12 }, 9F36: { type: b16 }, 5A: { type: n..19, sensitivity: pan }, 57: { type: z..37 },"
                    + " 71: { type: b..99, parts: { form: ber-tlv, fields: { 86: { type: b..9 } } } } } }";

    private final PartView part = new PartView();

    @Test
    void shouldSkipBytesBetweenObjectsThatMeanNothing() throws Exception {
        // EMV Book 3 B1: 00 before, between and after objects
        MessageView view = view(bytes(EMV), message("0000 9F36020047 00 71060000860111 00 9F0206000000012345 0000"));
        assertThat(Divided.text(view, "3.9F36")).isEqualTo("\0G");
        assertThat(Divided.text(view, "3.71.86")).isEqualTo("\u0011");
        assertThat(Divided.text(view, "3.9F02")).isEqualTo("000000012345");
        assertThat(keys(view)).containsExactly("1 9F36", "1 71", "2 86", "1 9F02");
    }

    @Test
    void shouldReadNumbersTracksAndPlaces() throws Exception {
        MessageView view = view(bytes(EMV), message("9F0206000000012345 57124761739001010010D30122011234567890FF"));
        assertThat(part.find(view, PartPath.of(view.dialect(), "3.9F02"))).isTrue();
        assertThat(part.number()).isEqualTo(12_345);
        assertThat(part.offset()).isEqualTo(Divided.HEADER_BYTES + 5);
        assertThat(part.length()).isEqualTo(6);
        assertThat(part.neutralLength()).isEqualTo(12);
        assertThat(part.same(Divided.latin("000000012345"), 0, 12)).isTrue();
        assertThat(part.same(Divided.latin("000000012346"), 0, 12)).isFalse();
        assertThat(part.same(Divided.latin("000000012345"), 0, 11)).isFalse();
        assertThat(part.neutralByte(7)).isEqualTo('1');
        // two fillers are one digit too many, which track data may hold
        assertThat(Divided.text(view, "3.57")).startsWith("4761739001010010=30122011234567890");
    }

    @Test
    void shouldTellWhereAPartWithinHexAndWithinPackedDigitsIsOnTheWire() throws Exception {
        Dialect hex = Divided.dialect("type: b...999\nencoding: hex\nparts: " + EMV);
        byte[] message = message(Divided.latin("010" + "9F3602004701005A021234".substring(0, 10) + "5A02123F" + "00"));
        MessageView view = view(hex, message);
        assertThat(part.find(view, PartPath.of(hex, "3.9F36"))).isTrue();
        assertThat(part.offset()).isEqualTo(Divided.HEADER_BYTES + 3 + 6);
        assertThat(part.length()).isEqualTo(4);
        assertThat(part.find(view, PartPath.of(hex, "3.5A"))).isTrue();
        assertThat(part.offset()).isEqualTo(Divided.HEADER_BYTES + 3 + 14);
        assertThat(part.length()).isEqualTo(4);
        assertThat(part.neutralLength()).isEqualTo(3);

        Dialect digits = Divided.dialect(
                "type: n7\nencoding: bcd\nodd-digits: left\nparts: { form: positional, fields: { 1: { type: n3 }, 2: {"
                        + " type: n4 } } }");
        view = view(digits, message(hex("01234567")));
        assertThat(part.find(view, PartPath.of(digits, "3.1"))).isTrue();
        assertThat(part.number()).isEqualTo(123);
        assertThat(part.offset()).isEqualTo(Divided.HEADER_BYTES);
        assertThat(part.length()).isEqualTo(2);
        assertThat(part.find(view, PartPath.of(digits, "3.2"))).isTrue();
        assertThat(part.number()).isEqualTo(4567);
        assertThat(part.offset()).isEqualTo(Divided.HEADER_BYTES + 2);
        assertThat(part.length()).isEqualTo(2);
    }

    @Test
    void shouldFindAPartOnlyWhereItIs() throws Exception {
        Dialect dialect = bytes(EMV);
        MessageView view = view(dialect, message("9F36020047"));
        assertThat(part.find(view, PartPath.of(dialect, "3.9F02"))).isFalse();
        assertThat(part.isDamaged()).isFalse();
        assertThat(part.find(view, PartPath.of(dialect, "3.71.86"))).isFalse();
        assertThat(part.isDamaged()).isFalse();
        assertThat(part.find(view, PartPath.of(dialect, "39"))).isFalse();
        assertThat(part.find(view, PartPath.of(dialect, "3"))).isTrue();
        assertThat(part.neutralLength()).isEqualTo(5);
        assertThatThrownBy(part::error).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> part.find(view, PartPath.of(ASCII, "55.9F26")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldLeaveANeighboursDamageToItself() throws Exception {
        Dialect dialect = bytes(EMV);
        // 9F02 is too short, 5A no digits, the object behind 9F36 cut off
        MessageView view = view(dialect, message("9F02020012 5A0112 5A01AB 9F36020047 9F8177"));
        assertThat(Divided.text(view, "3.9F36")).isEqualTo("\0G");
        refused(view, "3.9F02", "3.9F02", 2, Cause.LENGTH_WRONG);
        refused(view, "3.57", "3", 2 + 16, Cause.TRUNCATED);
        assertThat(Divided.text(view, "3.5A")).isEqualTo("12");
    }

    @Test
    void shouldNameThePathOfDamage() throws Exception {
        refused(bytes(EMV), "5A01AB", "3.5A", "3.5A", 4, Cause.WRONG_CHARACTER);
        refused(bytes(EMV), "5A0B1122334455667788990011", "3.5A", "3.5A", 2, Cause.LENGTH_OVER_MAXIMUM);
        refused(bytes(EMV), "5A04123456", "3.5A", "3.5A", 2, Cause.TRUNCATED);
        refused(bytes(EMV), "5A80123456", "3.5A", "3.5A", 3, Cause.LENGTH_UNREADABLE);
        refused(bytes(EMV), "5A8400000001", "3.5A", "3.5A", 3, Cause.LENGTH_UNREADABLE);
        refused(bytes(EMV), "5A83FFFFFF12", "3.5A", "3.5A", 2, Cause.TRUNCATED);
        refused(bytes(EMV), "9F", "3.5A", "3", 2, Cause.TRUNCATED);
        refused(bytes(EMV), "9F8080800100", "3.5A", "3", 2, Cause.TAG_TOO_LONG);
        refused(bytes(EMV), "7103860511", "3.71.86", "3.71.86", 4, Cause.TRUNCATED);
        refused(bytes(EMV), "7103 9F8181", "3.71.86", "3.71", 4, Cause.TRUNCATED);
        String bitmap = "{ form: bitmap, bitmap: hex, bits: 8, fields: { 1: { type: ans..5 }, 2: { type: n2 } } }";
        refused(bytes(bitmap), "34", "3.1", "3", 2, Cause.TRUNCATED);
        refused(bytes(bitmap), "345A", "3.1", "3", 2, Cause.BITMAP_NOT_HEX);
        refused(bytes(bitmap), "3830", "3.1", "3.1", 4, Cause.TRUNCATED);
        refused(bytes(bitmap), "38303036", "3.1", "3.1", 4, Cause.LENGTH_OVER_MAXIMUM);
        String sparse = "{ form: bitmap, bitmap: binary, bits: 8, fields: { 1: { type: ans..5 }, 8: { type: n2 } } }";
        refused(bytes(sparse), "2130", "3.8", "3", 3, Cause.UNDECLARED_ELEMENT);
        String fixed = "{ form: positional, fields: { 1-2: { type: n2 } } }";
        refused(bytes(fixed), "313233", "3.2", "3.2", 4, Cause.TRUNCATED);
        String tagged = "{ form: tagged, tag: { bytes: 2, encoding: ascii }, length: { bytes: 2, encoding: ascii,"
                + " inclusive: true, counts-tag: true }, fields: { 01: { type: ans..9 } } }";
        refused(bytes(tagged), "30313033", "3.01", "3.01", 4, Cause.LENGTH_UNREADABLE);
        refused(bytes(tagged), "303130", "3.01", "3.01", 2, Cause.TRUNCATED);
        refused(bytes(tagged), "30313039", "3.01", "3.01", 2, Cause.TRUNCATED);
    }

    @Test
    void shouldNoticeWhatStandsBehindTheLastPart() throws Exception {
        Dialect dialect = bytes("{ form: positional, fields: { 1-2: { type: n2 } } }");
        MessageView view = view(dialect, message("3132333435"));
        assertThat(Divided.text(view, "3.2")).isEqualTo("34");
        assertThat(keys(view)).containsExactly("1 1", "1 2");
        assertThat(part.error()).isEqualTo(new DecodeError(3, "3", 16, Cause.TRAILING_BYTES));
        assertThat(part.error()).hasToString("DE 3 at 16: trailing bytes");
    }

    @Test
    void shouldCheckPartsAtOnceWhereTheDialectSaysSo() throws Exception {
        Dialect dialect = bytes(EMV.replace("form: ber-tlv, encodings", "form: ber-tlv, check: true, encodings"));
        MessageView view = new MessageView();
        byte[] right = message("9F36020047 71038601AA");
        assertThat(view.decode(dialect, right, 0, right.length)).isTrue();
        byte[] wrong = message("9F36020047 71038602AA");
        assertThat(view.decode(dialect, wrong, 0, wrong.length)).isFalse();
        assertThat(view.error()).isEqualTo(new DecodeError(3, "3.71.86", 19, Cause.TRUNCATED));
        assertThat(view.error()).hasToString("DE 3.71.86 at 19: truncated");
        assertThat(view.error().scope()).isEqualTo(DecodeError.Scope.MESSAGE);
        assertThat(view.has(3)).isFalse();
        assertThat(view.mti()).isEqualTo(0x0100);
        // the next message's error is its own
        assertThat(view.decode(dialect, wrong, 0, 11)).isFalse();
        assertThat(view.error()).isEqualTo(new DecodeError(3, 10, Cause.TRUNCATED));
    }

    @Test
    void shouldNeverSayABytesOfTheMessageInAnError() throws Exception {
        // cut so that digits of a PAN stand where a tag would
        MessageView view = view(bytes(EMV), message("9F360147 61739001010010"));
        assertThat(part.find(view, PartPath.of(view.dialect(), "3.5A"))).isFalse();
        assertThat(part.error().path()).isEqualTo("3");
    }

    @Test
    void shouldShipTheUsualTagsOfChipData() {
        for (Dialect dialect : List.of(ASCII, BINARY)) {
            MessageView view = chip(
                    dialect,
                    "9F2608AABBCCDDEEFF0011 5A084761739001010010 9F02060000000123455F2A020504"
                            + "57114761739001010010D30122011234567890 DF7801AA");
            assertThat(Divided.text(view, "55.5A")).isEqualTo("4761739001010010");
            assertThat(Divided.text(view, "55.5F2A")).isEqualTo("504");
            assertThat(Divided.text(view, "55.9F02")).isEqualTo("000000012345");
            assertThat(Divided.text(view, "55.df78")).isEqualTo("\u00AA");
            for (String tag : List.of("57", "5A", "9F1F", "9F20", "9F6B", "56", "99", "5F20", "5F24")) {
                assertThat(PartPath.of(dialect, "55." + tag).sensitivity())
                        .as(tag)
                        .isNotIn(Sensitivity.OPEN, Sensitivity.CHIP);
            }
            assertThat(PartPath.of(dialect, "55.DF78").sensitivity()).isEqualTo(Sensitivity.OPAQUE);
            assertThat(PartPath.of(dialect, "55.9F36").name()).isEqualTo("application transaction counter");
        }
    }

    private static MessageView chip(Dialect dialect, String content) {
        byte[] bytes = hex(content);
        return view(
                dialect,
                Messages.encode(new MessageWriter().begin(dialect, 0x0100).set(55, bytes, 0, bytes.length)));
    }

    @Test
    void shouldShipThePartsOfOriginalDataAndOfAdditionalAmounts() {
        for (Dialect dialect : List.of(ASCII, BINARY)) {
            MessageView view = view(
                    dialect,
                    Messages.encode(new MessageWriter()
                            .begin(dialect, 0x0420)
                            .setText(54, "0002504C000000001250" + "0040504D000000000042")
                            .setText(90, "0100" + "000042" + "1122031904" + "00000012345" + "00000067890")));
            assertThat(Divided.text(view, "90.1")).isEqualTo("0100");
            assertThat(Divided.text(view, "90.2")).isEqualTo("000042");
            assertThat(Divided.text(view, "90.3")).isEqualTo("1122031904");
            assertThat(Divided.text(view, "90.4")).isEqualTo("00000012345");
            assertThat(Divided.text(view, "90.5")).isEqualTo("00000067890");
            assertThat(Divided.text(view, "54.1.4")).isEqualTo("C000000001250");
            assertThat(Divided.text(view, "54.2.3")).isEqualTo("504");
            assertThat(Divided.text(view, "54.2.4")).isEqualTo("D000000000042");
            assertThat(part.find(view, PartPath.of(dialect, "54.3.1"))).isFalse();
            assertThat(part.isDamaged()).isFalse();
        }
    }

    private List<String> keys(MessageView view) {
        List<String> keys = new ArrayList<>();
        for (part.begin(view, 3); part.next(); ) {
            keys.add(part.depth() + " " + part.key());
        }
        return keys;
    }

    private void refused(Dialect dialect, String content, String path, String at, int offset, Cause cause) {
        refused(view(dialect, message(content)), path, at, offset, cause);
    }

    private void refused(MessageView view, String path, String at, int offset, Cause cause) {
        assertThat(part.find(view, PartPath.of(view.dialect(), path))).isFalse();
        assertThat(part.isDamaged()).as(path).isTrue();
        assertThat(part.error()).isEqualTo(new DecodeError(3, at, Divided.HEADER_BYTES + offset, cause));
    }
}
