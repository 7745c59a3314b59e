/**
 * Messages as bytes: dialects compiled from YAML, the flyweight that reads a frame, the writer that makes one.
 *
 * <pre>
 *   dialects/*.yaml ─ DialectFile ─► Dialect (immutable, shared)
 *                                       │
 *   frame's body ── MessageView ────────┤   one pass: where each element starts, how long, whether it is legal
 *                       │               │
 *                       ▼               ▼
 *                 MessageWriter ── encode ──► frame's body
 *
 *   parts of an element, to any depth: PartPath (compiled from 55.9F26), PartView reads, MessageWriter.set(path, …) writes
 *
 *   between two dialects, and between codec and journal: the neutral form (see {@link io.wasl.iso.ElementSet})
 * </pre>
 *
 * <p>A {@link io.wasl.codec.Dialect} may be used by any thread; views and writers belong to one. Nothing here throws on
 * what a peer sends: {@link io.wasl.codec.MessageView#decode} is total, a bad message is a
 * {@link io.wasl.codec.DecodeError}. Decoding and encoding allocate nothing.
 */
@NullMarked
package io.wasl.codec;

import org.jspecify.annotations.NullMarked;
