/**
 * A TCP proxy that spoils what goes through it: it knows bytes and closes, nothing of messages.
 *
 * <pre>
 *   client ── SideHandler ──► Lane to-server ──► server        a Relay is one connection: two sides, two lanes
 *          ◄── Lane to-client ◄── SideHandler ──
 *                  ▲
 *            StandingFaults, one for each direction, put on and lifted by Steps: a Script's, or a person's
 * </pre>
 *
 * <p>Called by the command and by tests; everything but {@link io.wasl.sim.proxy.FaultProxy}'s public methods, and the
 * reading of scripts, runs on the loop's thread.
 */
@NullMarked
package io.wasl.sim.proxy;

import org.jspecify.annotations.NullMarked;
