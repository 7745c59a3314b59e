package io.wasl.bench.e2e;

/**
 * What is around a target beside its load.
 *
 * @param issuers each on a port of its own, in one process
 * @param ranges of the routing table, over which the load's cards lie
 * @param trunkLoops of a relay that shares its connections to the issuers, as a switch does ({@link TrunkRelay}); 0 for one that
 *     has a connection to the one issuer for each of its own
 * @param idleConnections that the target must have room for beside the load's
 */
record Network(int issuers, int ranges, int trunkLoops, int idleConnections) {

    /** One issuer, and the least of a relay. */
    static final Network LEAST = new Network(1, RequestFrames.RANGES, 0, 0);

    boolean hasTrunks() {
        return trunkLoops > 0;
    }
}
