package io.wasl.bench.e2e;

import io.wasl.bench.DiskForce;
import java.util.List;

/**
 * All of a run of {@code bench catch-up}, as JSON.
 *
 * @param command its arguments
 * @param disk its own write and force of 4 KiB
 * @param failures targets that could not be measured in a round, and why
 * @param measured every target in every round
 */
record CatchUpFile(
        String machine,
        List<String> command,
        StandPlan plan,
        DiskForce disk,
        List<String> failures,
        List<CatchUpResults.One> measured) {}
