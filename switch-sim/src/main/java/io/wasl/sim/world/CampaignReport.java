package io.wasl.sim.world;

import java.util.List;
import java.util.Map;

/**
 * What many seeds have shown.
 *
 * @param coverage how often what happened
 * @param crashed seeds in which a node's process died
 * @param twice seeds that ran twice and told the same story
 * @param lives of nodes: starts, the first ones too
 * @param events things on agendas that happened
 */
public record CampaignReport(
        List<WorldFailure> failures,
        Map<String, Long> coverage,
        int crashed,
        int twice,
        long lives,
        long events,
        double virtualSeconds) {

    /** From this many seeds on everything that can happen must have happened. */
    public static final int FULL = Expectations.FULL_CAMPAIGN;

    public CampaignReport {
        failures = List.copyOf(failures);
        coverage = Map.copyOf(coverage);
    }

    /** What must happen in a campaign and did not: what it might break has not been tried. */
    public List<String> neverHappened() {
        return Expectations.missing(coverage);
    }

    /** What was said to be impossible in a world, and happened. */
    public List<String> impossible() {
        return Expectations.impossible(coverage);
    }
}
