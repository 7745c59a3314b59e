/**
 * A door of the benchmarks into the composition root: the whole node, on a log of another kind. Only in {@code
 * benchmarks.jar}; nothing of it ships.
 */
@NullMarked
package io.wasl;

import org.jspecify.annotations.NullMarked;
