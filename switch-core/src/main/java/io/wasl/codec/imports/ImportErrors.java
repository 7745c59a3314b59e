package io.wasl.codec.imports;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong in an imported file, collected until all of it is read. Owner: the import. */
final class ImportErrors {

    private final String file;
    private final Set<ConfigError> errors = new LinkedHashSet<>();

    ImportErrors(String file) {
        this.file = file;
    }

    /**
     * What was noted already is not noted again: a length, say, is read for more than one purpose.
     *
     * @param key the element in question, empty when the file as a whole is
     */
    void add(Place place, String key, String reason) {
        errors.add(new ConfigError(file, place.line(), place.column(), key, reason));
    }

    void throwIfAny() throws ConfigException {
        if (!errors.isEmpty()) {
            List<ConfigError> inOrder = new ArrayList<>(errors);
            inOrder.sort(Comparator.comparingInt(ConfigError::line).thenComparingInt(ConfigError::column));
            throw new ConfigException(inOrder);
        }
    }
}
