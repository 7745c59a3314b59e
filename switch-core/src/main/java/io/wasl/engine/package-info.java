/**
 * The machine that decides: events in, commands out, on one thread, with no lock, no I/O, no clock and no chance of its
 * own.
 *
 * <pre>
 *   LinkListener ─► SwitchEngine ─► AuthorizationFlow   0100 0200 and their answers
 *   JournalListener ─┘     │      ─► ReversalFlow        0400 0420 of acquirers
 *                          │      ─► OwedDeliveries      0420 of Wasl, until acknowledged
 *                          └─► Outbox                    what waits for the log, in log order
 *
 *   TransactionTable   what the switch remembers of each transaction, and what it holds of those in flight
 *   KeyIndex           wire keys to transactions: duplicate, original, RRN, issuer leg
 *   Recovery           the log, read at start, to the same tables
 * </pre>
 *
 * <p>Start with {@code AuthorizationFlow}: the way of a message, top to bottom. Everything here runs on the loop's
 * thread; before the loop starts, on the thread that recovers.
 */
@NullMarked
package io.wasl.engine;

import org.jspecify.annotations.NullMarked;
