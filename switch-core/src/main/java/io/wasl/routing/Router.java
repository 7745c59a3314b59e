package io.wasl.routing;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The table in force.
 *
 * <p>Asked on the loop's thread, swapped by any. A swap is atomic: each PAN is routed by one table, the old or the new.
 */
public final class Router {

    private final AtomicReference<InForce> inForce;

    public Router(BinTable table) {
        inForce = new AtomicReference<>(new InForce(table, 1));
    }

    /** As {@link BinTable#route}. Allocates nothing. */
    public Route route(byte[] pan, int offset, int length) {
        return inForce.get().table.route(pan, offset, length);
    }

    /** Routes by this table from now on; returns its version. */
    public long swap(BinTable table) {
        return inForce.updateAndGet(old -> new InForce(table, old.version + 1)).version;
    }

    public BinTable table() {
        return inForce.get().table;
    }

    /** 1 for the first table, one more with each swap. */
    public long version() {
        return inForce.get().version;
    }

    private record InForce(BinTable table, long version) {}
}
