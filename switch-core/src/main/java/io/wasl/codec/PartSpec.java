package io.wasl.codec;

import java.util.Optional;

/**
 * One part of a composite as a dialect declares it.
 *
 * @param key its step in a path: a number, or a tag as {@link Composite} says
 * @param name for people
 * @param value its form; one whose length is said around it has {@link LengthPrefix#isEnclosed() no prefix of its own}
 * @param sensitivity its own, whatever the whole element's is
 * @param stored an opaque part may be stored (encrypted) only where the dialect says {@code store: true}
 * @param parts how it is divided in turn
 */
public record PartSpec(
        String key, String name, ValueSpec value, Sensitivity sensitivity, boolean stored, Optional<Composite> parts) {}
