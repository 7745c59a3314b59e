package io.wasl.engine;

import io.wasl.codec.MessageView;

/**
 * The engine's own way from an issuer's answer to its transaction, made reachable for measurements: the key of a leg is
 * (issuer, DE 7, DE 11, DE 37) as sent, hashed by {@link KeyHash} and kept in a {@link KeyIndex}.
 *
 * <p>It lives in this package because both classes are package-private, and a measured copy would soon be another
 * thing. Owner: one thread.
 */
public final class LegCorrelation {

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Ring ring;
    private final KeyIndex index;
    private final KeyHash key = new KeyHash();

    /**
     * @param keys how many legs may be open at once
     * @param crowd how many others are open from the start, so that a look-up meets an index in use
     */
    public LegCorrelation(int keys, int crowd) {
        ring = new Ring(keys);
        index = new KeyIndex(ring);
        for (long i = 1; i <= crowd; i++) {
            key.begin(KeyHash.LEG).add(i * MIX).finish();
            put();
        }
    }

    /** A member's id as part of keys. */
    public static long ofMember(String id) {
        return KeyHash.ofMember(id);
    }

    /**
     * The leg of a request that goes out with this STAN.
     *
     * @return its transaction, greater than 0
     */
    public long open(long issuer, MessageView request, byte[] stan) {
        key.begin(KeyHash.LEG)
                .add(issuer)
                .add(request, 7)
                .add(stan, 0, stan.length)
                .add(request, 37)
                .finish();
        return put();
    }

    private long put() {
        long transaction = ring.next();
        index.begin(transaction);
        index.put(KeyHash.LEG, key.high(), key.low(), transaction);
        return transaction;
    }

    /** The transaction that this answer ends, or 0 when it is nobody's. */
    public long close(long issuer, MessageView answer) {
        key.begin(KeyHash.LEG)
                .add(issuer)
                .add(answer, 7)
                .add(answer, 11)
                .add(answer, 37)
                .finish();
        long transaction = index.find(KeyHash.LEG, key.high(), key.low());
        if (transaction != KeyIndex.NONE) {
            index.remove(transaction);
        }
        return transaction;
    }
}
