package io.wasl.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The append-only log.
 *
 * @param directory made at start when missing
 * @param segmentBytes size of one preallocated segment file; default 64 MiB: seconds of work at full speed, and small
 *     enough that two in reserve are cheap
 * @param reserveSegments preallocated segments kept for what is in flight when the disk is full; default 2
 * @param memoryWindow how many of the newest transactions are found in memory (duplicates, originals, late answers);
 *     default 1,000,000
 * @param startWindow how many of them a start reads back, since key files find the others; default 100,000: what came in the last
 *     seconds at full speed, and is most likely asked for again
 * @param filterBytes memory for the filters of older transactions' keys; the runs that find no room cost a read for each new
 *     key; default 160 MiB: some 20 million transactions, 8 bytes each
 * @param unconfirmed what recovery does with an approval whose delivery was not recorded
 * @param retention how old, by log time, all records of a segment are before it may go; default 3 days
 * @param archive where segments go then; empty: they are deleted
 */
public record JournalConfig(
        Path directory,
        long segmentBytes,
        int reserveSegments,
        int memoryWindow,
        int startWindow,
        long filterBytes,
        Unconfirmed unconfirmed,
        Duration retention,
        Optional<Path> archive) {

    /** A weekend's files can still be asked for on Monday, and disputes of the day after are found. */
    public static final Duration RETENTION = Duration.ofDays(3);

    /** A second or two of a start. */
    public static final int START_WINDOW = 100_000;

    /** Of some eighty million keys. */
    public static final long FILTER_BYTES = 160L << 20;

    /** With the default start window, filters and retention, without an archive. */
    public JournalConfig(
            Path directory, long segmentBytes, int reserveSegments, int memoryWindow, Unconfirmed unconfirmed) {
        this(
                directory,
                segmentBytes,
                reserveSegments,
                memoryWindow,
                START_WINDOW,
                FILTER_BYTES,
                unconfirmed,
                RETENTION,
                Optional.empty());
    }

    /** So many that their keys and their rows each fit one region of memory, which has less than 2 GiB. */
    public static final int MOST_REMEMBERED = 8_000_000;

    /** What a request, its answer and the records between take in the log, about. */
    private static final int TRANSACTION_BYTES = 700;

    /** The open one, and two more until their key files are made; with the smallest transactions it is the open one alone. */
    private static final int SEGMENTS_WITHOUT_KEYS = 3;

    /**
     * So many of the newest transactions may stand where no key file finds them yet: what of them memory has forgotten is not
     * answered until then.
     */
    public long mostWithoutKeys() {
        return SEGMENTS_WITHOUT_KEYS * segmentBytes / TRANSACTION_BYTES;
    }

    /** An approval (R3) without R4 after a crash. */
    public enum Unconfirmed {
        /** Kept and listed for reconciliation: it may have been delivered. */
        KEEP,
        /** Reversed: may reverse approvals that were delivered just before the crash. */
        REVERSE
    }
}
