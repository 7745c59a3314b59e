package io.wasl.journal;

import java.io.IOException;
import java.util.Arrays;

/** What stands behind the last whole group of a segment: zeros, or bytes that are no group. */
final class SegmentTail {

    /** Stays in the processor's cache while it is compared. */
    private static final int SCAN_BYTES = 64 << 10;

    private static final byte[] ZEROS = new byte[SCAN_BYTES];

    private SegmentTail() {}

    /** Behind the last byte of the file that is not zero; {@code from} when there is none from there on. */
    static long dirtyEnd(LogFile file, long from) throws IOException {
        byte[] buffer = new byte[SCAN_BYTES];
        long dirty = from;
        long at = from;
        for (int read = file.read(at, buffer, 0, buffer.length); read > 0; ) {
            if (!Arrays.equals(buffer, 0, read, ZEROS, 0, read)) {
                int last = read;
                while (buffer[last - 1] == 0) {
                    last--;
                }
                dirty = at + last;
            }
            at += read;
            read = file.read(at, buffer, 0, buffer.length);
        }
        return dirty;
    }

    /** Where behind a break at {@code end} a whole group of the cursor's segment starts; 0 when there is none. */
    static long laterGroup(GroupCursor cursor, long end, long dirty) throws IOException {
        for (long at = end + GroupFormat.ALIGNMENT; at < dirty; at += GroupFormat.ALIGNMENT) {
            if (cursor.isGroupAt(at)) {
                return at;
            }
        }
        return 0;
    }

    /**
     * A segment gets its name after its header was forced, and its first group after that. So a last segment without a
     * header and with zeros behind it has never held a record: the disk did not keep its order, nothing is lost.
     */
    static boolean isUnused(LogFile file) throws IOException {
        byte[] page = new byte[SegmentHeader.BYTES];
        int read = file.read(0, page, 0, page.length);
        boolean headless = read == page.length && SegmentHeader.claimedVersion(page) == 0;
        boolean damaged = read == page.length
                && SegmentHeader.claimedVersion(page) == SegmentHeader.VERSION
                && !SegmentHeader.isWhole(page);
        if (read == page.length && !headless && !damaged) {
            return false; // what follows a header need not be looked at
        }
        long dirty = dirtyEnd(file, 0);
        return dirty == 0 || (headless || damaged) && dirty <= SegmentHeader.BYTES;
    }
}
