package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.routing.BinTable;

/** Whose hop. */
enum HopKind {
    WASL,
    JPOS,
    BARE;

    Hop hop(Encoding encoding, Dialect dialect, BinTable table, Traffic traffic) {
        return switch (this) {
            case WASL -> new WaslHop(dialect, table, traffic);
            case JPOS -> new JposHop(encoding, table, traffic);
            case BARE -> new BareHop(encoding, table, traffic);
        };
    }
}
