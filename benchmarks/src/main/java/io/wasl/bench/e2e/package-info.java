/**
 * The whole way of an authorization, measured between processes: load, target, issuer.
 *
 * <pre>
 *   E2eCommand ─► E2eRun ─ a round: each target in turn, in fresh processes
 *                   │
 *                   └► Stand ─► load ──── 0100 ───► target ────────► issuer        each a JVM: Part
 *                       │       LoadProgram         wasl, relay,     IssuerProgram
 *                       │         ▲                 jpos, …
 *                       │         │ one line: closed:64 1.0 10.0
 *                       └─ warm up; then each LoadShape: lead-in │ measured │ drained
 *                                                                ▲          ▲
 *                                                           CpuSnapshot, from /proc
 * </pre>
 *
 * <p>The command's thread owns the run, the stand and all figures; what a process prints comes in on a thread for each and is
 * queued. In load, issuer and relay one loop owns everything; in the jPOS switch each connection has a thread, as jPOS has it.
 * Every process ends with the command, however that ends: it is killed by its handle, and its input ends.
 *
 * <p>Each request has a key that never was before, and each answer is held against its request ({@link
 * io.wasl.bench.e2e.AnswerBook}): a window in which one key was not answered exactly once and rightly is told and not counted.
 * Targets run only what {@link io.wasl.bench.e2e.Target} says; ratios are made within a round, and medians over rounds.
 */
@NullMarked
package io.wasl.bench.e2e;

import org.jspecify.annotations.NullMarked;
