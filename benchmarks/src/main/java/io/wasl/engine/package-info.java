/**
 * A door of the benchmarks into the engine's room: what is package-private there is to be measured as it is, not as a
 * copy: key index, memory of transactions, deadline wheel. Only in {@code benchmarks.jar}; nothing of it ships.
 */
@NullMarked
package io.wasl.engine;

import org.jspecify.annotations.NullMarked;
