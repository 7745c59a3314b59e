package io.wasl.link;

import io.wasl.config.FramingConfig;
import io.wasl.config.FramingPresets;
import io.wasl.config.SignOn;
import io.wasl.frame.Frame;
import io.wasl.frame.FrameFormat;
import io.wasl.fuzz.FuzzInput;
import io.wasl.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A link's stream, cut into chunks at any place, must say the same as in one piece.
 *
 * <pre>
 *   preset │ number of cuts │ length of each chunk │ stream
 * </pre>
 */
public final class InboundFramesFuzz implements FuzzTarget {

    private static final int MOST_CUTS = 12;
    private static final int MOST_STREAM_BYTES = 3_000;

    @Override
    public void run(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes);
        List<String> presets = FramingPresets.names();
        FramingConfig framing = FramingPresets.preset(presets.get(input.below(presets.size())));
        byte[] cuts = input.take(input.below(MOST_CUTS));
        byte[] stream = input.take(MOST_STREAM_BYTES);
        SessionBench whole = SessionBench.acquirer(SignOn.OPTIONAL, framing);
        whole.receiveBytes(stream);
        SessionBench cut = SessionBench.acquirer(SignOn.OPTIONAL, framing);
        int at = 0;
        for (byte length : cuts) {
            int end = Math.min(stream.length, at + (length & 0xFF));
            cut.receiveBytes(Arrays.copyOfRange(stream, at, end));
            at = end;
        }
        cut.receiveBytes(Arrays.copyOfRange(stream, at, stream.length));
        compare(whole, cut);
    }

    private static void compare(SessionBench whole, SessionBench cut) {
        if (!whole.heard.equals(cut.heard) || whole.session.state() != cut.session.state()) {
            throw new AssertionError("in one piece " + whole + ", in chunks " + cut);
        }
        if (whole.transport.isClosed != cut.transport.isClosed
                || whole.transport.frames.size() != cut.transport.frames.size()) {
            throw new AssertionError("in one piece and in chunks other answers");
        }
        for (int i = 0; i < whole.transport.frames.size(); i++) {
            if (!Arrays.equals(whole.transport.frames.get(i), cut.transport.frames.get(i))) {
                throw new AssertionError("in one piece and in chunks another answer");
            }
        }
        for (LinkCounter counter : LinkCounter.values()) {
            if (whole.count(counter) != cut.count(counter)) {
                throw new AssertionError("in one piece and in chunks another " + counter);
            }
        }
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        List<String> presets = FramingPresets.names();
        byte[] business = Wire.business("0100", 1);
        byte[] network = Wire.network("0800", 2, "301");
        for (int i = 0; i < presets.size(); i++) {
            FrameFormat format = FrameFormat.of(FramingPresets.preset(presets.get(i)), SessionBench.MAX_FRAME_BYTES);
            byte[] seed = new byte[1000];
            byte[] front = {(byte) i, 3, 1, 40, 5};
            System.arraycopy(front, 0, seed, 0, front.length);
            int end = front.length;
            for (byte[] body :
                    List.of(network, business, "garbage".getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
                int written = format.write(new Frame().body(body, 0, body.length), seed, end);
                end += Math.max(0, written);
            }
            seeds.add(Arrays.copyOf(seed, end));
        }
        return seeds;
    }
}
