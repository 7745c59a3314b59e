/** Chance that can be repeated, and what a command is given of time, chance and input. */
@NullMarked
package io.wasl.sim.chance;

import org.jspecify.annotations.NullMarked;
