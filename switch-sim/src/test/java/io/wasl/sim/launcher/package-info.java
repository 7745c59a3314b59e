/** Tests of the launcher, {@code ./wasl}: the script itself, in a copy of a clone, with a Java and a Maven that only take notes. */
@NullMarked
package io.wasl.sim.launcher;

import org.jspecify.annotations.NullMarked;
