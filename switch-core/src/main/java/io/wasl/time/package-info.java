/**
 * Time and chance as ports. Everything inside the switch gets them from here; only the composition root and the
 * simulated world make them.
 */
@NullMarked
package io.wasl.time;

import org.jspecify.annotations.NullMarked;
