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
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What stands before a message and comes back before its answer. */
final class FrameHeaderTest {

    private static final int MAX = 8 * 1024;
    private static final String LITERAL = "49534F" + "30 32 35 30 30 30 30 35 35";
    /** Text form 2, 24 bytes in all, to station 112233 from 445566. */
    private static final String VAP = "16 01 02 0018 112233 445566 01 0203 040506 07 08090A 0B";

    @Test
    void shouldAnswerWithTheIsoLiteralOfTheRequest() {
        FrameFormat format = preset("length-2+iso");
        byte[] request = bytes("000E" + LITERAL + "AABB");

        Frame received = received(format, request);

        assertThat(received.bodyOffset()).isEqualTo(14);
        assertThat(received.bodyLength()).isEqualTo(2);
        assertThat(hex(answer(format, received, "CC"))).isEqualTo(spaceless("000D" + LITERAL + "CC"));
        assertThat(hex(write(format, new Frame().body(bytes("CC"), 0, 1))))
                .isEqualTo("000D" + "49534F" + "30".repeat(9) + "CC");
    }

    @Test
    void shouldRefuseWhatIsNoIsoLiteralAsSoonAsItIsThere() {
        FrameFormat format = preset("length-2+iso");

        assertThat(error(format, "000E 49534E")).isEqualTo(FrameError.HEADER_DIFFERS);
        assertThat(error(format, "000E 49534F 3A")).isEqualTo(FrameError.HEADER_DIFFERS);
        assertThat(error(format, "000B")).isEqualTo(FrameError.TOO_SHORT);
        assertThat(format.measure(bytes("000E 49"), 0, 3)).isEqualTo(16);
    }

    @Test
    void shouldPutTheTpduBeforeTheIsoLiteralAndSwapItAlone() {
        FrameFormat format = preset("ascii-4+tpdu+iso");
        byte[] request = bytes("30303138" + "6012345678" + LITERAL + "AA");

        Frame received = received(format, request);

        assertThat(received.headerLength()).isEqualTo(17);
        assertThat(hex(answer(format, received, "CCDD")))
                .isEqualTo(spaceless("30303139" + "6056781234" + LITERAL + "CCDD"));
    }

    @Test
    void shouldKeepAnyBytesOfItsLength() {
        FrameFormat format = FrameFormat.of(custom(HeaderForm.KEPT, "010203", "", Duration.ZERO), MAX);
        Frame received = received(format, bytes("0005 FFFEFD AABB"));

        assertThat(hex(answer(format, received, "CC"))).isEqualTo("0004" + "FFFEFD" + "CC");
        assertThat(hex(write(format, new Frame().body(bytes("CC"), 0, 1)))).isEqualTo("0004" + "010203" + "CC");
    }

    @Test
    void shouldAnswerWithTheVapHeaderTurnedRound() {
        FrameFormat format = preset("vap");
        Frame received = received(format, bytes("0018 0000" + VAP + "AABB"));

        assertThat(received.bodyOffset()).isEqualTo(26);
        assertThat(received.bodyLength()).isEqualTo(2);
        assertThat(format.isRejected(received)).isFalse();
        assertThat(hex(answer(format, received, "CC")))
                .isEqualTo(spaceless("0017 0000" + "16 01 02 0017 445566 112233 01 0203 040506 07 08090A 0B" + "CC"));
    }

    @Test
    void shouldKeepALongerVapHeader() {
        FrameFormat format = preset("vap");
        String longer = "18" + VAP.substring(2) + "EEEF";
        Frame received = received(format, bytes("0019 0000" + longer + "AA"));

        assertThat(received.headerLength()).isEqualTo(24);
        assertThat(hex(answer(format, received, "CC")))
                .startsWith("001900001801020019")
                .endsWith("EEEFCC");
        assertThat(format.overheadBytes()).isGreaterThanOrEqualTo(4 + 24);
    }

    @Test
    void shouldKnowARejectedMessageByItsSecondHeader() {
        FrameFormat format = preset("vap");
        String rejecting = "1A 81" + VAP.substring(5) + "80000123";
        Frame received = received(format, bytes("0031 0000" + rejecting + VAP + "AA"));

        assertThat(received.headerLength()).isEqualTo(48);
        assertThat(received.bodyLength()).isEqualTo(1);
        assertThat(format.isRejected(received)).isTrue();
        assertThat(hex(answer(format, received, "CC"))).startsWith("0017000016010200" + "17445566112233");
    }

    @Test
    void shouldRefuseWhatIsNoVapHeader() {
        FrameFormat format = preset("vap");

        assertThat(error(format, "0018 0000 15")).isEqualTo(FrameError.HEADER_DIFFERS);
        assertThat(error(format, "0018 0000 19")).isEqualTo(FrameError.HEADER_DIFFERS);
        assertThat(error(format, "0100 0000 41")).isEqualTo(FrameError.HEADER_DIFFERS);
        assertThat(error(format, "0015 0000")).isEqualTo(FrameError.TOO_SHORT);
        assertThat(error(format, "0016 0000" + "16 81" + VAP.substring(5))).isEqualTo(FrameError.HEADER_DIFFERS);
        assertThat(error(format, "0031 0000" + "1A 81" + VAP.substring(5) + "80000123" + "15"))
                .isEqualTo(FrameError.HEADER_DIFFERS);
        assertThat(error(format, "0030 0000" + "1A 81" + VAP.substring(5) + "80000123" + "17"))
                .isEqualTo(FrameError.HEADER_DIFFERS);
    }

