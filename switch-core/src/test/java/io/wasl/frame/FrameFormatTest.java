package io.wasl.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.config.FramingConfig;
import io.wasl.config.FramingConfig.HeaderForm;
import io.wasl.config.FramingConfig.LengthKind;
import io.wasl.config.FramingConfig.ZeroLength;
import io.wasl.config.FramingPresets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FrameFormatTest {

    private static final int MAX = 8 * 1024;

    /** Of a message of our own: 22 bytes, form 1, text form 2, total length, destination, source, nothing else. */
    private static final String VAP = "16 01 02 0000 SS 000000 000000" + "00".repeat(11);

    /** The frame of the body {@code 01 02 03} in each preset. */
    private static final Map<String, String> GOLDEN = new TreeMap<>(Map.ofEntries(
            Map.entry("length-2", "0003 010203"),
            Map.entry("length-2-tpdu", "0008 6000000000 010203"),
            Map.entry("length-2-inclusive", "0005 010203"),
            Map.entry("length-2-zeros", "0003 0000 010203"),
            Map.entry("zeros-length-2", "0000 0003 010203"),
            Map.entry("length-3", "000003 010203"),
            Map.entry("length-4", "00000003 010203"),
            Map.entry("length-2-le", "0300 010203"),
            Map.entry("length-4-le", "03000000 010203"),
            Map.entry("ascii-2", "3033 010203"),
            Map.entry("ascii-3", "303033 010203"),
            Map.entry("ascii-4", "30303033 010203"),
            Map.entry("ascii-5", "3030303033 010203"),
            Map.entry("ascii-6", "303030303033 010203"),
            Map.entry("hex-4", "30303033 010203"),
            Map.entry("bcd-2", "0003 010203"),
            Map.entry("bcd-2-tpdu", "0008 6000000000 010203"),
            Map.entry("vap", "0019 0000" + VAP.replace("0000 SS", "0019 ") + "010203"),
            Map.entry("length-2-etx", "0004 010203 03"),
            Map.entry("etx", "010204 03")));

    @Test
    void shouldWriteEachPresetAsTheseBytes() {
        assertThat(GOLDEN.keySet()).containsExactlyInAnyOrderElementsOf(FramingPresets.names());
        GOLDEN.forEach((name, frame) ->
                assertThat(hex(write(format(name), body(name)))).as(name).isEqualTo(frame.replace(" ", "")));
    }

    /** Without a length the body may not hold the trailer. */
    private static byte[] body(String name) {
        return bytes(name.equals("etx") ? "010204" : "010203");
    }

    @Test
    void shouldReadBackWhatEachPresetWrites() {
        for (String name : FramingPresets.names()) {
            FrameFormat format = format(name);
            byte[] frame = write(format, body(name));
            assertThat(format.measure(frame, 0, frame.length)).as(name).isEqualTo(frame.length);
            assertThat(format.isZero(frame.length)).as(name).isFalse();
            Frame view = new Frame();
            format.view(frame, 0, frame.length, view);
            assertThat(view.bodyOffset()).as(name).isEqualTo(format.bodyOffset());
            assertThat(view.bodyLength()).as(name).isEqualTo(3);
            int kept = name.endsWith("tpdu") ? 5 : name.equals("vap") ? 22 : 0;
            assertThat(view.headerLength()).as(name).isEqualTo(kept);
        }
    }

    /** Bytes arrive one by one; what is behind the limit is somebody else's. */
    @Test
    void shouldWaitForTheWholeFrame() {
        for (String name : FramingPresets.names()) {
            FrameFormat format = format(name);
            byte[] frame = write(format, body(name));
            byte[] buffer = new byte[frame.length + 20];
            Arrays.fill(buffer, (byte) 0xAA);
            System.arraycopy(frame, 0, buffer, 10, frame.length);
            for (int arrived = 0; arrived < frame.length; arrived++) {
                int measured = format.measure(buffer, 10, 10 + arrived);
                assertThat(measured).as("%s after %d", name, arrived).isIn(0, frame.length);
            }
            assertThat(format.measure(buffer, 10, buffer.length)).as(name).isEqualTo(frame.length);
        }
    }

    @Test
    void shouldCountTheLengthInItsOwnWay() {
        assertThat(hex(write(format("ascii-4"), new byte[1234]))).startsWith("31323334");
        assertThat(hex(write(format("bcd-2"), new byte[1234]))).startsWith("1234");
        assertThat(hex(write(format("hex-4"), new byte[0x1ABC]))).startsWith("31414243");
        assertThat(hex(write(format("length-2-le"), new byte[0x0102]))).startsWith("0201");
        assertThat(format("hex-4").measure(bytes("30303161"), 0, 4)).isEqualTo(4 + 0x1A);
    }

    @Test
    void shouldWriteTheLongestLengthOfFourHexDigits() {
        FrameFormat format = FrameFormat.of(FramingPresets.preset("hex-4"), 100_000);
        assertThat(hex(write(format, new byte[65_535]))).startsWith("46464646");
        assertThat(tooLong(format, 65_536)).isEqualTo(FrameError.OVERSIZE);
    }

    @Test
    void shouldRefuseToWriteWhatTheLengthCannotSay() {
        FrameFormat ascii = FrameFormat.of(FramingPresets.preset("ascii-4"), 100_000);
        assertThat(write(ascii, new byte[9_999])).hasSize(10_003);
        assertThat(tooLong(ascii, 10_000)).isEqualTo(FrameError.OVERSIZE);
        FrameFormat inclusive = FrameFormat.of(FramingPresets.preset("length-2-inclusive"), 100_000);
        assertThat(hex(write(inclusive, new byte[65_533]))).startsWith("FFFF");
        assertThat(tooLong(inclusive, 65_534)).isEqualTo(FrameError.OVERSIZE);
        assertThat(tooLong(format("length-2"), MAX - 1)).isEqualTo(FrameError.OVERSIZE);
        assertThat(write(format("length-2"), new byte[MAX - 2])).hasSize(MAX);
    }

    @Test
    void shouldRefuseAFrameOverTheLimitAsSoonAsItsLengthIsThere() {
        assertThat(format("length-2").measure(bytes("1FFE"), 0, 2)).isEqualTo(MAX);
        assertError(FrameError.OVERSIZE, "length-2", "1FFF");
        assertError(FrameError.OVERSIZE, "length-4", "FFFFFFFF");
        assertError(FrameError.OVERSIZE, "length-4", "80000000");
        assertError(FrameError.OVERSIZE, "length-4-le", "000000FF");
        assertError(FrameError.OVERSIZE, "ascii-6", "393939393939");
        assertError(FrameError.OVERSIZE, "etx", "00".repeat(MAX));
    }

    @Test
    void shouldRefuseALengthThatIsNoNumber() {
        assertError(FrameError.LENGTH_NOT_DIGITS, "ascii-4", "30303A33");
        assertError(FrameError.LENGTH_NOT_DIGITS, "ascii-4", "2D303033");
        assertError(FrameError.LENGTH_NOT_DIGITS, "hex-4", "30303047");
        assertError(FrameError.LENGTH_NOT_DIGITS, "hex-4", "303030E1");
        assertError(FrameError.LENGTH_NOT_DIGITS, "bcd-2", "0A00");
        assertError(FrameError.LENGTH_NOT_DIGITS, "bcd-2", "000A");
    }

    @Test
    void shouldRefuseALengthThatDoesNotCoverWhatEveryFrameHas() {
        assertError(FrameError.TOO_SHORT, "length-2-inclusive", "0001");
        assertError(FrameError.TOO_SHORT, "length-2-tpdu", "0004");
        assertThat(format("length-2-tpdu").measure(bytes("0005"), 0, 2)).isEqualTo(7);
    }

    @Test
    void shouldRefuseConstantsThatDiffer() {
        assertError(FrameError.CONSTANT_DIFFERS, "length-2-zeros", "00030001");
        assertError(FrameError.CONSTANT_DIFFERS, "zeros-length-2", "01");
        assertError(FrameError.TRAILER_MISSING, "length-2-etx", "000401020304");
        FrameFormat iso = FrameFormat.of(custom("", "49534F", "", false), MAX);
        assertThat(hex(write(iso, bytes("0102")))).isEqualTo("000549534F0102");
        byte[] other = bytes("000549535F0102");
        assertThat(FrameError.ofLength(iso.measure(other, 0, other.length))).isEqualTo(FrameError.HEADER_DIFFERS);
    }

    @Test
    void shouldGiveAFrameOfLengthZeroItsMeaning() {
        assertError(FrameError.ZERO_LENGTH, "length-2", "0000");
        assertError(FrameError.ZERO_LENGTH, "bcd-2-tpdu", "0000");
        assertZero("ascii-4", "30303030", ZeroLength.IGNORE);
        assertZero("length-3", "000000", ZeroLength.ECHO);
        assertZero("length-2-zeros", "00000000", ZeroLength.ECHO);
        assertZero("zeros-length-2", "00000000", ZeroLength.ECHO);
        assertZero("length-2-inclusive", "0002", ZeroLength.ECHO);
        assertZero("length-2-inclusive", "0000", ZeroLength.ECHO);
        assertZero("length-2-etx", "0000", ZeroLength.ECHO);
        assertZero("etx", "03", ZeroLength.IGNORE);
    }

    private static void assertZero(String name, String frame, ZeroLength meaning) {
        FrameFormat format = format(name);
        byte[] buffer = bytes(frame);
        assertThat(format.measure(buffer, 0, buffer.length)).as(name).isEqualTo(buffer.length);
        assertThat(format.isZero(buffer.length)).as(name).isTrue();
        assertThat(format.zeroLength()).as(name).isEqualTo(meaning);
    }

    @Test
    void shouldSwapTheAddressesOfATpduInTheAnswer() {
        FrameFormat format = format("length-2-tpdu");
        byte[] received = bytes("0007 60 1234 5678 AABB");
        Frame frame = new Frame();
        format.view(received, 0, received.length, frame);
        assertThat(frame.headerOffset()).isEqualTo(2);

        Frame answer = new Frame()
                .body(bytes("CC"), 0, 1)
                .header(frame.headerBuffer(), frame.headerOffset(), frame.headerLength());
        assertThat(hex(write(format, answer))).isEqualTo("0006" + "60" + "5678" + "1234" + "CC");
    }

    @Test
    void shouldSwapATpduThatAlreadyStandsInTheTarget() {
        FrameFormat format = format("length-2-tpdu");
        byte[] buffer = bytes("0007 60 1234 5678 AABB");
        Frame frame = new Frame();
        format.view(buffer, 0, buffer.length, frame);
        assertThat(format.write(frame, buffer, 0)).isEqualTo(buffer.length);
        assertThat(hex(buffer)).isEqualTo("0007" + "60" + "5678" + "1234" + "AABB");
    }

    @Test
    void shouldPutEverythingWhereTheConfigurationSays() {
        FrameFormat format = FrameFormat.of(custom("60AAAABBBB", "4953", "0304", true), MAX);
        byte[] frame = write(format, bytes("FF"));
        assertThat(hex(frame)).isEqualTo("E1" + "000E" + "E2" + "60AAAABBBB" + "4953" + "FF" + "0304");
        assertThat(format.overheadBytes()).isEqualTo(13);
        assertThat(format.bodyOffset()).isEqualTo(11);
        assertThat(format.measure(frame, 0, frame.length)).isEqualTo(frame.length);
    }

    @Test
    void shouldCutAStreamInRandomPiecesIntoTheSameFrames() {
        long seed = 4;
        Random random = new Random(seed);
        for (String name : FramingPresets.names()) {
            FrameFormat format = format(name);
            byte[] stream = new byte[0];
            for (int i = 0; i < 20; i++) {
                byte[] body = new byte[1 + random.nextInt(90)];
                Arrays.fill(body, (byte) (0x40 + i));
                byte[] frame = write(format, body);
                int end = stream.length;
                stream = Arrays.copyOf(stream, end + frame.length);
                System.arraycopy(frame, 0, stream, end, frame.length);
            }
            assertThat(cut(format, stream, random))
                    .as("%s, seed %d", name, seed)
                    .isEqualTo(20);
        }
    }

    private static int cut(FrameFormat format, byte[] stream, Random random) {
        int frames = 0;
        int at = 0;
        int arrived = 0;
        Frame view = new Frame();
        while (at < stream.length) {
            int length = format.measure(stream, at, arrived);
            if (length > 0 && length <= arrived - at) {
                format.view(stream, at, length, view);
                assertThat(stream[view.bodyOffset()]).isEqualTo((byte) (0x40 + frames));
                assertThat(stream[view.bodyOffset() + view.bodyLength() - 1]).isEqualTo((byte) (0x40 + frames));
                frames++;
                at += length;
            } else {
                assertThat(length).isNotNegative();
                arrived = Math.min(stream.length, arrived + 1 + random.nextInt(7));
            }
        }
        return frames;
    }

    @Test
    void shouldRefuseWhatNoFramingCanBe() {
        assertThatThrownBy(() -> FrameFormat.of(FramingPresets.preset("length-2-tpdu"), 7))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrameFormat.of(custom("6000", "", "", false), MAX))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrameFormat.of(kind(LengthKind.NONE, 0), MAX))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrameFormat.of(kind(LengthKind.BCD, 4), MAX))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FramingPresets.preset("vapp")).isInstanceOf(IllegalArgumentException.class);
        assertThat(FramingPresets.find("vapp")).isEmpty();
    }

    private static FramingConfig kind(LengthKind kind, int width) {
        return new FramingConfig(
                "custom", kind, width, false, "", "", "", "", "", ZeroLength.CLOSE, HeaderForm.CONSTANT, Duration.ZERO);
    }

    private static FramingConfig custom(String tpdu, String header, String trailer, boolean inclusive) {
        String before = inclusive ? "E1" : "";
        String after = inclusive ? "E2" : "";
        return new FramingConfig(
                "custom",
                LengthKind.BINARY_BIG_ENDIAN,
                2,
                inclusive,
                before,
                after,
                header,
                tpdu,
                trailer,
                ZeroLength.CLOSE,
                HeaderForm.CONSTANT,
                Duration.ZERO);
    }

    private static void assertError(FrameError error, String name, String hex) {
        byte[] buffer = bytes(hex);
        int measured = format(name).measure(buffer, 0, buffer.length);
        assertThat(measured).as("%s %s", name, hex).isNegative();
        assertThat(FrameError.ofLength(measured)).as("%s %s", name, hex).isEqualTo(error);
    }

    private static FrameError tooLong(FrameFormat format, int bodyBytes) {
        return FrameError.ofLength(
                format.write(new Frame().body(new byte[bodyBytes], 0, bodyBytes), new byte[bodyBytes + 100], 0));
    }

    private static byte[] write(FrameFormat format, byte[] body) {
        return write(format, new Frame().body(body, 0, body.length));
    }

    private static byte[] write(FrameFormat format, Frame frame) {
        byte[] target = new byte[frame.bodyLength() + format.overheadBytes() + 3];
        int length = format.write(frame, target, 3);
        assertThat(length).isPositive();
        return Arrays.copyOfRange(target, 3, 3 + length);
    }

    private static FrameFormat format(String name) {
        return FrameFormat.of(FramingPresets.preset(name), MAX);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
