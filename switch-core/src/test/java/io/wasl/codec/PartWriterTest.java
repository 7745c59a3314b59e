package io.wasl.codec;

import static io.wasl.codec.Divided.bytes;
import static io.wasl.codec.Divided.latin;
import static io.wasl.codec.Divided.message;
import static io.wasl.codec.Divided.view;
import static io.wasl.codec.Messages.ASCII;
import static io.wasl.codec.Messages.BINARY;
import static io.wasl.codec.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PartWriterTest {

    private static final String EMV = "{ form: ber-tlv, fields: { 9F36: { type: b16 }, 8A: { type: an2 },"
            + " 91: { type: b...200 }, 71: { type: b...255, parts: { form: ber-tlv, fields: { 86: { type: b...200 } } } } } }";

    private final MessageWriter writer = new MessageWriter();

    @Test
    void shouldChangeOnePartAndLeaveAllOthersAsTheyCame() throws Exception {
        // long lengths where short ones would do, unknown tags, 00 between, one tag twice
        changed(
                bytes(EMV),
                "00 9F36820002 0047 DF78 01AA 8A023030 00 8A023939 00",
                "3.8A=05",
                "00 9F36820002 0047 DF78 01AA 8A023035 00 8A023939 00");
        changed(bytes(EMV), "8A023030 9F", "3.8A=05", "8A023035 9F");
    }

    @Test
    void shouldRedoTheLengthsOfAllThatStandsAround() throws Exception {
        String before = "8A023030" + "7106" + "DF780100" + "8600" + "950100";
        String script = "86817E" + "AB".repeat(126);
        changed(
                bytes(EMV),
                before,
                "3.71.86=" + Divided.latin(hex("AB".repeat(126))),
                // 4 + 2 + 126: the length around it needs a second byte, the innermost not yet
                "8A023030" + "718184" + "DF780100" + "867E" + "AB".repeat(126) + "950100");
        changed(
                bytes(EMV),
                "8A023030" + "718185" + "DF780100" + script + "950100",
                "3.71.86=\u0001",
                "8A023030" + "7107" + "DF780100" + "860101" + "950100");
    }

    @Test
    void shouldAddWhatIsNotThere() throws Exception {
        changed(bytes(EMV), "8A023030", "3.9F36=\0\1", "8A023030 9F36020001");
        changed(bytes(EMV), "8A023030 00", "3.71.86=\2", "8A023030 00 7103860102");
        changed(bytes(EMV), "8A023030", "3.DF78=\2", "8A023030 DF780102");
        String bitmap = "{ form: bitmap, bitmap: binary, bits: 8, continued: true, fields: { 2-4: { type: an..9 },"
                + " 12: { type: an1 } } }";
        changed(bytes(bitmap), "50 303141 303143", "3.3=B", "70 303141 303142 303143");
        changed(bytes(bitmap), "20 303142", "3.2=A", "60 303141 303142");
        changed(bytes(bitmap), "20 303142", "3.4=", "30 303142 3030");
        changed(bytes(bitmap), "20 303142", "3.12=Z", "A010 303142 5A");
        String parts = "{ form: positional, fields: { 1: { type: n3 }, 2: { type: an..9 }, 3: { type: x+n2 },"
                + " 4: { type: b16 }, 5: { type: ans2 }, 6: { type: n2 } } }";
        changed(bytes(parts), "303132", "3.6=7", "303132 3030 433030 0000 2020 3037");
        changed(bytes(parts), "", "3.2=AB", "303030 30324142");
    }

    @Test
    void shouldFillAFixedElementUp() throws Exception {
        Dialect dialect = BINARY;
        assertThat(Divided.text(built(dialect, "90.1=0100", "90.4=12345"), "90"))
                .isEqualTo("0100" + "000000" + "0000000000" + "00000012345" + "00000000000");
        assertThat(Divided.text(built(dialect, "90.4=12345", "90.1=0100"), "90"))
                .isEqualTo("0100" + "000000" + "0000000000" + "00000012345" + "00000000000");
        assertThat(Divided.text(built(ASCII, "54.2.4=D000000000042"), "54"))
                .isEqualTo(" ".repeat(20) + "0000   D000000000042");
    }

    private MessageView built(Dialect dialect, String... values) {
        writer.begin(dialect, 0x0420);
        for (String value : values) {
            set(dialect, value);
        }
        return view(dialect, Messages.encode(writer));
    }

    @Test
    void shouldTakeAPartOutWithEveryOneOfItsTag() throws Exception {
        removed(bytes(EMV), "8A023030 9F36020047 00 8A023031 DF7801AA", "3.8A", "9F36020047 00 DF7801AA");
        removed(bytes(EMV), "8A023030 710786010186020202", "3.8A", "710786010186020202");
        removed(bytes(EMV), "8A023030 7103860101 91021122", "3.71.86", "8A023030 91021122");
        removed(bytes(EMV), "7103860101 7103860202", "3.71.86", "7103860202");
        removed(bytes(EMV), "8A023030", "3.71.86", "8A023030");
        String bitmap = "{ form: bitmap, bitmap: binary, bits: 8, fields: { 1-8: { type: an..9 } } }";
        removed(bytes(bitmap), "70 303141 303142 303143", "3.3", "50 303141 303143");
        String parts = "{ form: positional, fields: { 1: { type: n3 }, 2: { type: an..9 }, 3: { type: ans2 } } }";
        removed(bytes(parts), "303132 303141 4242", "3.2", "303132 3030 4242");
        removed(bytes(parts), "303132 303141 4242", "3.1", "303030 303141 4242");
        removed(bytes(parts), "303132 303141 4242", "3.3", "303132 303141");
    }

    @Test
    void shouldTakeTheElementOutWithItsLastPart() throws Exception {
        Dialect dialect = bytes(EMV);
        for (String content : List.of("71038601AA", "00 71038601AA 00", "7106 8601AA 8601BB")) {
            MessageView view = view(dialect, message(content));
            writer.begin(dialect, 0x0100, view).remove(PartPath.of(dialect, "3.71.86"));
            assertThat(Messages.decode(dialect, Messages.encode(writer)).has(3)).isFalse();
        }
    }

    @Test
    void shouldBuildOnWhatWasSetBefore() throws Exception {
        Dialect dialect = bytes(EMV);
        MessageView view = view(dialect, message("8A023030"));
        writer.begin(dialect, 0x0100, view);
        for (int i = 0; i < 2000; i++) {
            // replaced in place: the room for values is not used up
            set(dialect, "3.91=" + "x".repeat(i % 100));
        }
        set(dialect, "3.8A=51");
        writer.setText(39, "00");
        set(dialect, "3.9F36=\0\1");
        assertThat(Divided.text(view(dialect, Messages.encode(writer)), "3"))
                .isEqualTo(Divided.latin(hex("8A023531 9163" + "78".repeat(99) + "9F36020001")));
        // what was set as a whole is a base too
        writer.begin(dialect, 0x0100, view).set(3, hex("91021122"), 0, 4);
        set(dialect, "3.91=\3");
        assertThat(Divided.text(view(dialect, Messages.encode(writer)), "3")).isEqualTo(Divided.latin(hex("910103")));
    }

    @Test
    void shouldChangePartsOfAnotherDialectsMessage() {
        MessageView view = built(ASCII, "90.1=0100", "90.2=42", "54.1.4=C000000000001");
        writer.begin(BINARY, 0x0420, view);
        set(BINARY, "90.2=43");
        assertThat(Divided.text(view(BINARY, Messages.encode(writer)), "90"))
                .isEqualTo("0100" + "000043" + "0".repeat(32));
    }

    @Test
    void shouldRefuseWhatDoesNotFit() throws Exception {
        Dialect dialect = bytes(EMV);
        MessageView right = view(dialect, message("8A023030"));
        refused(dialect, right, "3.8A=123");
        refused(dialect, right, "3.9F36=\0\1\2");
        refused(dialect, right, "3.DF78=" + "x".repeat(1000));
        refused(dialect, right, "3.8A=\u0001\u0002");
        MessageView damaged = view(dialect, message("8A023030 9F"));
        refused(dialect, damaged, "3.9F36=\0\1");
        writer.begin(dialect, 0x0100, damaged).remove(PartPath.of(dialect, "3.8A"));
        assertThat(writer.encode(new byte[99], 0, 99)).isNegative();
        writer.begin(dialect, 0x0100, right).remove(PartPath.of(ASCII, "55.8A"));
        assertThat(writer.encode(new byte[99], 0, 99)).isNegative();
        Dialect tagged = bytes("{ form: tagged, tag: { bytes: 1, encoding: binary },"
                + " length: { bytes: 1, encoding: ascii }, fields: { 01: { type: an.9 } } }");
        // one digit cannot say twelve
        refused(tagged, view(tagged, message("013141")), "3.02=" + "x".repeat(12));
    }

    private void refused(Dialect dialect, MessageView view, String value) {
        writer.begin(dialect, 0x0100, view);
        set(dialect, value);
        assertThat(writer.encode(new byte[2000], 0, 2000)).as(value).isEqualTo(-1);
        assertThat(writer.failedElement()).isEqualTo(3);
    }

    private void changed(Dialect dialect, String content, String value, String expected) {
        MessageView view = view(dialect, message(content));
        writer.begin(dialect, 0x0100, view);
        set(dialect, value);
        assertThat(Messages.hex(Messages.encode(writer))).isEqualTo(Messages.hex(message(expected)));
    }

    private void removed(Dialect dialect, String content, String path, String expected) {
        MessageView view = view(dialect, message(content));
        writer.begin(dialect, 0x0100, view).remove(PartPath.of(dialect, path));
        assertThat(Messages.hex(Messages.encode(writer))).isEqualTo(Messages.hex(message(expected)));
    }

    private void set(Dialect dialect, String value) {
        int sign = value.indexOf('=');
        byte[] neutral = latin(value.substring(sign + 1));
        writer.set(PartPath.of(dialect, value.substring(0, sign)), neutral, 0, neutral.length);
    }
}
