package io.wasl.frame;

import io.wasl.config.FramingConfig;
import io.wasl.config.FramingConfig.LengthKind;
import io.wasl.config.FramingConfig.ZeroLength;
import io.wasl.config.FramingPresets;
import io.wasl.fuzz.FuzzInput;
import io.wasl.fuzz.FuzzTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Streams cut into frames by each preset and by free combinations.
 *
 * <pre>
 *   preset, or 255 and a framing │ stream
 * </pre>
 */
public final class FrameFormatFuzz implements FuzzTarget {

    private static final int MAX_FRAME_BYTES = 200;
    private static final int MOST_STREAM_BYTES = 600;
    private static final int CUSTOM = 255;

    private final Frame frame = new Frame();
    private final byte[] target = new byte[4 * MAX_FRAME_BYTES];

    @Override
    public void run(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes);
        int choice = input.next();
        List<String> presets = FramingPresets.names();
        FramingConfig config =
                choice == CUSTOM ? custom(input) : FramingPresets.preset(presets.get(choice % presets.size()));
        FrameFormat format;
        try {
            format = FrameFormat.of(config, MAX_FRAME_BYTES);
        } catch (IllegalArgumentException e) {
            return;
        }
        walk(config, format, input.take(MOST_STREAM_BYTES));
    }

    private static FramingConfig custom(FuzzInput input) {
        LengthKind kind = LengthKind.values()[input.below(LengthKind.values().length)];
        int width = kind == LengthKind.NONE ? 0 : 1 + input.below(6);
        return new FramingConfig(
                "custom",
                kind,
                width,
                input.yes(),
                constant(input, 3),
                constant(input, 3),
                constant(input, 4),
                input.yes() ? "6000010002" : "",
                constant(input, 3),
                ZeroLength.values()[input.below(ZeroLength.values().length)],
                FramingConfig.HeaderForm.CONSTANT,
                Duration.ZERO);
    }

    private static String constant(FuzzInput input, int most) {
        return HexFormat.of().formatHex(input.take(input.below(most)));
    }

    private void walk(FramingConfig config, FrameFormat format, byte[] stream) {
        int at = 0;
        while (at < stream.length) {
            int length = format.measure(stream, at, stream.length);
            shouldNotChangeWithMoreBytes(format, stream, at);
            if (length < 0) {
                FrameError.ofLength(length);
                return;
            }
            if (length > format.maxFrameBytes()) {
                throw new AssertionError("a frame of " + length + " bytes");
            }
            if (length == 0 || length > stream.length - at) {
                return;
            }
            if (!format.isZero(length)) {
                rewrite(config, format, stream, at, length);
            }
            at += length;
        }
    }

    /** A length once told stays, or turns out wrong; an error stays one. */
    private static void shouldNotChangeWithMoreBytes(FrameFormat format, byte[] stream, int at) {
        int before = 0;
        int last = Math.min(stream.length, at + format.maxFrameBytes() + 2);
        for (int limit = at; limit <= last; limit++) {
            int now = format.measure(stream, at, limit);
            if (before < 0 && now >= 0 || before > 0 && now >= 0 && now != before) {
                throw new AssertionError("measured " + before + ", with " + (limit - at) + " bytes " + now);
            }
            before = now;
        }
        if (before != format.measure(Arrays.copyOfRange(stream, at, last), 0, last - at)) {
            throw new AssertionError("measured otherwise at another place");
        }
    }

    private void rewrite(FramingConfig config, FrameFormat format, byte[] stream, int at, int length) {
        format.view(stream, at, length, frame);
        int body = frame.bodyOffset();
        int end = body + frame.bodyLength();
        if (frame.bodyLength() < 0 || body < at || end > at + length) {
            throw new AssertionError("a body outside of its frame");
        }
        if (format.isRejected(frame)) {
            return; // it is ours, come back, and asks for no answer
        }
        byte[] received = Arrays.copyOfRange(stream, at, at + length);
        byte[] bodyBytes = Arrays.copyOfRange(stream, body, end);
        int written = format.write(frame, target, 0);
        if (written != length || format.measure(target, 0, written) != length) {
            throw new AssertionError("a frame of " + length + " bytes is written as " + written);
        }
        format.view(target, 0, written, frame);
        if (!Arrays.equals(
                bodyBytes, 0, bodyBytes.length, target, frame.bodyOffset(), frame.bodyOffset() + frame.bodyLength())) {
            throw new AssertionError("another body");
        }
        boolean isEqual = Arrays.equals(received, 0, length, target, 0, written);
        // As answers are, this is written with swapped addresses, and hex digits in one case.
        boolean isChanged = !config.tpdu().isEmpty()
                || config.headerForm() == FramingConfig.HeaderForm.VAP
                || config.lengthKind() == LengthKind.HEX_DIGITS;
        if (!isEqual && !isChanged) {
            throw new AssertionError(
                    "a frame is written with other bytes, as " + config.name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        List<String> presets = FramingPresets.names();
        for (int i = 0; i < presets.size(); i++) {
            FrameFormat format = FrameFormat.of(FramingPresets.preset(presets.get(i)), MAX_FRAME_BYTES);
            byte[] seed = new byte[100];
            seed[0] = (byte) i;
            byte[] body = "0800 a message".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            int end = 1 + format.write(new Frame().body(body, 0, body.length), seed, 1);
            end += format.write(new Frame().body(body, 0, 7), seed, end);
            seeds.add(Arrays.copyOf(seed, end));
        }
        byte[] custom = new byte[60];
        for (int kind = 0; kind < LengthKind.values().length; kind++) {
            custom[0] = (byte) CUSTOM;
            custom[1] = (byte) kind;
            seeds.add(custom.clone());
        }
        return seeds;
    }
}
