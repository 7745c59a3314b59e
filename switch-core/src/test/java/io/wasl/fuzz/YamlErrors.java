package io.wasl.fuzz;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import java.util.List;

/** What errors of a file promise: its name, a line that it has, a reason. */
public final class YamlErrors {

    /** Reasons that mean the whole file. */
    private static final List<String> WHOLE = List.of("is empty", "is not UTF-8", "has no ranges", "not valid YAML");

    private YamlErrors() {}

    public static void check(ConfigException refusal, String file, String text) {
        long lines = text.chars()
                        .filter(c -> c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
                        .count()
                + 1;
        if (refusal.errors().isEmpty()) {
            throw new AssertionError("refused without a reason");
        }
        for (ConfigError error : refusal.errors()) {
            boolean isWhole = WHOLE.stream().anyMatch(error.reason()::contains);
            if (!error.file().equals(file) || error.reason().isBlank()) {
                throw new AssertionError("error: " + error);
            }
            if (error.line() < (isWhole ? 0 : 1) || error.line() > lines || error.column() < 0) {
                throw new AssertionError("place of an error, in a file of " + lines + " lines: " + error);
            }
        }
    }
}
