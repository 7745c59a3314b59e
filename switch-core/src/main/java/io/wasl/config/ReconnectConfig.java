package io.wasl.config;

import java.time.Duration;

/**
 * Exponential back-off with full jitter between dials: the n-th wait is random in {@code [0, min(max, first · 2^n))},
 * but never under a tenth of {@code first}.
 *
 * @param first default 200 ms
 * @param max default 30 s
 * @param connectTimeout how long one dial may take; default 5 s
 */
public record ReconnectConfig(Duration first, Duration max, Duration connectTimeout) {

    public static ReconnectConfig defaults() {
        return new ReconnectConfig(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofSeconds(5));
    }
}
