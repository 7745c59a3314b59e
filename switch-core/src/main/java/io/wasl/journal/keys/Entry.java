package io.wasl.journal.keys;

/**
 * The three longs of an entry, and their order: by hash, then by position. Hashes count without sign.
 */
final class Entry {

    static final int LONGS = 3;
    static final int BYTES = LONGS * Long.BYTES;

    /** From a transaction's id to a record that says more of it; found by who knows the transaction, so in no filter. */
    static final int MORE = 0;
    /** From a wire key to the record with which a transaction began. */
    static final int TRANSACTION = 1;
    /** From a wire key to a tombstone. */
    static final int TOMBSTONE = 2;

    private static final int KIND_SHIFT = 62;
    private static final long POSITION_MASK = (1L << KIND_SHIFT) - 1;

    private static final long MIX_1 = 0xFF51AFD7ED558CCDL;
    private static final long MIX_2 = 0xC4CEB9FE1A85EC53L;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Entry() {}

    static long tagged(int kind, long position) {
        return (long) kind << KIND_SHIFT | position;
    }

    static int kind(long tagged) {
        return (int) (tagged >>> KIND_SHIFT);
    }

    static long position(long tagged) {
        return tagged & POSITION_MASK;
    }

    /** The key of a transaction's id, half by half: ids are dense and must be spread. */
    static long idHigh(long epoch, long counter) {
        return scramble(counter + GOLDEN * (epoch + 1));
    }

    static long idLow(long epoch, long counter) {
        return scramble(idHigh(epoch, counter) + GOLDEN ^ counter);
    }

    static int compare(long high, long low, long tagged, long otherHigh, long otherLow, long otherTagged) {
        if (high != otherHigh) {
            return Long.compareUnsigned(high, otherHigh);
        }
        if (low != otherLow) {
            return Long.compareUnsigned(low, otherLow);
        }
        return Long.compareUnsigned(tagged, otherTagged);
    }

    private static long scramble(long value) {
        long mixed = value;
        mixed = (mixed ^ mixed >>> 33) * MIX_1;
        mixed = (mixed ^ mixed >>> 33) * MIX_2;
        return mixed ^ mixed >>> 33;
    }
}
