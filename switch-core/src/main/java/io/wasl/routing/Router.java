package io.wasl.routing;

/**
 * The table in force.
 *
 * <p>Asked on the loop's thread, which takes no lock; swapped by any, one after the other. Each PAN is routed by one table,
 * the old or the new.
 */
public final class Router {

    private volatile InForce inForce;

    public Router(BinTable table) {
        inForce = new InForce(table, 1);
    }

    /** As {@link BinTable#route}. Allocates nothing. */
    public Route route(byte[] pan, int offset, int length) {
        return inForce.table.route(pan, offset, length);
    }

    /** Routes by this table from now on; returns its version. */
    public synchronized long swap(BinTable table) {
        InForce next = new InForce(table, inForce.version + 1);
        inForce = next;
        return next.version;
    }

    public BinTable table() {
        return inForce.table;
    }

    /** 1 for the first table, one more with each swap. */
    public long version() {
        return inForce.version;
    }

    private record InForce(BinTable table, long version) {}
}
