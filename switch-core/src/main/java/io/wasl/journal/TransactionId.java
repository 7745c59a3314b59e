package io.wasl.journal;

/**
 * The identity of a transaction or of an owed delivery: 128 bits, made by one node without chance (semantics: identity).
 *
 * @param epoch the epoch of the node's leadership, from 1
 * @param counter counted from 1 in each epoch
 */
public record TransactionId(long epoch, long counter) {

    /** About no transaction. */
    public static final TransactionId NONE = new TransactionId(0, 0);

    /** Whose id the record carries. */
    public static TransactionId of(JournalRecord entry) {
        return new TransactionId(entry.epoch, entry.counter);
    }

    /** Which other transaction the record is about; {@link #isNone()} when it is about none. */
    public static TransactionId related(JournalRecord entry) {
        return entry.relatedEpoch == 0 && entry.relatedCounter == 0
                ? NONE
                : new TransactionId(entry.relatedEpoch, entry.relatedCounter);
    }

    public boolean isNone() {
        return epoch == 0 && counter == 0;
    }

    /**
     * Reads {@code epoch.counter}, as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static TransactionId parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || dot != text.lastIndexOf('.')) {
            throw new IllegalArgumentException("a transaction id is epoch.counter, for example 3.1042");
        }
        try {
            return new TransactionId(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a transaction id is epoch.counter, for example 3.1042", e);
        }
    }

    @Override
    public String toString() {
        return epoch + "." + counter;
    }
}
