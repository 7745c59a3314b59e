/**
 * A door of the benchmarks into the log's room: files as they are, but for the force, which does nothing; the log on one thread and
 * without a disk; one group by itself. Only in {@code benchmarks.jar}; nothing of it ships.
 */
@NullMarked
package io.wasl.journal;

import org.jspecify.annotations.NullMarked;
