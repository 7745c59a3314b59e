/**
 * A small framed transport of the simulators' own, over Netty: one loop thread that carries sockets, timers and the
 * simulator's logic. Uses core's {@code frame} and {@code codec}, never core's {@code link}.
 *
 * <p>Everything but construction and {@code close} runs on the loop's thread.
 */
@NullMarked
package io.wasl.sim.net;

import org.jspecify.annotations.NullMarked;
