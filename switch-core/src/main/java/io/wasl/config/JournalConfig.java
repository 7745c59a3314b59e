package io.wasl.config;

import java.nio.file.Path;

/**
 * The append-only log.
 *
 * @param directory made at start when missing
 * @param segmentBytes size of one preallocated segment file; default 64 MiB: seconds of work at full speed, and small
 *     enough that two in reserve are cheap
 * @param reserveSegments preallocated segments kept for what is in flight when the disk is full; default 2
 * @param memoryWindow how many of the newest transactions are found in memory (duplicates, originals, late answers);
 *     default 1,000,000
 * @param filterBytes memory for the filters of older transactions' keys; the runs that find no room cost a read for each new
 *     key; default 160 MiB: some 20 million transactions, 8 bytes each
 * @param unconfirmed what recovery does with an approval whose delivery was not recorded
 */
public record JournalConfig(
        Path directory,
        long segmentBytes,
        int reserveSegments,
        int memoryWindow,
        long filterBytes,
        Unconfirmed unconfirmed) {

    /** So many that their keys and their rows each fit one region of memory, which has less than 2 GiB. */
    public static final int MOST_REMEMBERED = 8_000_000;

    /** An approval (R3) without R4 after a crash. */
    public enum Unconfirmed {
        /** Kept and listed for reconciliation: it may have been delivered. */
        KEEP,
        /** Reversed: may reverse approvals that were delivered just before the crash. */
        REVERSE
    }
}
