package io.wasl.engine;

import io.wasl.journal.TransactionId;
import java.util.Optional;
import java.util.Set;

/**
 * Which owed deliveries an operator means; all that is given must fit.
 *
 * @param id the delivery's own, or its transaction's as alarms name it
 * @param issuer its id
 * @param standings at least one
 */
public record DeliveryQuery(Optional<TransactionId> id, Optional<String> issuer, Set<DeliveryStanding> standings) {

    public DeliveryQuery {
        standings = Set.copyOf(standings);
    }

    boolean fits(OwedDelivery delivery) {
        return (issuer.isEmpty() || issuer.get().equals(delivery.issuer.id))
                && standings.contains(DeliveryStanding.of(delivery))
                && (id.isEmpty() || isId(id.get(), delivery));
    }

    private static boolean isId(TransactionId sought, OwedDelivery delivery) {
        return sought.epoch() == delivery.epoch && sought.counter() == delivery.counter
                || sought.epoch() == delivery.originalEpoch && sought.counter() == delivery.originalCounter;
    }
}
