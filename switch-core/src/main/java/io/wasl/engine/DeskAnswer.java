package io.wasl.engine;

import java.util.List;

/**
 * What became of an operator's wish; where records were written they are durable.
 *
 * @param refusal why not, or not all
 * @param deliveries what was found, before anything was done: from the oldest, as many as were asked for
 * @param matching how many fit
 * @param done with how many of them it was done
 */
public record DeskAnswer(Refusal refusal, List<DeliveryView> deliveries, int matching, int done) {

    public DeskAnswer {
        deliveries = List.copyOf(deliveries);
    }

    /** Why something was not done. */
    public enum Refusal {
        NONE,
        /** Nothing fits. */
        UNKNOWN,
        /** The id is that of a transaction for which several are owed. */
        SEVERAL,
        /** It is on its way. */
        NOT_PARKED,
        /** Nobody can be told: its issuer is not in the configuration. */
        NOT_CONFIGURED,
        /** It takes back an advice that is parked too. */
        BEHIND_PARKED_ADVICE,
        /** The log takes nothing now. */
        LOG_FULL,
        /** Too many wishes at once. */
        BUSY
    }
}
