package io.wasl.codec;

/**
 * One element as a dialect declares it.
 *
 * @param value its form on the wire
 * @param stored an opaque element is stored (encrypted) only where the dialect says {@code store: true}
 */
public record ElementSpec(int de, String name, ValueSpec value, Sensitivity sensitivity, boolean stored) {

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