    /** Whatever arrives is measured or refused, and what is measured can be looked at and answered. */
    @Test
    void shouldTakeAnyBytesWithoutAnException() {
        long seed = 20261122;
        Random random = new Random(seed);
        String[] names = {"vap", "length-2+iso", "etx+tpdu+iso", "hex-4+tpdu", "bcd-2-tpdu", "length-2-etx"};
        for (int i = 0; i < 60_000; i++) {
            FrameFormat format = preset(names[i % names.length]);
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            plausible(bytes, names[i % names.length], random);
            int length = format.measure(bytes, 0, bytes.length);
            if (length > 0 && length <= bytes.length && !format.isZero(length)) {
                Frame frame = new Frame();
                format.view(bytes, 0, length, frame);
                assertThat(frame.bodyLength()).as("seed %d, run %d", seed, i).isNotNegative();
                assertThat(answer(format, frame, "AA"))
                        .as("seed %d, run %d", seed, i)
                        .isNotEmpty();
            }
        }
    }

    /** Now and then a length and a header that could be. */
    private static void plausible(byte[] bytes, String name, Random random) {
        if (bytes.length > 30 && random.nextBoolean() && name.equals("vap")) {
            bytes[0] = 0;
            bytes[1] = (byte) random.nextInt(bytes.length);
            bytes[2] = 0;
            bytes[3] = 0;
            bytes[4] = (byte) (20 + random.nextInt(8));
        }
    }

    @Test
    void shouldRefuseHeadersThatCannotBe() {
        assertThatThrownBy(() -> FrameFormat.of(custom(HeaderForm.KEPT, "", "", Duration.ZERO), MAX))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        FrameFormat.of(custom(HeaderForm.KEPT, "00".repeat(60), "6000000000", Duration.ZERO), MAX))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrameFormat.of(custom(HeaderForm.ISO_LITERAL, "49534F", "", Duration.ZERO), MAX))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrameFormat.of(custom(HeaderForm.VAP, "17" + "00".repeat(21), "", Duration.ZERO), MAX))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(FramingPresets.find("length-2-tpdu+tpdu")).isEmpty();
        assertThat(FramingPresets.find("vap+iso")).isEmpty();
        assertThat(FramingPresets.find("length-2+iso+tpdu")).isEmpty();
        assertThat(FramingPresets.preset("length-2+tpdu").named("length-2-tpdu"))
                .isEqualTo(FramingPresets.preset("length-2-tpdu"));
    }

    @Test
    void shouldWriteAFrameWithoutAMessage() {
        byte[] target = new byte[40];
        for (String name : FramingPresets.names()) {
            FrameFormat format = preset(name);
            int length = format.writeZero(target, 0);
            FramingConfig config = FramingPresets.preset(name);
            assertThat(length).as(name).isPositive();
            int measured = format.measure(target, 0, length);
            assertThat(measured)
                    .as(name)
                    .isEqualTo(config.zeroLength() == ZeroLength.CLOSE ? FrameError.ZERO_LENGTH.asLength() : length);
        }
        assertThat(preset("ascii-4").writeZero(target, 0)).isEqualTo(4);
        assertThat(hex(Arrays.copyOf(target, 4))).isEqualTo("30303030");
    }

    @Test
    void shouldNotLetAMessageEndItsFrameTooEarly() {
        byte[] body = bytes("010302");

        assertThat(preset("etx").write(new Frame().body(body, 0, 3), new byte[20], 0))
                .isEqualTo(FrameError.TRAILER_INSIDE.asLength());
        assertThat(preset("length-2-etx").write(new Frame().body(body, 0, 3), new byte[20], 0))
                .isEqualTo(6);
    }

    private static FramingConfig custom(HeaderForm form, String header, String tpdu, Duration keepAlive) {
        return new FramingConfig(
                "custom",
                LengthKind.BINARY_BIG_ENDIAN,
                2,
                false,
                "",
                "",
                header,
                tpdu,
                "",
                ZeroLength.IGNORE,
                form,
                keepAlive);
    }

    private static Frame received(FrameFormat format, byte[] frame) {
        assertThat(format.measure(frame, 0, frame.length)).isEqualTo(frame.length);
        for (int arrived = 0; arrived < frame.length; arrived++) {
            assertThat(format.measure(frame, 0, arrived)).isIn(0, frame.length);
        }
        Frame view = new Frame();
        format.view(frame, 0, frame.length, view);
        return view;
    }

    private static byte[] answer(FrameFormat format, Frame request, String body) {
        Frame answer = new Frame()
                .body(bytes(body), 0, bytes(body).length)
                .header(request.headerBuffer(), request.headerOffset(), request.headerLength());
        return write(format, answer);
    }

    private static byte[] write(FrameFormat format, Frame frame) {
        byte[] target = new byte[frame.bodyLength() + format.overheadBytes()];
        int length = format.write(frame, target, 0);
        assertThat(length).isPositive();
        return Arrays.copyOf(target, length);
    }

    private static FrameError error(FrameFormat format, String hex) {
        int measured = format.measure(bytes(hex), 0, bytes(hex).length);
        assertThat(measured).as(hex).isNegative();
        return FrameError.ofLength(measured);
    }

    private static FrameFormat preset(String name) {
        return FrameFormat.of(FramingPresets.preset(name), MAX);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(spaceless(hex));
    }

    private static String spaceless(String hex) {
        return hex.replace(" ", "");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
