package io.wasl.codec;

import static io.wasl.codec.Messages.ascii;
import static io.wasl.codec.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One message of the forms that ISO 8583:2003 has and 1993 has not; the bytes of each dialect written by hand. */
final class Iso2003DialectsTest {

    private static final int FINANCIAL_REQUEST = 0x2200;

    /** What the message says, the same in all three. */
    private static final Map<Integer, byte[]> ELEMENTS = elements();

    private static Map<Integer, byte[]> elements() {
        Map<Integer, byte[]> elements = new LinkedHashMap<>();
        elements.put(3, ascii("0AB100"));
        elements.put(4, ascii("504" + "2" + "000000012345"));
        elements.put(11, ascii("000000000042"));
        elements.put(12, ascii("20261122" + "094435"));
        elements.put(22, hex("0102030405060708090A0B0C0D0E0F10"));
        elements.put(31, ascii("1" + "400000" + "6326" + "00000000042" + "7"));
        elements.put(39, ascii("0000"));
        elements.put(41, ascii("TERMINAL00000001"));
        elements.put(42, ascii("SHOP1"));
        elements.put(43, hex("71" + "0003" + "A1B2C3"));
        elements.put(56, ascii("2200" + "000000000042" + "20261122094435" + "12345"));
        elements.put(97, ascii("D" + "504" + "2" + "0000000000012345"));
        elements.put(128, hex("DEADBEEF"));
        return elements;
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(
                        "iso03-ascii",
                        ascii("2200" + "B030040202E00100" + "0000000080000001" // MTI, bitmaps
                                + "0AB100" + "5042000000012345" + "000000000042" + "20261122094435" // 3 4 11 12
                                + "0102030405060708090A0B0C0D0E0F10" // 22, bytes as hex digits
                                + "14000006326000000000427" + "0000" + "TERMINAL00000001" // 31 39 41
                                + "05" + "SHOP1" // 42
                                + "0006" + "710003A1B2C3" // 43, its length in bytes
                                + "35" + "22000000000000422026112209443512345" // 56
                                + "D50420000000000012345" // 97
                                + "DEADBEEF")), // 128
                Arguments.of(
                        "iso03-binary",
                        hex("2200" + "B030040202E00100" + "0000000080000001"
                                + "304142313030" + "5042000000012345" + "000000000042" + "20261122094435"
                                + "0102030405060708090A0B0C0D0E0F10"
                                + "0" + "14000006326000000000427" // 31, odd and fixed: a zero before it
                                + "0000" + "5445524D494E414C3030303030303031"
                                + "05" + "53484F5031"
                                + "0006" + "710003A1B2C3"
                                + "35" + "22000000000000422026112209443512345" + "0" // 56, odd and variable: behind it
                                + "44" + "50420000000000012345"
                                + "DEADBEEF")),
                Arguments.of(
                        "iso03-ebcdic",
                        hex("F2F2F0F0" + "B030040202E00100" + "0000000080000001"
                                + "F0C1C2F1F0F0" + "F5F0F4F2F0F0F0F0F0F0F0F1F2F3F4F5" + "F0F0F0F0F0F0F0F0F0F0F4F2"
                                + "F2F0F2F6F1F1F2F2F0F9F4F4F3F5"
                                + "0102030405060708090A0B0C0D0E0F10"
                                + "F1F4F0F0F0F0F0F6F3F2F6F0F0F0F0F0F0F0F0F0F4F2F7" + "F0F0F0F0"
                                + "E3C5D9D4C9D5C1D3F0F0F0F0F0F0F0F1"
                                + "F0F5" + "E2C8D6D7F1"
                                + "F0F0F0F6" + "710003A1B2C3"
                                + "F3F5" + "F2F2F0F0" + "F0F0F0F0F0F0F0F0F0F0F4F2"
                                + "F2F0F2F6F1F1F2F2F0F9F4F4F3F5" + "F1F2F3F4F5"
                                + "C4" + "F5F0F4F2" + "F0F0F0F0F0F0F0F0F0F0F0F1F2F3F4F5"
                                + "DEADBEEF")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void shouldWriteTheMessageByteForByte(String name, byte[] wire) {
        MessageWriter writer = new MessageWriter().begin(Messages.shipped(name), FINANCIAL_REQUEST);
        ELEMENTS.forEach((de, value) -> writer.set(de, value, 0, value.length));
        assertThat(Messages.hex(Messages.encode(writer))).isEqualTo(Messages.hex(wire));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void shouldReadTheMessage(String name, byte[] wire) {
        MessageView view = Messages.decode(Messages.shipped(name), wire);
        assertThat(view.mti()).isEqualTo(FINANCIAL_REQUEST);
        for (int de = 2; de <= 128; de++) {
            assertThat(view.has(de)).as("DE %d", de).isEqualTo(ELEMENTS.containsKey(de));
        }
        ELEMENTS.forEach((de, value) -> {
            byte[] read = new byte[view.neutralLength(de)];
            view.copy(de, read, 0);
            assertThat(read).as("DE %d", de).isEqualTo(value);
        });
    }

    /** The amount says its own currency and how many of its digits are decimals. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void shouldReadWhatAnAmountIsMadeOf(String name, byte[] wire) {
        Dialect dialect = Messages.shipped(name);
        MessageView view = Messages.decode(dialect, wire);
        assertThat(part(view, dialect, "4.1")).isEqualTo("504");
        assertThat(part(view, dialect, "4.2")).isEqualTo("2");
        assertThat(part(view, dialect, "4.3")).isEqualTo("000000012345");
    }

    private static String part(MessageView view, Dialect dialect, String path) {
        PartView part = new PartView();
        assertThat(part.find(view, PartPath.of(dialect, path))).as(path).isTrue();
        byte[] value = new byte[part.neutralLength()];
        part.copy(value, 0);
        return new String(value, StandardCharsets.US_ASCII);
    }
}
