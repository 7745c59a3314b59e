/** Measurements of the switch, alone and beside independent implementations. */
@NullMarked
package io.wasl.bench;

import org.jspecify.annotations.NullMarked;
