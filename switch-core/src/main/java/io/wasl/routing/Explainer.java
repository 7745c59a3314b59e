package io.wasl.routing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the ranges behind a decision by looking at all of them: slow (milliseconds for a million) and for people only.
 *
 * <p>Owner: the thread that asks, for one question.
 */
final class Explainer implements RangeSweep.Pieces {

    /** More would not be read. */
    static final int MOST_PARTS = 20;

    static final int MOST_WIDER = 8;

    /** The shortest PAN in use; anything shorter is taken for a prefix only. */
    private static final int SHORTEST_WHOLE_PAN = 12;

    private final BinTable table;
    private final BinRanges ranges;
    private final List<Explanation.Part> parts = new ArrayList<>();
    private int[] near = {};
    private int furtherParts;

    private long low;
    private long high;

    /** The part in hand: the sweep also cuts where a wider range begins, and such pieces are joined again. */
    private long partLow;

    private long partHigh;
    private int partRange;
    private boolean partOpen;

    Explainer(BinTable table) {
        this.table = table;
        ranges = table.rangesByLow();
    }

    Explanation explain(String prefix) {
        byte[] digits = prefix.getBytes(StandardCharsets.ISO_8859_1);
        low = PanNumber.low(digits, 0, digits.length);
        high = PanNumber.high(digits, 0, digits.length);
        if (digits.length < PanNumber.PREFIX_DIGITS || low == PanNumber.NOT_A_NUMBER) {
            throw new IllegalArgumentException("a prefix has 6 to 19 digits");
        }
        near = IntStream.range(0, ranges.count())
                .filter(range -> ranges.overlaps(range, low, high))
                .toArray();
        long[] lows =
                Arrays.stream(near).mapToLong(range -> ranges.lows()[range]).toArray();
        long[] highs =
                Arrays.stream(near).mapToLong(range -> ranges.highs()[range]).toArray();
        new RangeSweep(lows, highs, near.length).run(this);
        closePart();
        Optional<Route> asPan = digits.length < SHORTEST_WHOLE_PAN
                ? Optional.empty()
                : Optional.of(table.route(digits, 0, digits.length));
        return new Explanation(BinRange.span(low, high), parts, furtherParts, asPan);
    }

    @Override
    public void piece(long pieceLow, long pieceHigh, int range) {
        if (Long.compareUnsigned(pieceHigh, low) < 0 || Long.compareUnsigned(pieceLow, high) > 0) {
            return;
        }
        if (!partOpen || partRange != range) {
            closePart();
            partOpen = true;
            partRange = range;
            partLow = Long.compareUnsigned(pieceLow, low) < 0 ? low : pieceLow;
        }
        partHigh = Long.compareUnsigned(pieceHigh, high) > 0 ? high : pieceHigh;
    }

    private void closePart() {
        if (!partOpen) {
            return;
        }
        if (parts.size() == MOST_PARTS) {
            furtherParts++;
            return;
        }
        Optional<BinRange> range =
                partRange == RangeSweep.NONE ? Optional.empty() : Optional.of(BinRange.of(table, near[partRange]));
        parts.add(new Explanation.Part(BinRange.span(partLow, partHigh), range, wider()));
    }

    private List<BinRange> wider() {
        return IntStream.range(0, near.length)
                .filter(i -> i != partRange && ranges.covers(near[i], partLow, partHigh))
                .mapToObj(i -> near[i])
                .sorted(Comparator.comparing(this::width, Long::compareUnsigned))
                .limit(MOST_WIDER)
                .map(range -> BinRange.of(table, range))
                .toList();
    }

    private Long width(int range) {
        return ranges.highs()[range] - ranges.lows()[range];
    }
}
