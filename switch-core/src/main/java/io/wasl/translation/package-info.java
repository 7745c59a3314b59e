/**
 * From one dialect to another, on the two legs of one transaction: a plan compiled when the configuration is loaded, for
 * each pair of an acquirer and an issuer.
 *
 * <pre>
 *   acquirer's dialect ──► request plan ──► issuer's dialect
 *   acquirer's dialect ◄── answer plan  ◄── issuer's dialect
 *
 *   carried      the same number means the same in both versions: copied, or written in the other form
 *   converted    the versions say the same in different words: dates, amounts, codes, the merchant's type
 *   mapped       what the issuer's profile declares ({@code translations:})
 *   lost         everything else that a message may carry: told when the configuration is loaded
 * </pre>
 *
 * Called by the engine's flows, on its thread, and by the check of a configuration.
 */
@NullMarked
package io.wasl.translation;

import org.jspecify.annotations.NullMarked;
