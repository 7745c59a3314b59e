/**
 * How operators see and reach a running node: metrics and health over HTTP on loopback, commands over an owner-only Unix
 * socket.
 *
 * <pre>
 *   loop ── Counters ──► MetricsPage ──┐
 *   node ── Readiness ─► Health ───────┴─► AdminServer      GET /metrics /health/live /health/ready
 *   wasl saf, ledger, reload, stop ─► CommandChannelClient ═ Unix socket ═► CommandChannel ─► ChannelCommand
 * </pre>
 *
 * Read-only views and commands by queue: nothing here touches the engine's state, and nothing runs on the switch's loop.
 * The admin server has one daemon thread of its own, the command channel a few. The composition root makes them; what it
 * registers is called on these threads.
 */
@NullMarked
package io.wasl.ops;

import org.jspecify.annotations.NullMarked;
