/**
 * Where one message ends and the next begins: length headers, TPDU, constant headers and trailers over byte regions.
 *
 * <p>A {@link io.wasl.frame.FrameFormat} is immutable and shared; a {@link io.wasl.frame.Frame} belongs to one loop. No
 * Netty type comes in here: the network's buffers end in {@code link.netty}.
 */
@NullMarked
package io.wasl.frame;

import org.jspecify.annotations.NullMarked;
