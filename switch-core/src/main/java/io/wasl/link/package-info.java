/**
 * A connection to a member as the engine sees it, and what ISO 8583 says about it: sign-on, sign-off, echo (class 8),
 * who may send business when.
 *
 * <p>No sockets here: {@code link.netty} carries the bytes in production, the simulated world in tests. Everything runs
 * on the loop's thread.
 */
@NullMarked
package io.wasl.link;

import org.jspecify.annotations.NullMarked;
