package io.wasl.codec.imports;

import io.wasl.codec.Sensitivity;
import java.util.Optional;

/**
 * An element or a part of one as an import found it.
 *
 * @param key its number, or its tag
 * @param name as the file says it, perhaps empty
 * @param place where the file declares it
 */
record ImportedElement(
        String key,
        String name,
        ImportedValue value,
        Sensitivity sensitivity,
        Optional<ImportedParts> parts,
        Place place) {}
