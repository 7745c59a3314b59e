package io.wasl.bench.e2e;

import java.util.List;

/**
 * All of a run of {@code bench growth idle}, as JSON.
 *
 * @param machine see {@link io.wasl.bench.Machine}
 * @param command its arguments
 * @param jvmOptions of every process
 * @param measured each heap in turn
 */
record IdleFile(String machine, List<String> command, List<String> jvmOptions, List<One> measured) {

    /**
     * What one switch held.
     *
     * @param heap in a word
     * @param plan with the options of its JVM alone; the connections are those of the warm-up
     * @param connections that idled
     * @param before and {@code after} they were there, each after full collections; bytes
     */
    record One(String heap, StandPlan plan, int connections, Residence before, Residence after) {

        int held() {
            return after.openFiles() - before.openFiles();
        }

        double residentEach() {
            return after.residentPer(before, connections);
        }

        double heapEach() {
            return after.heapPer(before, connections);
        }
    }
}
