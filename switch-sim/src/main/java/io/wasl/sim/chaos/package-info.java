/**
 * Real processes under load, and what kills, stops, cuts off and starves them, drawn from a seed; then the comparison of
 * three books.
 *
 * <pre>
 *   bank  ─ sim load ──┐  FaultProxy   ┌────────┐   FaultProxy  ┌── sim issuer ─ atlas
 *   souk  ─ sim load ──┴──────────────►│  run   │──────────────►┴── sim issuer ─ rif
 *                                      └───┬────┘
 *      JVMs of their own: Child      LogDisk   ledger: embedded, or a server
 *
 *   ChaosRun ─ a round: Storm of faults → calm → acquirers settle → nothing owed → drain → Books agree?
 * </pre>
 *
 * <p>Called by the command and by tests, on one thread that owns all of it; the proxies run in this process on a loop of
 * their own. Every child ends with this process, however it ends.
 */
@NullMarked
package io.wasl.sim.chaos;

import org.jspecify.annotations.NullMarked;
