package io.wasl.bench.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Windows in which the routing table was loaded again, each beside one of the same round in which it was not. */
final class ReloadWindows {

    private record Pair(Measured without, Measured with, int reloads) {

        boolean isValid() {
            return without.isValid() && with.isValid();
        }
    }

    private final List<Pair> pairs = new ArrayList<>();

    /** @param reloads while the second was measured */
    void add(Measured without, Measured with, int reloads) {
        pairs.add(new Pair(without, with, reloads));
    }

    /** Every window, in the order in which they were measured. */
    List<ReloadFile.One> all() {
        return pairs.stream()
                .flatMap(pair ->
                        Stream.of(new ReloadFile.One(0, pair.without), new ReloadFile.One(pair.reloads, pair.with)))
                .toList();
    }

    /** The median over valid rounds of what reloads added to that percentile; below zero where it was less with them. */
    OptionalDouble addedNs(String percentile) {
        return Results.median(pairs.stream()
                .filter(Pair::isValid)
                .mapToDouble(pair -> pair.with.load().latencyNs(percentile)
                        - (double) pair.without.load().latencyNs(percentile))
                .toArray());
    }

    boolean areValid() {
        return !pairs.isEmpty() && pairs.stream().allMatch(Pair::isValid);
    }
}
