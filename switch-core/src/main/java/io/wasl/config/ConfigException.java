package io.wasl.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; nothing has been started. Commands print the errors and exit with status 2. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigError> errors;

    public ConfigException(List<ConfigError> errors) {
        super(errors.stream().map(ConfigError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    public ConfigException(ConfigError error) {
        this(List.of(error));
    }

    /** In file order; never empty. */
    public List<ConfigError> errors() {
        return errors;
    }
}
