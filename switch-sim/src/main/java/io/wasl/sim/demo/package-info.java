/**
 * The switch shown at work: a node with an embedded ledger, issuers and an acquirer in one process, and a check that all
 * their totals agree.
 */
@NullMarked
package io.wasl.sim.demo;

import org.jspecify.annotations.NullMarked;
