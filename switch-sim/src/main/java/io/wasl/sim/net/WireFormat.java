package io.wasl.sim.net;

import io.wasl.codec.Dialect;
import io.wasl.frame.FrameFormat;

/**
 * How a peer writes: where a message ends, and what is in it. Immutable, shared.
 *
 * @param frames framing with its limit
 */
public record WireFormat(FrameFormat frames, Dialect dialect) {}
