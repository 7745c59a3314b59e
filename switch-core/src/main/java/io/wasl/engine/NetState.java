package io.wasl.engine;

/** What money a transaction has moved in the end, between acquirer and issuer. The journal stores the ordinal. */
enum NetState {
    /** None: declined, unknown, or not yet answered. */
    NONE,
    /** The approved amount. */
    FULL,
    /** Part of it was reversed. */
    PARTIAL,
    /** It was approved and reversed whole. */
    REVERSED;

    private static final NetState[] VALUES = values();

    static NetState ofOrdinal(int ordinal) {
        return VALUES[ordinal];
    }
}
