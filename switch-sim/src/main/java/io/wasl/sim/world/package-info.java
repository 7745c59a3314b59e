/**
 * A seeded world in one thread: the switch as it ships (engine, codec, links, journal and its recovery) on virtual time,
 * between hosts with every bad habit, on a network and a disk that fail as the seed says. {@link io.wasl.sim.world.WorldRun}
 * is one seed from its first payment to its last check.
 *
 * <pre>
 *   AcquirerHost ─Connection─ NodeSocket ─┐             ┌─ NodeSocket ─Connection─ IssuerHost
 *     its book                            WorldNode ────┘                            its book
 *                                  engine · sessions · FileJournal
 *                                              │
 *                                         WorldDisk
 *   Agenda: what happens when     Weather: what goes wrong how often     Checker: what must never be
 * </pre>
 */
@NullMarked
package io.wasl.sim.world;

import org.jspecify.annotations.NullMarked;
