package io.wasl.sim.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Net amounts, approved less reversed, by card and currency, in minor units. What is zero is not there.
 *
 * <p>Mutable; owner: the book that keeps it. A {@link #copy} goes to whoever asks.
 */
public final class Totals {

    /**
     * One line of a book.
     *
     * @param currency DE 49 as on the wire, {@code 504}
     */
    public record Line(Card card, String currency) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            int byCard = card.compareTo(other.card);
            return byCard != 0 ? byCard : currency.compareTo(other.currency);
        }

        @Override
        public String toString() {
            return "card " + card + " currency " + currency;
        }
    }

    private final SortedMap<Line, Long> netMinor = new TreeMap<>();

    /** Adds to a card's net; negative for what is given back. */
    public void add(Card card, String currency, long amountMinor) {
        var line = new Line(card, currency);
        netMinor.merge(line, amountMinor, Totals::sum);
        netMinor.remove(line, 0L);
    }

    public void addAll(Totals other) {
        other.netMinor.forEach((line, amountMinor) -> add(line.card(), line.currency(), amountMinor));
    }

    public Totals copy() {
        var copy = new Totals();
        copy.addAll(this);
        return copy;
    }

    public SortedMap<Line, Long> byCard() {
        return new TreeMap<>(netMinor);
    }

    public SortedMap<String, Long> byCurrency() {
        var sums = new TreeMap<String, Long>();
        netMinor.forEach((line, amountMinor) -> sums.merge(line.currency(), amountMinor, Totals::sum));
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    /**
     * What two books say differently, a sentence a line; empty when they agree.
     *
     * @param own and {@code others}: whose books, for the sentence
     */
    public List<String> differences(Totals other, String own, String others) {
        return compare(byCard(), other.byCard(), own, others);
    }

    /** The same for any two maps of amounts; a missing key is 0. */
    public static <K extends Comparable<K>> List<String> compare(
            Map<K, Long> left, Map<K, Long> right, String leftName, String rightName) {
        var keys = new TreeSet<K>(left.keySet());
        keys.addAll(right.keySet());
        var differences = new ArrayList<String>();
        for (K key : keys) {
            long a = left.getOrDefault(key, 0L);
            long b = right.getOrDefault(key, 0L);
            if (a != b) {
                differences.add(key + ": " + leftName + " " + a + ", " + rightName + " " + b);
            }
        }
        return differences;
    }

    private static Long sum(Long left, Long right) {
        return Math.addExact(left, right);
    }
}
