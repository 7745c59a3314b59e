package io.wasl.check;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Dialect;
import io.wasl.codec.Sensitivity;
import io.wasl.config.PartialForm;
import io.wasl.iso.DataElement;
import java.util.Optional;

/** Which elements of a dialect a member's profile may name, and why not the others. */
final class ProfileElements {

    /** In its place a third bitmap may stand. */
    private static final int TERTIARY_BITMAP = 65;

    private static final int ORIGINAL_AMOUNTS = 30;
    private static final int AMOUNT_DIGITS = 12;

    private ProfileElements() {}

    /** Why an answer cannot repeat this element of its request; empty when it can. */
    static Optional<String> whyNotEchoed(Dialect dialect, int de) {
        if (de == DataElement.RESPONSE_CODE) {
            return Optional.of("DE 39 is the answer's own");
        }
        Optional<String> general = whyNeither(dialect, de);
        if (general.isPresent()) {
            return general;
        }
        if (dialect.neverReturned().contains(de)) {
            return Optional.of("DE " + de + " is never returned");
        }
        boolean isKept =
                dialect.storedOpen().contains(de) || dialect.storedSealed().contains(de);
        // Answers to what is in flight are made from what was kept of the request.
        return isKept ? Optional.empty() : Optional.of("DE " + de + " is not kept: not stored by " + dialect.name());
    }

    /** Why this element cannot tell a repeat; empty when it can. */
    static Optional<String> whyNotInKey(Dialect dialect, int de) {
        Optional<String> general = whyNeither(dialect, de);
        boolean isOpen = general.isEmpty() && dialect.spec(de).sensitivity() == Sensitivity.OPEN;
        // A key is no secret: what it is the hash of could be tried out.
        return general.isPresent() || isOpen
                ? general
                : Optional.of("DE " + de + " is not open in " + dialect.name() + ", and the log keeps the key's hash");
    }

    /** Why partial reversals cannot be said this way in this dialect; empty when they can. */
    static Optional<String> whyNotPartial(Dialect dialect, PartialForm form) {
        if (!dialect.version().is1987() || form == PartialForm.DE95) {
            return Optional.empty();
        }
        boolean holds = dialect.declares(ORIGINAL_AMOUNTS)
                && dialect.spec(ORIGINAL_AMOUNTS).characterClass() == CharacterClass.N
                && dialect.spec(ORIGINAL_AMOUNTS).length() >= AMOUNT_DIGITS;
        return holds
                ? Optional.empty()
                : Optional.of(dialect.name() + " has no DE 30 of " + AMOUNT_DIGITS
                        + " digits, which the original amount of a partial reversal needs");
    }

    private static Optional<String> whyNeither(Dialect dialect, int de) {
        if (de == DataElement.MAC || de == DataElement.SECONDARY_MAC) {
            return Optional.of("DE " + de + " is a MAC, another one in each message");
        }
        if (de == TERTIARY_BITMAP) {
            return Optional.of("DE 65 is a bitmap");
        }
        return dialect.declares(de) ? Optional.empty() : Optional.of(dialect.name() + " declares no DE " + de);
    }
}
