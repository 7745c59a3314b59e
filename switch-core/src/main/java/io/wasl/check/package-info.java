/**
 * Whether a node could start: all that a configuration names, loaded and checked as one. Asked by the start and by
 * {@code wasl check}, so that both say the same. Starts nothing and writes nothing; any thread.
 */
@NullMarked
package io.wasl.check;

import org.jspecify.annotations.NullMarked;
