package io.wasl.sim.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What many seeds have shown.
 *
 * @param coverage how often what happened
 * @param lives of nodes: starts, the first ones too
 * @param events things on agendas that happened
 */
public record CampaignReport(
        List<WorldFailure> failures, Map<String, Long> coverage, long lives, long events, double virtualSeconds) {

    public CampaignReport {
        failures = List.copyOf(failures);
        coverage = Map.copyOf(coverage);
    }

    /** Faults that never came: what they might break has not been tried. */
    public List<String> neverHappened() {
        List<String> missing = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            if (!coverage.containsKey("fault " + fault)) {
                missing.add("fault " + fault);
            }
        }
        return missing;
    }
}
