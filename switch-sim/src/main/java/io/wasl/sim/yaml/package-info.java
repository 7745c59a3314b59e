/**
 * The simulators' files, read whole with every error placed at {@code file:line:column key: reason}. Pure; called by
 * commands on their own thread.
 */
@NullMarked
package io.wasl.sim.yaml;

import org.jspecify.annotations.NullMarked;
