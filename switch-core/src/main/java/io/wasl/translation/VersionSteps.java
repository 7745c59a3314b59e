package io.wasl.translation;

import io.wasl.codec.Dialect;
import io.wasl.iso.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What two versions say in different words, element by element of the target. Loading thread. */
final class VersionSteps {

    private static final int[] DATES = {15, 16, 17};
    private static final int[] DATES_SINCE_1993 = {15, 16, 17, 28};

    private VersionSteps() {}

    static List<Step> between(Dialect from, Dialect to) {
        List<Step> steps = new ArrayList<>();
        boolean isFrom1987 = from.version().is1987();
        boolean isTo1987 = to.version().is1987();
        steps.add(new CodeStep(from, to));
        steps.add(new DigitsStep(11, 11, to.version().stanDigits()));
        if (isFrom1987) {
            steps.add(new LocalTimeSteps.Joined(to.version().originalTimeDigits()));
            steps.add(new DigitsStep(18, 26, 4));
            steps.add(new FunctionCodeStep(to.version()));
        } else if (isTo1987) {
            steps.add(new LocalTimeSteps.Part(12, 6, 0));
            steps.add(new LocalTimeSteps.Part(13, 4, 6));
            steps.add(new DigitsStep(26, 18, 4));
        } else {
            steps.add(new LocalTimeSteps.Year(to.version().originalTimeDigits()));
        }
        if ((from.version() == Version.V2003) != (to.version() == Version.V2003)) {
            steps.add(new AdditionalAmountsStep(to.version() == Version.V2003));
        }
        for (int date : isFrom1987 || isTo1987 ? DATES : DATES_SINCE_1993) {
            if (from.declares(date)
                    && to.declares(date)
                    && from.spec(date).length() != to.spec(date).length()) {
                steps.add(new DateStep(date, to.spec(date).length()));
            }
        }
        steps.addAll(amounts(from, to));
        return steps;
    }

    /** DE 4, 5 and 6; in 2003 each with its currency, elsewhere with DE 49, 50 and 51 beside it. */
    private static List<Step> amounts(Dialect from, Dialect to) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int amount = 4 + i;
            int currency = 49 + i;
            if (to.version() == Version.V2003) {
                steps.add(new AmountSteps.WithCurrency(amount, currency));
            } else if (from.version() == Version.V2003) {
                steps.add(new AmountSteps.Alone(amount));
                steps.add(new AmountSteps.CurrencyOf(amount, currency));
            }
        }
        return steps;
    }

    /** Elements of the source that are used up by steps, or that each version says for itself. */
    static Set<Integer> usedBetween(Version from, Version to) {
        if (from.is1987()) {
            return to == Version.V2003 ? Set.of(12, 13, 18, 49, 50, 51) : Set.of(12, 13, 18);
        }
        // The function code and the original's data are the engine's own to say in 1987.
        return to.is1987() ? Set.of(12, 24, 26, 56) : to == Version.V2003 ? Set.of(12, 49, 50, 51, 56) : Set.of(12, 56);
    }
}
