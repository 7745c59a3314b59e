package io.wasl.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The mistakes of one file, gathered while it is read so that all are told at once.
 *
 * <p>Owner: the thread that reads the file.
 */
public final class ErrorReport {

    /** Errors kept; the rest are counted. A wrong file of a million rows must not fill the memory or the screen. */
    static final int LIMIT = 100;

    private static final Comparator<ConfigError> FILE_ORDER =
            Comparator.comparingInt(ConfigError::line).thenComparingInt(ConfigError::column);

    private final String file;
    private final List<ConfigError> errors = new ArrayList<>();
    private long beyondLimit;

    /**
     * @param file as the operator named it
     */
    public ErrorReport(String file) {
        this.file = file;
    }

    /** See {@link ConfigError} for the meaning of each part. */
    public void add(int line, int column, String key, String reason) {
        if (errors.size() < LIMIT) {
            errors.add(new ConfigError(file, line, column, key, reason));
        } else {
            beyondLimit++;
        }
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Returns when there are no errors. */
    public void throwIfAny() throws ConfigException {
        if (errors.isEmpty()) {
            return;
        }
        List<ConfigError> told = new ArrayList<>(errors);
        told.sort(FILE_ORDER);
        if (beyondLimit > 0) {
            told.add(new ConfigError(file, 0, 0, "", beyondLimit + " more errors"));
        }
        throw new ConfigException(told);
    }
}
