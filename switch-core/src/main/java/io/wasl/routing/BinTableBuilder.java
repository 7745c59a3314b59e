package io.wasl.routing;

import io.wasl.config.ErrorReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a table of rows: rows into ranges, ranges into pieces.
 *
 * <p>Owner: the thread that loads the table.
 */
final class BinTableBuilder {

    private final BinRows rows;
    private final List<BinTableReader.Terms> rowTerms;
    private final List<String> issuerIds;
    private final ErrorReport errors;

    private final List<RangeTerms> terms = new ArrayList<>();
    private final Map<List<Integer>, Integer> termsIndex = new HashMap<>();

    /** For each issuer the line and the range of its latest row. */
    private final int[] lastLines;

    private final int[] lastRanges;

    BinTableBuilder(BinRows rows, List<BinTableReader.Terms> rowTerms, List<String> issuerIds, ErrorReport errors) {
        this.rows = rows;
        this.rowTerms = rowTerms;
        this.issuerIds = issuerIds;
        this.errors = errors;
        lastLines = new int[issuerIds.size()];
        lastRanges = new int[issuerIds.size()];
        Arrays.fill(lastRanges, -1);
    }

    /** The table is only to be used when no errors were reported. */
    BinTable build() {
        BinRanges ranges = group(rows.inOrder());
        refuseAmbiguous(ranges);
        return new BinTable(cut(ranges), terms, ranges);
    }

    private BinRanges group(int[] order) {
        long[] lows = new long[order.length];
        long[] highs = new long[order.length];
        int[] rangeTerms = new int[order.length];
        int[] firstRows = new int[order.length + 1];
        int[] rowLines = new int[order.length];
        int count = 0;
        for (int first = 0; first < order.length; ) {
            int end = first + 1;
            while (end < order.length && rows.sameRange(order[first], order[end])) {
                end++;
            }
            lows[count] = rows.lows[order[first]];
            highs[count] = rows.highs[order[first]];
            rangeTerms[count] = agree(order, first, end, count);
            firstRows[count] = first;
            for (int i = first; i < end; i++) {
                rowLines[i] = rows.lines[order[i]];
            }
            count++;
            first = end;
        }
        firstRows[count] = order.length;
        return new BinRanges(
                issuerIds,
                Arrays.copyOf(lows, count),
                Arrays.copyOf(highs, count),
                Arrays.copyOf(rangeTerms, count),
                Arrays.copyOf(firstRows, count + 1),
                rowLines);
    }

    /** Checks that the rows of one range fit each other, and returns the index of its terms. */
    private int agree(int[] order, int first, int end, int range) {
        int head = order[first];
        List<Integer> key = new ArrayList<>(end - first + 1);
        key.add(rows.terms[head]);
        for (int i = first; i < end; i++) {
            int row = order[i];
            int issuer = rows.issuers[row];
            key.add(issuer);
            if (lastRanges[issuer] == range) {
                errors.add(rows.lines[row], 1, "", "repeats range and issuer of line " + lastLines[issuer]);
            } else if (i > first && rows.priorities[row] == rows.priorities[order[i - 1]]) {
                errors.add(
                        rows.lines[row],
                        1,
                        "",
                        "has the same priority as line " + rows.lines[order[i - 1]] + " of the same range");
            }
            if (rows.terms[row] != rows.terms[head]) {
                errors.add(
                        rows.lines[row],
                        1,
                        "",
                        "differs in brand, pan-length or luhn from line " + rows.lines[head] + " of the same range");
            }
            lastRanges[issuer] = range;
            lastLines[issuer] = rows.lines[row];
        }
        return intern(key);
    }

    private int intern(List<Integer> key) {
        Integer known = termsIndex.get(key);
        if (known == null) {
            known = terms.size();
            termsIndex.put(key, known);
            BinTableReader.Terms agreed = rowTerms.get(key.get(0));
            int[] issuers = key.stream().skip(1).mapToInt(Integer::intValue).toArray();
            terms.add(new RangeTerms(new Route.To(issuers, agreed.brand()), agreed.lengths(), agreed.luhn()));
        }
        return known;
    }

    /** Of two ranges that overlap the narrower wins; of two as wide as each other neither can. */
    private void refuseAmbiguous(BinRanges ranges) {
        Map<Long, Integer> latestOfWidth = new HashMap<>();
        for (int range = 0; range < ranges.count(); range++) {
            long width = ranges.highs()[range] - ranges.lows()[range];
            Integer earlier = latestOfWidth.put(width, range);
            if (earlier != null && Long.compareUnsigned(ranges.highs()[earlier], ranges.lows()[range]) >= 0) {
                errors.add(
                        firstLine(ranges, range),
                        1,
                        "",
                        "overlaps the range of line " + firstLine(ranges, earlier)
                                + ", which is as wide: neither is narrower");
            }
        }
    }

    private static int firstLine(BinRanges ranges, int range) {
        return ranges.rowLines()[ranges.firstRows()[range]];
    }

    private BinPieces cut(BinRanges ranges) {
        long[] lows = new long[2 * ranges.count() + 1];
        int[] pieceTerms = new int[lows.length];
        Cursor cursor = new Cursor();
        new RangeSweep(ranges.lows(), ranges.highs(), ranges.count()).run((low, high, range) -> {
            int there = range == RangeSweep.NONE ? BinPieces.NONE : ranges.terms()[range];
            if (cursor.count == 0 || pieceTerms[cursor.count - 1] != there) {
                lows[cursor.count] = low;
                pieceTerms[cursor.count++] = there;
            }
        });
        return new BinPieces(Arrays.copyOf(lows, cursor.count), Arrays.copyOf(pieceTerms, cursor.count));
    }

    private static final class Cursor {
        int count;
    }
}
