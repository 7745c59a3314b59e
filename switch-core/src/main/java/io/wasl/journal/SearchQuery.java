package io.wasl.journal;

import java.util.Optional;

/**
 * Which transactions to find: all that is given must fit.
 *
 * @param id the transaction's, or its reversal's
 * @param rrn DE 37 as the acquirer or as Wasl sent it
 * @param stan DE 11 as the acquirer sent it, or of the issuer's leg
 * @param fromMs log time of its acceptance, milliseconds since 1970, inclusive
 * @param untilMs exclusive
 * @param limit how many transactions at most, from the oldest
 */
public record SearchQuery(
        Optional<TransactionId> id, Optional<String> rrn, Optional<String> stan, long fromMs, long untilMs, int limit) {

    /** As many as a person reads. */
    public static final int DEFAULT_LIMIT = 20;

    public SearchQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("a search brings at least one transaction");
        }
    }

    /** Every transaction, to be narrowed by the methods below. */
    public static SearchQuery all() {
        return new SearchQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Long.MIN_VALUE, Long.MAX_VALUE, DEFAULT_LIMIT);
    }

    public SearchQuery withId(TransactionId wanted) {
        return new SearchQuery(Optional.of(wanted), rrn, stan, fromMs, untilMs, limit);
    }

    public SearchQuery withRrn(String wanted) {
        return new SearchQuery(id, Optional.of(wanted.strip()), stan, fromMs, untilMs, limit);
    }

    public SearchQuery withStan(String wanted) {
        return new SearchQuery(id, rrn, Optional.of(wanted.strip()), fromMs, untilMs, limit);
    }

    public SearchQuery between(long firstMs, long endMs) {
        return new SearchQuery(id, rrn, stan, firstMs, endMs, limit);
    }

    public SearchQuery atMost(int transactions) {
        return new SearchQuery(id, rrn, stan, fromMs, untilMs, transactions);
    }
}
