/**
 * Sockets: listeners for acquirers, dialled connections to issuers, and the one event loop that carries them all.
 *
 * <pre>
 *   socket ─► LinkPipeline ─► LinkSession ─► LinkListener        bytes to message, during the turn
 *   LinkSession.send ─► Outbound ─► socket                       once a turn, after LinkListener.onTurnEnd
 * </pre>
 *
 * A <em>turn</em> of the loop is one wake-up: everything the kernel had to read, every due tick and task, then one
 * {@code onTurnEnd}, then one write for each link that has something to send. {@link io.wasl.link.netty.NettyLinks} may be
 * called from any thread, everything else here belongs to the loop's, but for {@link io.wasl.link.netty.Ticker}, which wakes it for its
 * ticks. No Netty type leaves this package.
 */
@NullMarked
package io.wasl.link.netty;

import org.jspecify.annotations.NullMarked;
