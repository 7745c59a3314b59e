package io.wasl.bench.e2e;

import java.util.List;

/**
 * All of a run of {@code bench growth}, as JSON.
 *
 * @param command its arguments
 * @param plan of each window; the connections are those of each point
 * @param failures targets that could not be measured in a round, and why
 * @param measured every window of every round
 */
record GrowthFile(
        String machine,
        List<String> command,
        List<String> jvmOptions,
        StandPlan plan,
        List<String> failures,
        List<GrowthResults.One> measured) {}
