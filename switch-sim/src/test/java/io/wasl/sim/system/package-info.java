/**
 * Tests of the whole switch: real sockets, real files, real processes, and peers that are not ours where there are any.
 * What they share stands in {@link io.wasl.sim.system.SwitchFiles} and {@link io.wasl.sim.system.Issuers}.
 */
@NullMarked
package io.wasl.sim.system;

import org.jspecify.annotations.NullMarked;
