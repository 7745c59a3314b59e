package io.wasl.sim.proxy;

/** What a proxy counts. */
public enum ProxyCounter {
    CONNECTIONS,
    /** Closed at once: there were too many. */
    REFUSED_CONNECTIONS,
    /** Connections whose server could not be dialled. */
    DIALS_FAILED,
    BYTES_TO_SERVER,
    BYTES_TO_CLIENT,
    /** Steps that were done, whether or not there was a connection. */
    STEPS,
    /** Reads whose bytes were held back by a delay. */
    READS_DELAYED,
    /** Pieces that were written apart from the next. */
    PIECES_SPLIT,
    /** Bytes with a bit flipped. */
    BYTES_CORRUPTED,
    /** Bytes that came and were never forwarded, for any reason. */
    BYTES_DROPPED,
    CONNECTIONS_CUT,
    CONNECTIONS_RESET,
    /** The most that one direction of one connection has ever held. */
    MOST_BYTES_HELD
}
