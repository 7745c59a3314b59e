package io.wasl.config;

import java.nio.file.Path;

/**
 * @param table CSV with the header row {@code low,high,issuer,brand,pan-length,priority}
 */
public record RoutingConfig(Path table) {}
