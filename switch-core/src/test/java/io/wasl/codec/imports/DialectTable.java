package io.wasl.codec.imports;

import io.wasl.codec.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jpos.iso.ISOFieldPackager;

/**
 * The table of docs/DIALECTS.md: definitions by elements, and why an element of a definition is not compared.
 *
 * <pre>
 *   | DE   | iso87ascii.xml | cmf.xml |
 *   | 2–42 | =              | =       |
 *   | 43   | =              | parts   |
 * </pre>
 */
final class DialectTable {

    private static final String SAME = "=";
    private static final String PARTS = "parts";
    private static final String LEFT_OUT = "left out";
    private static final String NONE = "–";

    private DialectTable() {}

    static String of(List<PeerDefinition> definitions) {
        StringBuilder table = new StringBuilder("| DE |");
        definitions.forEach(
                definition -> table.append(" `").append(definition.name()).append("` |"));
        table.append("\n|---|").append("---|".repeat(definitions.size())).append('\n');
        int first = 2;
        for (int de = 3; de <= 129; de++) {
            if (de == 129 || !row(definitions, de).equals(row(definitions, first))) {
                table.append("| ")
                        .append(first)
                        .append(first == de - 1 ? "" : "–" + (de - 1))
                        .append(" |");
                row(definitions, first)
                        .forEach(cell -> table.append(' ').append(cell).append(" |"));
                table.append('\n');
                first = de;
            }
        }
        definitions.forEach(definition -> notes(definition, table));
        return table.toString();
    }

    private static List<String> row(List<PeerDefinition> definitions, int de) {
        List<String> cells = new ArrayList<>();
        for (PeerDefinition definition : definitions) {
            Dialect dialect = definition.imported().dialect();
            ISOFieldPackager peer = definition.packager().getFieldPackager(de);
            if (dialect.declares(de)) {
                cells.add(dialect.spec(de).parts().isPresent() ? PARTS : SAME);
            } else {
                cells.add(peer == null ? NONE : LEFT_OUT);
            }
        }
        return cells;
    }

    private static void notes(PeerDefinition definition, StringBuilder table) {
        List<String> notes = definition.imported().notes();
        if (!notes.isEmpty()) {
            table.append("\n`").append(definition.name()).append("`:\n\n");
            notes.forEach(note -> table.append("- ").append(note).append('\n'));
        }
    }
}
