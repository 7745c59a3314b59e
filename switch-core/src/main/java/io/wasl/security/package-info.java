/**
 * What touches keys and card data: the key file, the PAN token and hint, the cipher of a log segment, masking for
 * people.
 *
 * <pre>
 *   wasl.keys ──KeyFile──► Keys ──┬── PAN encryption key ──HKDF(salt of the segment)─┬► SegmentCipher (AES-256-EAX)
 *   (owner only)                  │                                                  └► SegmentChain  (AES-256-CMAC)
 *                                 └── PAN token key ─────────────────────────────────► PanTokenizer  (AES-CMAC)
 * </pre>
 *
 * Two kinds of key, several of each for rotation: the highest id of a kind is the one in use, the others only read. No
 * type of this room prints key bytes or an unmasked PAN.
 *
 * <p>{@link io.wasl.security.Keys} is immutable and shared. Tokenizers and ciphers are mutable and belong to one thread
 * each. Imports {@code config} for its errors and {@code time} for chance.
 */
@NullMarked
package io.wasl.security;

import org.jspecify.annotations.NullMarked;
