package io.wasl.codec;

import java.util.Optional;

/**
 * One element as a dialect declares it.
 *
 * @param value its form on the wire
 * @param stored an opaque element is stored (encrypted) only where the dialect says {@code store: true}
 * @param parts how it is divided
 */
public record ElementSpec(
        int de, String name, ValueSpec value, Sensitivity sensitivity, boolean stored, Optional<Composite> parts) {

    public boolean isFixed() {
        return value.isFixed();
    }

    /** As {@link ValueSpec#length()}. */
    public int length() {
        return value.length();
    }

    public CharacterClass characterClass() {
        return value.characterClass();
    }
}
