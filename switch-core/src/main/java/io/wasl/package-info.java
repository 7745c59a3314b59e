/** The switch: composition root, main class, and the rooms below it. */
@NullMarked
package io.wasl;

import org.jspecify.annotations.NullMarked;
