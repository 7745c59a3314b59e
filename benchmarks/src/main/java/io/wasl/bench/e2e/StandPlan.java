package io.wasl.bench.e2e;

import java.util.List;

/**
 * How each target is measured.
 *
 * @param seconds of each window
 * @param leadInSeconds before each window, of the same load: queues fill, batches find their size
 * @param warmUpSeconds of a fresh target, before its first window
 * @param connections of the load
 * @param targetOptions more of the JVM's, for the target alone
 */
public record StandPlan(
        double seconds, double leadInSeconds, double warmUpSeconds, int connections, List<String> targetOptions) {

    public StandPlan {
        targetOptions = List.copyOf(targetOptions);
    }
}
