package io.wasl.sim.net;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.config.ConfigException;
import io.wasl.config.FramingConfig;
import io.wasl.frame.FrameFormat;
import java.nio.file.Path;

/**
 * How a peer writes: where a message ends, and what is in it. Immutable, shared.
 *
 * @param frames framing with its limit
 */
public record WireFormat(FrameFormat frames, Dialect dialect) {

    /** The switch's own default for {@code links.max-frame}. */
    private static final int MAX_FRAME_BYTES = 8 << 10;

    /**
     * @param dialect its name, looked up in the working folder and among the shipped ones
     * @throws ConfigException if there is no such dialect, or with every mistake in it
     */
    public static WireFormat of(FramingConfig framing, String dialect) throws ConfigException {
        Path folder = Path.of("").toAbsolutePath();
        return new WireFormat(FrameFormat.of(framing, MAX_FRAME_BYTES), Dialects.load(dialect, folder));
    }
}
