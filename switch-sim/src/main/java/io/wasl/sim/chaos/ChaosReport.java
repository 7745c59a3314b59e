package io.wasl.sim.chaos;

import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param faults how often each kind was done, and seen to be done
 * @param kills lives of the switch that ended by SIGKILL, those during other faults too
 * @param startsNs from each start of the switch to open listeners, sorted
 * @param held while nothing was done
 * @param issuers what issuers did to their answers, by what they count
 * @param proxies what the proxies did to bytes and connections
 * @param skipped what could not be done here, and why
 */
public record ChaosReport(
        long seed,
        List<RoundReport> rounds,
        Map<ChaosFault, Long> faults,
        long kills,
        List<Long> startsNs,
        Held held,
        Map<String, Long> issuers,
        Map<String, Long> proxies,
        List<String> skipped) {

    /**
     * @param seconds of calm
     * @param startedPerSecond payments, of all acquirers
     * @param answeredPerSecond first answers to payments, of all acquirers
     */
    public record Held(double seconds, double startedPerSecond, double answeredPerSecond) {}

    /** The books agreed after each round, and nothing else went wrong. */
    public boolean isGood() {
        return !rounds.isEmpty() && rounds.stream().allMatch(RoundReport::isGood);
    }

    public long count(ChaosFault fault) {
        return faults.getOrDefault(fault, 0L);
    }
}
