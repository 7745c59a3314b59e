package io.wasl.engine;

import io.wasl.config.StandInConfig;
import io.wasl.config.StandInConfig.MessageClass;
import io.wasl.config.StandInConfig.Rule;
import io.wasl.config.StandInConfig.Trigger;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.StoodInDay;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer lets Wasl decide in its place, in the order in which it is asked. Pure.
 *
 * <pre>
 *   no rule for brand, type, class, currency    nothing is decided: 91, as without stand-in
 *   on the hot list                             04, 41 or 43
 *   expired                                     54
 *   no expiry, a PIN, chip data (by policy)     nothing is decided: nobody here can verify them
 *   more than its rule allows at once           61
 *   … on one day: times, amount                 65, 61
 *   otherwise                                   approved
 * </pre>
 */
final class StandInRules {

    private static final int PROCESSING_CODE = 3;

    private final StandInConfig config;

    StandInRules(StandInConfig config) {
        this.config = config;
    }

    boolean areFor(Trigger trigger) {
        return config.on().contains(trigger);
    }

    StandInConfig config() {
        return config;
    }

    /**
     * @param elements of the request, as the acquirer sent them
     * @param yearMonth YYMM of today, UTC
     * @return {@link Reason#ACCEPTED}, the reason of a decline, or null where nothing is decided
     */
    @Nullable
    Reason decide(String brand, int mti, ElementSet elements, int cardFacts, int yearMonth, StandInCard card) {
        long amountMinor = Money.amount(elements, mti);
        Rule rule = find(brand, mti, elements);
        if (rule == null || amountMinor <= 0) {
            return null;
        }
        if (card.hot() != null) {
            return card.hot();
        }
        int expiry = CardFacts.expiry(cardFacts);
        if (expiry >= 0 && expiry < yearMonth) {
            return Reason.EXPIRED_CARD;
        }
        boolean isChipDecisive = CardFacts.hasChip(cardFacts) && config.arqc() == StandInConfig.Arqc.DECLINE;
        if (expiry < 0 || CardFacts.hasPin(cardFacts) || isChipDecisive) {
            return null;
        }
        if (amountMinor > rule.perTransactionMinor()) {
            return Reason.STAND_IN_AMOUNT;
        }
        StoodInDay.Total today = card.today();
        if (today.count() >= rule.perDayCount()) {
            return Reason.STAND_IN_COUNT;
        }
        return today.amountMinor() + amountMinor > rule.perDayMinor() ? Reason.STAND_IN_AMOUNT : Reason.ACCEPTED;
    }

    private @Nullable Rule find(String brand, int mti, ElementSet elements) {
        MessageClass itsClass = switch (Mti.messageClass(mti)) {
            case Mti.CLASS_AUTHORIZATION -> MessageClass.AUTHORIZATION;
            case Mti.CLASS_FINANCIAL -> MessageClass.FINANCIAL;
            default -> null;
        };
        int type = elements.find(PROCESSING_CODE);
        if (itsClass == null || type < 0 || elements.lengthAt(type) < 2) {
            return null;
        }
        String itsType = new String(elements.buffer(), type, 2, StandardCharsets.ISO_8859_1);
        int currency = Money.withoutExponent(Money.currency(elements, mti));
        for (Rule rule : config.rules()) {
            if ((rule.brands().isEmpty() || rule.brands().contains(brand))
                    && rule.types().contains(itsType)
                    && rule.classes().contains(itsClass)
                    && currency == ResponseCode.of(rule.currency())) {
                return rule;
            }
        }
        return null;
    }
}
