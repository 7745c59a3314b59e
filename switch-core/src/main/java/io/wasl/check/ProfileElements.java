package io.wasl.check;

import io.wasl.codec.Dialect;
import io.wasl.codec.Sensitivity;
import io.wasl.iso.DataElement;
import java.util.Optional;

/** Which elements of a dialect an acquirer's profile may name, and why not the others. */
final class ProfileElements {

    /** In its place a third bitmap may stand. */
    private static final int TERTIARY_BITMAP = 65;

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
