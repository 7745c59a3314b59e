package io.wasl.ops;

import java.util.List;

/** Rows for people: columns as wide as their widest cell; those of numbers stand to the right. */
public final class TextTable {

    private TextTable() {}

    /**
     * @param rows the first is the head; all have as many cells
     */
    public static String of(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        boolean[] areNumbers = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            widths[c] = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0);
            areNumbers[c] =
                    rows.stream().skip(1).allMatch(row -> row.get(column).matches("[0-9][0-9,]*"));
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                line.append(c == 0 ? "" : "  ").append(pad(row.get(c), widths[c], areNumbers[c]));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String pad(String cell, int width, boolean isNumber) {
        String space = " ".repeat(width - cell.length());
        return isNumber ? space + cell : cell + space;
    }
}
