/**
 * What money moved, as each side believes: cards without their PAN, and totals by card and currency that can be compared.
 * Knows no message and no socket.
 */
@NullMarked
package io.wasl.sim.book;

import org.jspecify.annotations.NullMarked;
