package io.wasl.config;

/**
 * One mistake in a file the operator wrote.
 *
 * @param file as the operator named it
 * @param line from 1; 0 when the file as a whole is meant
 * @param column from 1; 0 when the line or file as a whole is meant
 * @param key the path of the key, {@code issuers[1].connect}; empty when the place is not inside a key
 * @param reason what is wrong and what would be right, without card data or secrets
 */
public record ConfigError(String file, int line, int column, String key, String reason) {

    /** {@code file:line:column key: reason}, leaving out what is not known. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
            if (column > 0) {
                text.append(':').append(column);
            }
        }
        if (!key.isEmpty()) {
            text.append(' ').append(key);
        }
        return text.append(": ").append(reason).toString();
    }
}
