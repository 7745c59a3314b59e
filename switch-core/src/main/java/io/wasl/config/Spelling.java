package io.wasl.config;

import java.util.Collection;
import java.util.Locale;

/** Finds what an operator probably meant by a word that is not known. */
public final class Spelling {

    /** One slip in a short word, two in a longer one; more is another word. */
    private static final int LETTERS_PER_SLIP = 4;

    private static final int MOST_SLIPS = 2;

    private Spelling() {}

    /** {@code ; did you mean 'atlas'?}, or nothing when no known word is close. */
    public static String suggestion(String word, Collection<String> known) {
        String best = "";
        int bestDistance = Math.min(MOST_SLIPS, Math.max(1, word.length() / LETTERS_PER_SLIP)) + 1;
        for (String candidate : known) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? "" : "; did you mean '" + best + "'?";
    }

    /** Levenshtein's distance, two neighbouring letters swapped counting once; underscore and hyphen are one letter. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, 1 + Math.min(row[j - 1], last[j]));
                if (isSwap(a, i, b, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }

    private static boolean isSwap(String a, int i, String b, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }

    private static boolean same(char a, char b) {
        return a == b || a == '_' && b == '-';
    }
}
