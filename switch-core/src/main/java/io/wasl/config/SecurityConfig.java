package io.wasl.config;

import java.nio.file.Path;

/**
 * @param keys the owner-only key file; default {@code wasl.keys} beside the configuration
 */
public record SecurityConfig(Path keys) {}
