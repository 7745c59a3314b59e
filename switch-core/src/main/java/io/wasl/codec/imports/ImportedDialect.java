package io.wasl.codec.imports;

import io.wasl.codec.Dialect;
import java.util.List;

/**
 * A dialect made from another program's definition.
 *
 * @param yaml its text, which loads as the dialect
 * @param notes what the definition has and the dialect leaves out, with the reason; each also stands in the text
 */
public record ImportedDialect(Dialect dialect, String yaml, List<String> notes) {

    public ImportedDialect {
        notes = List.copyOf(notes);
    }
}
