/**
 * The issuer simulator: listens, answers sign-on, requests and reversals by rules, and keeps a book with the exactly-once
 * net effect that a switch is measured against. Runs on one {@link io.wasl.sim.net.FramedLoop}.
 */
@NullMarked
package io.wasl.sim.issuer;

import org.jspecify.annotations.NullMarked;
