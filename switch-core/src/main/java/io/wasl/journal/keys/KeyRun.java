package io.wasl.journal.keys;

import io.wasl.journal.LogFile;
import io.wasl.journal.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One run as the process knows it: its file, the first hash of each of its pages, and its filters where there is memory
 * for them. Never changes; filters are the loop's to probe, the file is read on any one thread at a time.
 */
final class KeyRun {

    private final RunHeader header;
    private final long[] fences;
    private final @Nullable KeyFilter filter;
    private final @Nullable KeyFilter tombstones;

    private KeyRun(RunHeader header, long[] fences, @Nullable KeyFilter filter, @Nullable KeyFilter tombstones) {
        this.header = header;
        this.fences = fences;
        this.filter = filter;
        this.tombstones = tombstones;
    }

    RunHeader header() {
        return header;
    }

    /**
     * Opens a run: header, fences and filters are verified, its pages when they are read.
     *
     * @param withFilter false where the memory for filters is used up
     * @throws DamagedRunException when it is not whole
     */
    static KeyRun open(SegmentFiles files, String name, FilterMemory memory, boolean withFilter) throws IOException {
        try (LogFile file = files.openReadOnly(name)) {
            RunHeader header = header(file, name);
            long[] fences = fences(file, header, name);
            // It is small, and every new request is looked up in it.
            @Nullable
            KeyFilter tombstones = filter(
                    new Part(file, name, RunHeader.BYTES + header.filterBytes(), header.tombstonesCrc()),
                    header.tombstoneBlocks(),
                    memory);
            @Nullable
            KeyFilter filter = withFilter
                    ? filter(new Part(file, name, RunHeader.BYTES, header.filterCrc()), header.blocks(), memory)
                    : null;
            return new KeyRun(header, fences, filter, tombstones);
        }
    }

    /**
     * What a file says it is about.
     *
     * @throws DamagedRunException when it is not whole as far as that can be seen from outside
     */
    static RunHeader header(SegmentFiles files, String name) throws IOException {
        try (LogFile file = files.openReadOnly(name)) {
            return header(file, name);
        }
    }

    private static RunHeader header(LogFile file, String name) throws IOException {
        byte[] page = new byte[RunHeader.BYTES];
        if (file.read(0, page, 0, page.length) < page.length || !RunHeader.isWhole(page)) {
            throw new DamagedRunException(name, "its header is damaged");
        }
        RunHeader header = RunHeader.decode(page);
        if (!header.fileName().equals(name) || header.fileBytes() != file.size()) {
            throw new DamagedRunException(name, "it is not what its header says");
        }
        return header;
    }

    /** Where a filter lies. */
    private record Part(LogFile file, String name, long at, int crc) {}

    private static long[] fences(LogFile file, RunHeader header, String name) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(header.pages() * Long.BYTES)];
        CRC32C crc = new CRC32C();
        if (file.read(header.fencesAt(), bytes, 0, bytes.length) == bytes.length) {
            crc.update(bytes);
        }
        if ((int) crc.getValue() != header.fencesCrc()) {
            throw new DamagedRunException(name, "its list of pages is damaged");
        }
        long[] fences = new long[bytes.length / Long.BYTES];
        for (int i = 0; i < fences.length; i++) {
            fences[i] = RunHeader.longAt(bytes, i * Long.BYTES);
        }
        return fences;
    }

    /** Null when there is no memory left. */
    private static @Nullable KeyFilter filter(Part part, long blocks, FilterMemory memory) throws IOException {
        if (blocks == 0) {
            return KeyFilter.EMPTY;
        }
        long bytes = blocks * KeyFilter.BLOCK_BYTES;
        ByteBuffer[] chunks = memory.take(bytes);
        if (chunks == null) {
            return null;
        }
        byte[] buffer = new byte[FilterMemory.CHUNK_BYTES];
        CRC32C crc = new CRC32C();
        for (int i = 0; i < chunks.length; i++) {
            long from = (long) i * FilterMemory.CHUNK_BYTES;
            int length = (int) Math.min(FilterMemory.CHUNK_BYTES, bytes - from);
            int read = part.file.read(part.at + from, buffer, 0, length);
            crc.update(buffer, 0, read);
            chunks[i].clear().put(buffer, 0, length);
        }
        if ((int) crc.getValue() != part.crc) {
            memory.giveBack(chunks);
            throw new DamagedRunException(part.name, "its filter is damaged");
        }
        return new KeyFilter(blocks, chunks);
    }

    /** Whether the filter is in memory; without it each look costs a read. */
    boolean hasFilter() {
        return filter != null;
    }

    boolean mayHold(long high, long low) {
        return filter == null || filter.mayHold(high, low);
    }

    /** False when it has none. */
    boolean mayHoldTombstones() {
        return tombstones != KeyFilter.EMPTY;
    }

    boolean mayHoldTombstone(long high, long low) {
        return tombstones == null || tombstones.mayHold(high, low);
    }

    /** When nobody probes it any more. */
    void release(FilterMemory memory) {
        if (filter != null) {
            memory.giveBack(filter.chunks());
        }
        if (tombstones != null) {
            memory.giveBack(tombstones.chunks());
        }
    }

    /**
     * Tells the positions of one key, of one kind, in their order.
     *
     * @param page to read into, {@link RunHeader#PAGE_BYTES} long
     */
    void find(LogFile file, byte[] page, int kind, long high, long low, LongConsumer positions) throws IOException {
        for (int number = firstPage(high); number < fences.length; number++) {
            if (Long.compareUnsigned(fences[number], high) > 0) {
                return;
            }
            int count = read(file, page, number);
            for (int i = 0; i < count; i++) {
                int at = i * Entry.BYTES;
                long tagged = RunHeader.longAt(page, at + 2 * Long.BYTES);
                if (RunHeader.longAt(page, at) == high
                        && RunHeader.longAt(page, at + Long.BYTES) == low
                        && Entry.kind(tagged) == kind) {
                    positions.accept(Entry.position(tagged));
                }
            }
        }
    }

    /** The page before the first one that starts at or above the hash: equal ones may begin at its end. */
    private int firstPage(long high) {
        int from = 0;
        int to = fences.length;
        while (from < to) {
            int middle = from + to >>> 1;
            if (Long.compareUnsigned(fences[middle], high) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return Math.max(from - 1, 0);
    }

    /** Reads one page and returns how many entries it holds. */
    int read(LogFile file, byte[] page, int number) throws IOException {
        long at = header.pagesAt() + (long) number * RunHeader.PAGE_BYTES;
        int read = file.read(at, page, 0, RunHeader.PAGE_BYTES);
        int count = RunHeader.intAt(page, RunHeader.PAGE_COUNT_AT);
        if (read < RunHeader.PAGE_BYTES
                || RunHeader.intAt(page, RunHeader.PAGE_CRC_AT)
                        != RunHeader.checksum(new CRC32C(), page, RunHeader.PAGE_CRC_AT)
                || RunHeader.longAt(page, RunHeader.PAGE_NUMBER_AT) != number
                || count > RunHeader.ENTRIES_PER_PAGE) {
            throw new DamagedRunException(header.fileName(), "page " + number + " is damaged");
        }
        return count;
    }

    int pages() {
        return fences.length;
    }
}
