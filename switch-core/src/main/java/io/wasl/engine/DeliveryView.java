package io.wasl.engine;

import io.wasl.iso.ResponseCode;
import io.wasl.journal.TransactionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An owed delivery as an operator sees it: what memory knows. Its amount and message are in the log.
 *
 * @param id its own
 * @param original the transaction it reverses; of an advice the advice's own
 * @param isConfigured whether its issuer is in the configuration
 * @param mti of its first copy
 * @param behind what must end before it may go, where something must; of a parked reversal the advice that is parked too
 * @param copies whose SENT record was written
 * @param code of a parked one, the issuer's DE 39; {@link ResponseCode#NONE} where it did not answer
 * @param parkedAtMs since 1970; 0 for one that is not parked
 */
public record DeliveryView(
        TransactionId id,
        TransactionId original,
        String issuer,
        boolean isConfigured,
        int mti,
        boolean isAdvice,
        DeliveryStanding standing,
        Optional<TransactionId> behind,
        int copies,
        int code,
        long parkedAtMs) {

    static DeliveryView of(OwedDelivery delivery, @Nullable OwedDelivery before) {
        OwedDelivery.Parking parking = delivery.parking;
        return new DeliveryView(
                new TransactionId(delivery.epoch, delivery.counter),
                new TransactionId(delivery.originalEpoch, delivery.originalCounter),
                delivery.issuer.id,
                !delivery.issuer.isRetired,
                delivery.mti,
                delivery.isAdvice(),
                DeliveryStanding.of(delivery),
                before == null ? Optional.empty() : Optional.of(new TransactionId(before.epoch, before.counter)),
                delivery.copies,
                parking == null ? ResponseCode.NONE : parking.code(),
                parking == null ? 0 : parking.sinceMs());
    }
}
