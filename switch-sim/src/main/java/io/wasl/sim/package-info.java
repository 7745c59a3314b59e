/** Simulators of the hosts around the switch: issuers, acquirers, load and faults. */
@NullMarked
package io.wasl.sim;

import org.jspecify.annotations.NullMarked;
