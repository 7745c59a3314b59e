package io.wasl.config;

import java.util.List;

/**
 * Where networks differ, per acquirer. The first constant of each choice is the default.
 *
 * @param unknownBin the code for a PAN in no range
 * @param duplicate what a repeat of a finished request gets
 * @param unknownOriginalAdvice the code for an 0420 whose original is unknown
 * @param adviceOriginal whether an 0120 or 0220 must name a transaction that is known
 * @param completions how many 0220 may complete one authorization
 * @param partial how its partial reversals say what remains, where it speaks 1987
 * @param reversal who answers its 0400: Wasl, or the issuer as long as it does
 * @param echo the elements that answers repeat of their request, always with DE 11: another one would be taken from the
 *     issuer's leg; empty for the dialect's list
 * @param duplicateKey the elements that a message shares with its repeats and with nothing else, always with DE 11;
 *     reversals add DE 90 and 95
 */
public record AcquirerProfile(
        UnknownBin unknownBin,
        Duplicate duplicate,
        UnknownOriginal unknownOriginalAdvice,
        AdviceOriginal adviceOriginal,
        Completions completions,
        PartialForm partial,
        Reversal reversal,
        List<Integer> echo,
        List<Integer> duplicateKey) {

    public AcquirerProfile {
        echo = List.copyOf(echo);
        duplicateKey = List.copyOf(duplicateKey);
    }

    public static AcquirerProfile defaults() {
        return new AcquirerProfile(
                UnknownBin.CODE_15,
                Duplicate.REPLAY,
                UnknownOriginal.CODE_00,
                AdviceOriginal.OPTIONAL,
                Completions.ONE,
                PartialForm.DE95,
                Reversal.TAKE_OVER,
                List.of(),
                List.of(7, 11, 32, 37, 41, 42));
    }

    public enum UnknownBin {
        CODE_15,
        CODE_92
    }

    public enum Duplicate {
        /** The stored answer again. */
        REPLAY,
        /** Answered 94. */
        CODE_94
    }

    public enum AdviceOriginal {
        /** It is taken over all the same. */
        OPTIONAL,
        /** Answered 25, and no issuer is told. */
        REQUIRED
    }

    public enum Completions {
        /** Another one is answered 94: the amount must not move twice. */
        ONE,
        /** Each moves its amount: parts of an order sent one after the other. */
        MANY
    }

    public enum Reversal {
        /** Wasl, 00 at once; its issuer gets an 0420. */
        TAKE_OVER,
        /** Its issuer, which gets it as a 0400; Wasl where that cannot be asked, does not answer or answers 91 or 96. */
        RELAY
    }

    public enum UnknownOriginal {
        CODE_00,
        CODE_25
    }
}
