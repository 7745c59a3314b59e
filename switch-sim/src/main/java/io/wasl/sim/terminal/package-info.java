/** What people see: tables, one updating line, colour where there is a terminal. The calling thread owns it. */
@NullMarked
package io.wasl.sim.terminal;

import org.jspecify.annotations.NullMarked;
