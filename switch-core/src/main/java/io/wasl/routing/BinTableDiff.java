package io.wasl.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a new table would change, told before it is swapped in.
 *
 * @param changed ranges in both tables whose issuers, brand, lengths or check differ
 * @param examples the first of them, {@code + new}, {@code - old} or {@code ~ changed}
 */
public record BinTableDiff(int added, int removed, int changed, List<String> examples) {

    /** Enough to recognise a wrong file. */
    static final int MOST_EXAMPLES = 10;

    public BinTableDiff {
        examples = List.copyOf(examples);
    }

    public static BinTableDiff between(BinTable before, BinTable after) {
        return new Walk(before, after).run();
    }

    public boolean isEmpty() {
        return added == 0 && removed == 0 && changed == 0;
    }

    @Override
    public String toString() {
        return added + " ranges added, " + removed + " removed, " + changed + " changed";
    }

    /** Both tables at once, in their common order. */
    private static final class Walk {

        private final BinTable before;
        private final BinTable after;
        private final boolean sameIssuers;
        private final List<String> examples = new ArrayList<>();
        private int added;
        private int removed;
        private int changed;

        Walk(BinTable before, BinTable after) {
            this.before = before;
            this.after = after;
            sameIssuers = issuerIds(before).equals(issuerIds(after));
        }

        BinTableDiff run() {
            int old = 0;
            int now = 0;
            while (old < before.ranges() || now < after.ranges()) {
                int order = order(old, now);
                if (order < 0) {
                    removed++;
                    example("- ", before, old++);
                } else if (order > 0) {
                    added++;
                    example("+ ", after, now++);
                } else {
                    if (differs(before.termsOf(old), after.termsOf(now))) {
                        changed++;
                        example("~ ", after, now);
                    }
                    old++;
                    now++;
                }
            }
            return new BinTableDiff(added, removed, changed, examples);
        }

        /** As {@link BinRows#inOrder}: by low bound, then the wider first. */
        private int order(int old, int now) {
            if (old == before.ranges() || now == after.ranges()) {
                return old == before.ranges() ? 1 : -1;
            }
            BinRanges olds = before.rangesByLow();
            BinRanges nows = after.rangesByLow();
            int byLow = Long.compareUnsigned(olds.lows()[old], nows.lows()[now]);
            return byLow != 0 ? byLow : Long.compareUnsigned(nows.highs()[now], olds.highs()[old]);
        }

        private boolean differs(RangeTerms old, RangeTerms now) {
            return old.lengths() != now.lengths()
                    || old.luhn() != now.luhn()
                    || !old.route().brand().equals(now.route().brand())
                    || !sameDestinations(old.route().issuers(), now.route().issuers());
        }

        private boolean sameDestinations(int[] old, int[] now) {
            if (sameIssuers || old.length != now.length) {
                return Arrays.equals(old, now);
            }
            for (int i = 0; i < old.length; i++) {
                if (!issuerIds(before).get(old[i]).equals(issuerIds(after).get(now[i]))) {
                    return false;
                }
            }
            return true;
        }

        private void example(String sign, BinTable table, int range) {
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(sign + BinRange.of(table, range));
            }
        }

        private static List<String> issuerIds(BinTable table) {
            return table.rangesByLow().issuerIds();
        }
    }
}
