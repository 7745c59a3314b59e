package io.wasl.sim.chaos;

import java.util.List;
import java.util.Map;

/**
 * What a round came to.
 *
 * @param payments started or refused by the acquirers
 * @param connectionsLost by the acquirers
 * @param calmNs from the last acquirer's end until nothing was owed
 * @param cards that are in the acquirers' books
 * @param netMinor approved less reversed by currency since the run began, as the acquirers say
 * @param differences between the three books, a sentence each
 * @param problems what else went wrong, as the acquirers see it
 */
public record RoundReport(
        int round,
        long payments,
        long repeats,
        long reversals,
        long connectionsLost,
        long calmNs,
        int cards,
        Map<String, Long> netMinor,
        List<String> differences,
        List<String> problems) {

    public boolean isGood() {
        return differences.isEmpty() && problems.isEmpty();
    }
}
