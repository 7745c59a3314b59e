package io.wasl.journal.ledger;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which of the ledger's totals are asked for; all that are given must fit.
 *
 * @param from the first business date
 * @param to the last one, itself included
 * @param member the id of an acquirer or an issuer: what it has acquired and what it has issued
 * @param currency DE 49, three digits or letters
 * @param messageClass 1 for authorizations, 2 for financial messages
 * @param processing the first two digits of DE 3
 */
public record TotalsQuery(
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<String> member,
        Optional<String> currency,
        Optional<Integer> messageClass,
        Optional<String> processing) {

    public static final TotalsQuery ALL = new TotalsQuery(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * @throws IllegalArgumentException when no total can fit; the message is for people
     */
    public TotalsQuery {
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw new IllegalArgumentException("the first business date is after the last");
        }
        if (currency.isPresent() && !currency.get().matches("[0-9A-Z]{3}")) {
            throw new IllegalArgumentException("a currency is the three digits of DE 49, such as 504");
        }
        if (messageClass.isPresent() && messageClass.get() != 1 && messageClass.get() != 2) {
            throw new IllegalArgumentException("only authorizations (1) and financial messages (2) have totals");
        }
        if (processing.isPresent() && !processing.get().matches("[0-9]{2}")) {
            throw new IllegalArgumentException("a kind of processing is the first two digits of DE 3, such as 00");
        }
    }
}
