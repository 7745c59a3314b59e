/**
 * The acquirer simulator: traffic at a rate or with a window, latency from the intended send time, each answer checked,
 * and the duty of an acquirer host (repeats, reversals) with its own book. Runs on one
 * {@link io.wasl.sim.net.FramedLoop}.
 */
@NullMarked
package io.wasl.sim.acquirer;

import org.jspecify.annotations.NullMarked;
