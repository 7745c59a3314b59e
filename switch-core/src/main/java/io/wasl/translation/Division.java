package io.wasl.translation;

import io.wasl.codec.Composite;
import io.wasl.codec.Encoding;
import io.wasl.codec.PartSpec;
import io.wasl.codec.ValueSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether two dialects divide an element in the same way, so that it can be carried whole.
 *
 * <p>An element of characters passes character by character: where its parts only stand one behind the other, each of one
 * length, it does not matter whether they are written in ASCII or in EBCDIC. DE 4 of 2003 is such a one. Everything else must be
 * declared alike.
 */
final class Division {

    private static final Set<Encoding> CHARACTERS = Set.of(Encoding.ASCII, Encoding.EBCDIC, Encoding.EBCDIC_1047);

    private Division() {}

    static boolean isAlike(Composite mine, Composite theirs) {
        return mine.equals(theirs)
                || mine instanceof Composite.Positional one
                        && theirs instanceof Composite.Positional other
                        && isAlike(one.fields(), other.fields());
    }

    private static boolean isAlike(List<PartSpec> mine, List<PartSpec> theirs) {
        if (mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            if (!isAlike(mine.get(i), theirs.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlike(PartSpec mine, PartSpec theirs) {
        return mine.key().equals(theirs.key())
                && mine.sensitivity() == theirs.sensitivity()
                && mine.stored() == theirs.stored()
                && isAlike(mine.value(), theirs.value())
                && isAlike(mine.parts(), theirs.parts());
    }

    private static boolean isAlike(ValueSpec mine, ValueSpec theirs) {
        return mine.characterClass() == theirs.characterClass()
                && mine.length() == theirs.length()
                && mine.isFixed()
                && theirs.isFixed()
                && CHARACTERS.contains(mine.encoding())
                && CHARACTERS.contains(theirs.encoding());
    }

    private static boolean isAlike(Optional<Composite> mine, Optional<Composite> theirs) {
        return mine.isPresent() == theirs.isPresent()
                && (mine.isEmpty() || isAlike(mine.orElseThrow(), theirs.orElseThrow()));
    }
}
