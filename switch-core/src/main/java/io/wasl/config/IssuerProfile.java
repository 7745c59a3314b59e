package io.wasl.config;

import java.util.List;
import java.util.Set;

/**
 * Where networks differ, per issuer. The first constant of each choice is the default.
 *
 * @param stan whose STAN travels on the issuer's leg
 * @param answers on which connections an answer is accepted
 * @param reversalStan the STAN of Wasl's reversals
 * @param reversalAmount DE 4 of Wasl's own reversals after a partial approval
 * @param mismatch what happens when an answer does not fit its request
 * @param partial how it is told what remains after a partial reversal, where it speaks 1987
 * @param match the elements by which an answer names its request, some of {@link #MATCHABLE}, always with DE 11: the one
 *     that Wasl makes unique
 */
public record IssuerProfile(
        StanPolicy stan,
        Answers answers,
        ReversalStan reversalStan,
        ReversalAmount reversalAmount,
        Mismatch mismatch,
        PartialForm partial,
        List<Integer> match) {

    /** Elements that issuers return and that a reversal shares with its original, or that are a leg's own. */
    public static final Set<Integer> MATCHABLE = Set.of(7, 11, 12, 13, 32, 37, 41, 42);

    public IssuerProfile {
        match = List.copyOf(match);
    }

    public static IssuerProfile defaults() {
        return new IssuerProfile(
                StanPolicy.OWN,
                Answers.SAME,
                ReversalStan.NEW,
                ReversalAmount.APPROVED,
                Mismatch.AT_DEADLINE,
                PartialForm.DE95,
                List.of(7, 11, 37));
    }

    public enum StanPolicy {
        /** Wasl's own, restored on the way back. */
        OWN,
        /** The acquirer's, unless that key is in flight there. */
        KEEP
    }

    public enum Answers {
        /** Only on the connection that carried the request. */
        SAME,
        /** On any connection of that issuer. */
        GROUP
    }

    public enum ReversalStan {
        NEW,
        ORIGINAL
    }

    public enum ReversalAmount {
        APPROVED,
        REQUESTED
    }

    public enum Mismatch {
        /** Logged; the transaction waits for a right answer until its deadline. */
        AT_DEADLINE,
        /** A bad answer at once: 96 upstream and a reversal owed. */
        AT_ONCE
    }
}
