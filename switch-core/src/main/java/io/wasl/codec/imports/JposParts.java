package io.wasl.codec.imports;

import io.wasl.codec.Sensitivity;
import java.util.Optional;
import java.util.Set;

/** Reads the parts of an {@code isofieldpackager}. Owner: the import. */
final class JposParts {

    static final Set<String> ATTRIBUTES = Set.of(
            "id", "length", "name", "class", "pad", "trim", "token", "params", "encoding", "packager", "emitBitmap",
            "maxValidField", "bitmapField", "thirdBitmapField", "firstField", "headerLength", "tagMapper", "tagSize",
            "lenSize", "swapTagAndLen");

    JposParts(ImportErrors errors, JposValues values) {}

    Optional<ImportedParts> read(XmlElement packager, String key, Sensitivity sensitivity) {
        return Optional.empty();
    }
}
