/**
 * The simulators: peers of the switch that share its message format and nothing of its network code, so that a bug there
 * cannot hide.
 *
 * <pre>
 *   command ── what a person types
 *      ├── demo ──── switch, three issuers and an acquirer on loopback, checked against each other
 *      ├── chaos ─── switch, issuers and acquirers as processes of their own, killed and compared
 *      ├── issuer ── answers by rules, keeps its own book
 *      ├── acquirer  sends load, does an acquirer's duty, keeps its own book
 *      └── proxy ─── between any two of them: delays, stalls, splits, cuts and spoils bytes
 *             rules · book · net · terminal · chance
 * </pre>
 *
 * <p>This package is the composition root: only it touches the system's clocks and random source.
 */
@NullMarked
package io.wasl.sim;

import org.jspecify.annotations.NullMarked;
