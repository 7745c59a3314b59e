/**
 * Wasl, an ISO 8583 authorization switch: the composition root and the drawing of the house.
 *
 * <pre>
 *  acquirer host                                                          issuer host
 *      │ bytes                                                       bytes │
 *  link.netty: frame → decode                             link.netty: encode → frame
 *      │ onMessage                                                         ▲ send
 *      └──────────► engine: validate → de-duplicate → route ───────────────┘ forward
 *      ┌─────────── journal R1 R2 → correlate → journal R3 → respond ◄───── onMessage / onDeadline
 *      ▼ respond                     │ append / durable(position)
 *                                    ▼
 *                     journal: append-only log ──apply──► journal.ledger: the SQL view
 * </pre>
 *
 * <p>The way of one message is two files: {@link io.wasl.link.netty} holds the pipeline (bytes to message) and
 * {@code io.wasl.engine.AuthorizationFlow} holds the decision (message to answer).
 *
 * <p>Only this package creates objects across rooms, and only it touches the system's clocks and random source.
 */
@NullMarked
package io.wasl;

import org.jspecify.annotations.NullMarked;
