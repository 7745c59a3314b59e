/**
 * What a legible message must hold to be worked on: the elements its MTI demands, and values that mean something.
 *
 * <p>Pure functions of a {@link io.wasl.codec.MessageView}, on any thread; no state. Characters and lengths are the
 * codec's concern and have been checked before; PAN ranges are the routing's.
 */
@NullMarked
package io.wasl.validation;

import org.jspecify.annotations.NullMarked;
