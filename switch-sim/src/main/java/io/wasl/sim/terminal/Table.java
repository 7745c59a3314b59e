package io.wasl.sim.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns that line up; the first reads from the left, the others are numbers unless said otherwise. Owner: its maker.
 */
public final class Table {

    private static final String GAP = "  ";

    private final List<String> head;
    private final boolean[] left;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param head titles; one that begins with {@code <} makes a column of text
     */
    public Table(String... head) {
        left = new boolean[head.length];
        this.head = new ArrayList<>();
        for (int i = 0; i < head.length; i++) {
            left[i] = i == 0 || head[i].startsWith("<");
            this.head.add(head[i].startsWith("<") ? head[i].substring(1) : head[i]);
        }
    }

    public void row(String... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException("a row has " + head.size() + " cells");
        }
        rows.add(List.of(cells));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The table's lines, indented by two, the head dimmed. */
    public void print(Screen screen) {
        int[] widths = widths();
        screen.line(screen.dim(GAP + format(head, widths)));
        for (List<String> row : rows) {
            screen.line(GAP + format(row, widths));
        }
    }

    private int[] widths() {
        int[] widths = new int[head.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = head.get(i).length();
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private String format(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String pad = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? "" : GAP).append(left[i] ? cells.get(i) + pad : pad + cells.get(i));
        }
        return line.toString().stripTrailing();
    }
}
