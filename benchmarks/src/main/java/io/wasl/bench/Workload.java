package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.routing.BinTable;

/**
 * What every hop is given: messages, and the table that routes them. The same sizes make the same workload, byte for
 * byte.
 */
record Workload(Encoding encoding, Dialect dialect, BinTable table, Traffic traffic) {

    static Workload of(Encoding encoding, int ranges, int messages) {
        BinMix mix = new BinMix(ranges, BinMix.SEED);
        Dialect dialect = encoding.dialect();
        return new Workload(encoding, dialect, mix.load(), new Traffic(dialect, mix, messages, BinMix.SEED));
    }
}
