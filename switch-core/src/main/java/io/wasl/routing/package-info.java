/**
 * From a PAN to its issuer: the BIN table, an immutable value loaded from CSV and swapped whole.
 *
 * <p>Loaded on any thread, read on the loop's thread.
 */
@NullMarked
package io.wasl.routing;

import org.jspecify.annotations.NullMarked;
