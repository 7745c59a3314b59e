package io.wasl.config;

import java.time.Duration;

/**
 * Every limit that bounds the node's memory or patience.
 *
 * @param inFlightCapacity transactions in flight at once; full is answered 96; default 65,536
 * @param slotBytes what one transaction in flight may keep; a request that needs more is answered 30; default 1 KiB
 * @param outboxBytes frames waiting for the journal; a request that no longer fits is refused before R2; default 32 MiB
 * @param owedCapacity reversals and advices owed or parked at once; default 1,000,000
 * @param linkWriteBytes bytes one connection may have waiting for a slow peer before it is closed; default 1 MiB
 * @param maxFrameBytes the largest frame accepted, checked before anything is allocated; default 8 KiB
 * @param connectionsPerAcquirer connections one acquirer may hold open; one more is closed at once; default 1,024
 * @param standInCapacity transactions stood in for on one day that are counted against limits; full stands in for nobody; default
 *     100,000, some 20 MiB
 * @param hotListCapacity cards listed by file maintenance; one more is refused (29); default 100,000, some 10 MiB
 * @param startGrace how long after dialling begins the listeners open, issuers up or not; default 2 s
 * @param drainTimeout how long a stop waits for what is in flight; default 30 s
 */
public record LimitsConfig(
        int inFlightCapacity,
        int slotBytes,
        int outboxBytes,
        int owedCapacity,
        int linkWriteBytes,
        int maxFrameBytes,
        int connectionsPerAcquirer,
        int standInCapacity,
        int hotListCapacity,
        Duration startGrace,
        Duration drainTimeout) {

    /** Half of the STANs there are (10^6), so that the next free one is always near. */
    public static final int MOST_IN_FLIGHT = 500_000;

    private static final long ROW_BYTES = 112;
    /** The keys of a transaction, and which others have them. */
    private static final long KEYS_BYTES = 64 + 16;
    /** A line of the index to them. */
    private static final long LINE_BYTES = 64;

    private static final long ID_PLACE_BYTES = 24;

    /** Netty's arenas, slow peers' waiting bytes, and the journal's buffers. */
    private static final long NETWORK_AND_JOURNAL_BYTES = 256L << 20;

    /** The documented defaults, pinned by a test. */
    public static LimitsConfig defaults() {
        return new LimitsConfig(
                65_536,
                1024,
                32 << 20,
                1_000_000,
                1 << 20,
                8 << 10,
                1024,
                100_000,
                100_000,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30));
    }

    /** What the node may take outside the heap, in bytes; the launcher sets the JVM's direct-memory limit from it. */
    public long directMemoryBytes(int memoryWindow, long filterBytes) {
        // Twice: while runs are merged the old filters serve until the new one does.
        long filters = 2 * filterBytes;
        long slots = (long) inFlightCapacity * slotBytes;
        long rows = (long) memoryWindow * ROW_BYTES;
        long keys = memoryWindow * KEYS_BYTES;
        long index = ceilingPowerOfTwo(memoryWindow) * LINE_BYTES;
        long idsWhileRecovering = ceilingPowerOfTwo(2 * ((long) memoryWindow + inFlightCapacity) + 2) * ID_PLACE_BYTES;
        return slots + rows + keys + index + idsWhileRecovering + filters + outboxBytes + NETWORK_AND_JOURNAL_BYTES;
    }

    private static long ceilingPowerOfTwo(long value) {
        return Long.highestOneBit(2 * value - 1);
    }
}
