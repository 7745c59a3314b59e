package io.wasl.sim.issuer;

import io.wasl.iso.ResponseCode;
import io.wasl.sim.book.Totals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the issuer has approved and given back, with an exactly-once net effect: a request or reversal that comes again
 * changes nothing and gets the same answer.
 *
 * <p>Owner: the issuer's loop.
 */
public final class IssuerBook {

    /** Transactions found again; older ones keep their money in the totals but are unknown originals. About 1 GiB. */
    static final int REMEMBERED = 2_000_000;

    /** What one transaction came to; a repeat is answered from it. */
    static final class Booked {
        private final String currency;
        private final int code;
        private final String authorization;
        private final long approvedMinor;
        private long remainingMinor;
        private boolean reversedFirst;

        private Booked(String currency, int code, String authorization, long approvedMinor) {
            this.currency = currency;
            this.code = code;
            this.authorization = authorization;
            this.approvedMinor = approvedMinor;
            remainingMinor = approvedMinor;
        }

        int code() {
            return code;
        }

        /** DE 38, empty for a decline. */
        String authorization() {
            return authorization;
        }

        long approvedMinor() {
            return approvedMinor;
        }
    }

    private final Effect.Sink sink;
    private final Totals totals = new Totals();
    private final Map<TransactionKey, Booked> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TransactionKey, Booked> eldest) {
            return size() > REMEMBERED;
        }
    };

    public IssuerBook(Effect.Sink sink) {
        this.sink = sink;
    }

    /** Takes over a line written by an earlier life of this issuer; not told to the sink again. */
    public void restore(Effect effect) {
        switch (effect.kind()) {
            case APPROVED -> enter(effect);
            case DECLINED -> enter(effect);
            case REVERSED_FIRST -> enter(effect).reversedFirst = true;
            case RELEASED -> {
                Booked entry = entries.get(effect.key());
                if (entry != null) {
                    entry.remainingMinor -= effect.amountMinor();
                }
                totals.add(effect.key().card(), effect.currency(), -effect.amountMinor());
            }
        }
    }

    /** The transaction's earlier answer. A reversal that came first has made one: 94. */
    public Optional<Answer> find(TransactionKey key) {
        Booked entry = entries.get(key);
        return entry == null
                ? Optional.empty()
                : Optional.of(new Answer(entry.code(), entry.authorization(), entry.approvedMinor()));
    }

    /**
     * What a request was answered.
     *
     * @param code packed DE 39
     * @param authorization DE 38, empty for a decline
     * @param approvedMinor 0 for a decline
     */
    public record Answer(int code, String authorization, long approvedMinor) {}

    /** Books an approval of a transaction not seen before. */
    public Answer approve(TransactionKey key, String currency, Answer answer) {
        return record(Effect.Kind.APPROVED, key, currency, answer);
    }

    /** Remembers a decline, so that a repeat gets the same. */
    public Answer decline(TransactionKey key, int code) {
        return record(Effect.Kind.DECLINED, key, "", new Answer(code, "", 0));
    }

    /**
     * Reverses, wholly or down to what remains.
     *
     * @param remainingMinor what stays approved after it; 0 reverses all
     * @return whether it is done, now or before; false for an unknown original, which will be declined if it comes
     */
    public boolean reverse(TransactionKey key, long remainingMinor) {
        Booked entry = entries.get(key);
        if (entry == null) {
            record(Effect.Kind.REVERSED_FIRST, key, "", new Answer(ResponseCode.DUPLICATE, "", 0));
            return false;
        }
        if (entry.reversedFirst) {
            return false;
        }
        long released = entry.remainingMinor - remainingMinor;
        if (released > 0) {
            var effect = new Effect(Effect.Kind.RELEASED, key, entry.currency, released, "00", entry.authorization);
            restore(effect);
            sink.append(effect);
        }
        return true;
    }

    /** A copy of the net amounts by card and currency. */
    public Totals totals() {
        return totals.copy();
    }

    private Answer record(Effect.Kind kind, TransactionKey key, String currency, Answer answer) {
        var effect = new Effect(
                kind,
                key,
                currency,
                answer.approvedMinor(),
                ResponseCode.toString(answer.code()),
                answer.authorization());
        restore(effect);
        sink.append(effect);
        return answer;
    }

    private Booked enter(Effect effect) {
        var entry = new Booked(
                effect.currency(), ResponseCode.of(effect.code()), effect.authorization(), effect.amountMinor());
        @Nullable Booked earlier = entries.put(effect.key(), entry);
        if (earlier != null) {
            throw new IllegalStateException("booked twice: STAN " + effect.key().stan());
        }
        if (effect.amountMinor() != 0) {
            totals.add(effect.key().card(), effect.currency(), effect.amountMinor());
        }
        return entry;
    }
}
