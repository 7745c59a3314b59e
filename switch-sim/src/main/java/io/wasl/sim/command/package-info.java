/** What a person types: the picocli commands of the simulators. The main thread owns them. */
@NullMarked
package io.wasl.sim.command;

import org.jspecify.annotations.NullMarked;
