package io.wasl.sim.rules;

import io.wasl.iso.Mti;
import io.wasl.sim.yaml.Forms;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a rule applies: each element that is named must match one of its values; an empty list matches all.
 *
 * @param pans DE 2
 * @param amounts DE 4 in minor units
 * @param amountEnds the last two digits of DE 4
 * @param mtis patterns of four characters with {@code *} at the end ({@code 0100}, {@code 04*}), which name messages of
 *     every version; empty: requests of class 1 and 2, so that reversals follow the book unless a rule asks for them
 * @param terminals patterns of DE 41
 * @param processingCodes patterns of DE 3
 * @param currencies DE 49, in 2003 of DE 4
 */
record Condition(
        List<PanMatch> pans,
        List<Forms.Span> amounts,
        List<Integer> amountEnds,
        List<String> mtis,
        List<String> terminals,
        List<String> processingCodes,
        List<String> currencies) {

    static final Condition ALWAYS =
            new Condition(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private static final int CENTS = 100;
    private static final String AS_OF_1987 = "0";

    boolean matches(Request request) {
        return matchesMti(request.mti())
                && any(pans, pan -> pan.matches(request.pan()))
                && any(amounts, span -> span.contains(request.amountMinor()))
                && any(amountEnds, end -> request.amountMinor() >= 0 && request.amountMinor() % CENTS == end)
                && any(terminals, pattern -> matches(pattern, request.terminal()))
                && any(processingCodes, pattern -> matches(pattern, request.processingCode()))
                && any(currencies, request.currency()::equals);
    }

    private boolean matchesMti(int mti) {
        if (mtis.isEmpty()) {
            int messageClass = Mti.messageClass(mti);
            boolean isMoney = messageClass == Mti.CLASS_AUTHORIZATION || messageClass == Mti.CLASS_FINANCIAL;
            return isMoney && Mti.function(mti) == Mti.FUNCTION_REQUEST;
        }
        String text = Mti.toString(mti);
        return any(mtis, pattern -> matches(pattern, text) || matches(pattern, AS_OF_1987 + text.substring(1)));
    }

    private static <T> boolean any(List<T> values, Predicate<T> matches) {
        return values.isEmpty() || values.stream().anyMatch(matches);
    }

    private static boolean matches(String pattern, String text) {
        return prefixOf(pattern).map(text::startsWith).orElseGet(() -> pattern.equals(text));
    }

    private static Optional<String> prefixOf(String pattern) {
        return pattern.endsWith("*") ? Optional.of(pattern.substring(0, pattern.length() - 1)) : Optional.empty();
    }
}
