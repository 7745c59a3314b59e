package io.wasl.config;

import java.time.Duration;

/**
 * Delivery of owed reversals and advices to one issuer.
 *
 * @param responseTimeout how long one copy waits for its answer; default 15 s
 * @param retryFirst longest wait before the second copy; doubles up to {@code retryMax}; each wait is a random part of it;
 *     default 5 s
 * @param retryMax default 60 s
 * @param window copies in flight at once, across transactions; default 8
 * @param rate copies a second at most; default 2,000
 */
public record ReversalConfig(Duration responseTimeout, Duration retryFirst, Duration retryMax, int window, int rate) {

    public static ReversalConfig defaults() {
        return new ReversalConfig(Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(60), 8, 2_000);
    }
}
