package io.wasl.codec.imports;

import java.util.List;

/**
 * How a value is divided, as an import found it.
 *
 * @param head the keys that say the form, as a dialect file writes them
 * @param fields in the order of the message
 */
record ImportedParts(List<String> head, List<ImportedElement> fields) {

    ImportedParts {
        head = List.copyOf(head);
        fields = List.copyOf(fields);
    }
}
