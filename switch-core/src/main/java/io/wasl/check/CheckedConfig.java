package io.wasl.check;

import io.wasl.codec.Dialect;
import io.wasl.config.AcquirerConfig;
import io.wasl.config.ConfigError;
import io.wasl.config.IssuerConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.routing.BinTable;
import io.wasl.security.Keys;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A configuration that a node can start with, and all that it names, loaded.
 *
 * @param dialects by name, of all members
 * @param isFirstStart whether the journal is empty
 * @param warnings what an operator should know and a node starts with all the same
 * @param keys empty when the first start makes the key file
 */
public record CheckedConfig(
        SwitchConfig config,
        Map<String, Dialect> dialects,
        BinTable routes,
        boolean isFirstStart,
        List<ConfigError> warnings,
        Optional<Keys> keys) {

    public CheckedConfig {
        dialects = Collections.unmodifiableMap(new TreeMap<>(dialects));
        warnings = List.copyOf(warnings);
    }

    /** In the configuration's order. */
    public List<Dialect> acquirerDialects() {
        return config.acquirers().stream()
                .map(AcquirerConfig::dialect)
                .map(this::dialect)
                .toList();
    }

    /** In the configuration's order. */
    public List<Dialect> issuerDialects() {
        return config.issuers().stream()
                .map(IssuerConfig::dialect)
                .map(this::dialect)
                .toList();
    }

    private Dialect dialect(String name) {
        return Objects.requireNonNull(dialects.get(name), name);
    }
}
