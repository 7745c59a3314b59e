package io.wasl.bench.e2e;

import java.util.List;

/**
 * All of a run of {@code bench growth reload}, as JSON.
 *
 * @param machine see {@link io.wasl.bench.Machine}
 * @param command its arguments
 * @param jvmOptions of every process
 * @param plan of each window
 * @param ranges of the table
 * @param reloadNs what each reload took, in order; the first ones are of the warm-up
 * @param measured every window of every round
 */
record ReloadFile(
        String machine,
        List<String> command,
        List<String> jvmOptions,
        StandPlan plan,
        int ranges,
        List<Long> reloadNs,
        List<One> measured) {

    /** @param reloads within the window, and what goes before and behind it */
    record One(int reloads, Measured measured) {}
}
