package io.wasl.sim.world;

/**
 * A TCP connection between a host and the node, as both kernels see it.
 *
 * <p>Owner: the world's thread.
 */
final class Connection {

    private final Lane toNode;
    private final Lane toHost;
    private boolean isOver;

    /** Both ends are told what comes to them; the node's is told of room too, the host's has no limit. */
    Connection(World world, Lane.Sink node, Runnable nodeMayWrite, Lane.Sink host) {
        toNode = new Lane(world, node, () -> {});
        toHost = new Lane(world, host, nodeMayWrite);
    }

    Lane toNode() {
        return toNode;
    }

    Lane toHost() {
        return toHost;
    }

    boolean isOver() {
        return isOver;
    }

    /** The host closes its socket: what comes to it is dropped, what it sent still arrives. */
    void closeByHost() {
        isOver = true;
        toHost.abandon();
        toNode.finish();
    }

    /** The node closes its socket. */
    void closeByNode() {
        isOver = true;
        toNode.abandon();
        toHost.finish();
    }

    /** The host's socket goes with an RST. */
    void resetByHost() {
        isOver = true;
        toHost.abandon();
        toNode.reset();
    }

    /** The node's process is gone: its kernel resets. */
    void resetByNode() {
        isOver = true;
        toNode.abandon();
        toHost.reset();
    }

    /** Something between the ends closes both. */
    void closeByNetwork() {
        isOver = true;
        toNode.finish();
        toHost.finish();
    }

    /** The network breaks it: both ends get an RST. */
    void breakDown() {
        isOver = true;
        toNode.reset();
        toHost.reset();
    }

    /** Nothing passes any more, and nobody is told, until the kernels give up. */
    void fallSilent() {
        toNode.fallSilent();
        toHost.fallSilent();
    }

    /** The kernels have sent for nothing too often. */
    void giveUp() {
        isOver = true;
        toNode.giveUp();
        toHost.giveUp();
    }

    void stall(long forNs) {
        toNode.stall(forNs);
        toHost.stall(forNs);
    }
}
