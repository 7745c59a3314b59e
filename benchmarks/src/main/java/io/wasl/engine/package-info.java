/**
 * A door of the benchmarks into the engine's room: the key index is package-private there, and is to be measured as it
 * is, not as a copy. Only in {@code benchmarks.jar}; nothing of it ships.
 */
@NullMarked
package io.wasl.engine;

import org.jspecify.annotations.NullMarked;
