package io.wasl.sim.world;

import io.wasl.codec.Dialect;
import io.wasl.config.SwitchConfig;
import io.wasl.journal.JournalLimits;
import io.wasl.routing.Router;
import io.wasl.security.Keys;
import io.wasl.security.PanTokenizer;
import java.util.List;

/**
 * What a world is built from: the same for each life of its node.
 *
 * @param pans cards, of each issuer as many
 * @param tickNs between two ticks of the node's loop
 * @param acquirerPatienceNs how long an acquirer's host waits for an answer
 * @param daysBetween so many days pass between two storms; 0 for one storm only
 * @param isReplicated whether a cluster keeps the log, and not the disk
 */
record WorldPlan(
        SwitchConfig config,
        List<Dialect> acquirerDialects,
        List<Dialect> issuerDialects,
        Router router,
        Keys keys,
        List<PanTokenizer> tokenizers,
        List<String> pans,
        JournalLimits journalLimits,
        long tickNs,
        long acquirerPatienceNs,
        int daysBetween,
        boolean isReplicated) {

    static WorldPlan of(Chance chance) {
        return new PlanDraft(chance).plan();
    }
}
