package io.wasl.bench.report;

import java.util.List;

/**
 * A table for any page.
 *
 * @param texts how many of the first columns are text; the others are figures, which are set to the right
 * @param notes lines below it
 */
record FigureTable(List<String> head, int texts, List<List<String>> rows, List<String> notes) {

    FigureTable {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
        for (List<String> row : rows) {
            if (row.size() != head.size()) {
                throw new IllegalArgumentException("a row has " + head.size() + " cells");
            }
        }
    }
}
