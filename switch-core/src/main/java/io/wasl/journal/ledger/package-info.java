/**
 * The ledger: an SQL view of the log, for people, reports and reconciliation. The log is the truth; what stands here can
 * always be applied again.
 *
 * <pre>
 *   RecordSource ──poll──► Batch ──────────────► BatchWriter ──one database transaction──► transactions
 *   (committed records)    (one row for each     (multi-row statements)                    deliveries
 *                           transaction touched)                                           applied = position
 * </pre>
 *
 * <p>{@link io.wasl.journal.ledger.Ledger} does this on a thread of its own and never blocks another: the engine asks the
 * log, never the ledger. Only this package imports {@code java.sql}. Called by the composition root, commands and ops.
 */
@NullMarked
package io.wasl.journal.ledger;

import org.jspecify.annotations.NullMarked;
