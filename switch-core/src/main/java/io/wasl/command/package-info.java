/**
 * What a person types: the picocli commands, and the SPI by which other modules add theirs. Asks the node, holds no state
 * of its own. The main thread owns it.
 */
@NullMarked
package io.wasl.command;

import org.jspecify.annotations.NullMarked;
