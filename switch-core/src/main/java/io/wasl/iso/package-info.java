/**
 * The words of ISO 8583 that every other room speaks: MTI, data elements, response codes, reasons, check digits.
 *
 * <p>Values only, no state and no owner thread. Imports nothing of Wasl.
 */
@NullMarked
package io.wasl.iso;

import org.jspecify.annotations.NullMarked;
