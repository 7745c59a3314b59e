/**
 * Counters that one thread writes and operators read: how each room tells what it did without knowing who watches.
 *
 * <p>Imports nothing. {@code ops} turns them into metrics.
 */
@NullMarked
package io.wasl.metric;

import org.jspecify.annotations.NullMarked;
