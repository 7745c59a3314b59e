package io.wasl.translation;

import io.wasl.codec.Dialect;
import io.wasl.codec.PartPath;
import io.wasl.codec.Sensitivity;

/**
 * What one dialect protects must not lose its protection by being something else in the other: track, PIN, card
 * verification and keys are never stored, numbers of cards and accounts never in the clear. Pure; loading thread.
 */
final class Protection {

    private static final int LAST_STORED = 128;

    private Protection() {}

    /**
     * @throws IllegalArgumentException when the target keeps or shows what the source must not
     */
    static void demand(PartPath source, PartPath target) {
        Sensitivity element = source.dialect().spec(source.de()).sensitivity();
        Dialect to = target.dialect();
        boolean isSecret = isSecret(source.sensitivity()) || isSecret(element);
        boolean isAllowed = isSecret
                ? !isStored(to, target.de())
                        && (isSecret(target.sensitivity()) || target.sensitivity() == Sensitivity.OPAQUE)
                : !isNumberOrChip(source) || target.sensitivity() != Sensitivity.OPEN && !isInTheClear(to, target.de());
        if (!isAllowed) {
            throw new IllegalArgumentException(
                    source + " is " + name(isSecret(element) ? element : source.sensitivity()) + " in "
                            + source.dialect() + ", and " + target + " is not so protected in " + to);
        }
    }

    /** Whether an element that is never stored would be, under the same number. */
    static boolean isExposed(Dialect from, Dialect to, int de) {
        return isSecret(from.spec(de).sensitivity()) && isStored(to, de);
    }

    /** Parts of chip data have a sensitivity of their own; all of them together hold a card's number. */
    private static boolean isNumberOrChip(PartPath source) {
        boolean isWhole = source.toString().indexOf('.') < 0;
        return source.sensitivity() == Sensitivity.PAN || isWhole && source.sensitivity() == Sensitivity.CHIP;
    }

    /** Never stored, wherever it is. */
    static boolean isSecret(Sensitivity sensitivity) {
        return switch (sensitivity) {
            case TRACK, PIN, CVV, KEY -> true;
            case OPEN, PAN, CHIP, OPAQUE -> false;
        };
    }

    private static boolean isStored(Dialect dialect, int de) {
        return de <= LAST_STORED
                && (isInTheClear(dialect, de) || dialect.storedSealedOfAnswers().contains(de));
    }

    private static boolean isInTheClear(Dialect dialect, int de) {
        return de <= LAST_STORED && dialect.storedOpen().contains(de);
    }

    private static String name(Sensitivity sensitivity) {
        return sensitivity.name().toLowerCase(java.util.Locale.ROOT);
    }
}
