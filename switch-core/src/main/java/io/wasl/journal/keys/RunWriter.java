package io.wasl.journal.keys;

import io.wasl.journal.LogFile;
import io.wasl.journal.SegmentFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Writes one run from entries in their order, front to back in three places: entries, filter and tombstones' filter are
 * sorted alike. It gets its name when all of it is forced. Keeper's thread.
 */
final class RunWriter implements Closeable {

    /** Of a file that has no name yet; what a crash leaves is deleted at the next start. */
    static final String UNFINISHED = "keys.tmp";

    private static final int BUFFERED_PAGES = 8;
    private static final int FIRST_FENCES = 1024;

    private final SegmentFiles files;
    private final LogFile file;
    private final long first;
    private final long last;
    private final int level;
    private final FilterWriter filter;
    private final FilterWriter tombstones;
    private final byte[] page = new byte[RunHeader.PAGE_BYTES];
    private final CRC32C pageCrc = new CRC32C();
    private final ByteBuffer pages = ByteBuffer.allocate(BUFFERED_PAGES * RunHeader.PAGE_BYTES);
    private final long pagesAt;
    private long[] fences = new long[FIRST_FENCES];
    private int pageCount;
    private int written;
    private int inPage;
    private long entries;

    /**
     * @param blocks of the filter; fixed before the first entry, as what follows lies behind it
     */
    RunWriter(SegmentFiles files, long first, long last, int level, long blocks, long tombstoneBlocks)
            throws IOException {
        this.files = files;
        this.first = first;
        this.last = last;
        this.level = level;
        if (files.names().contains(UNFINISHED)) {
            files.delete(UNFINISHED);
        }
        file = files.create(UNFINISHED);
        filter = new FilterWriter(RunHeader.BYTES, blocks);
        tombstones = new FilterWriter(RunHeader.BYTES + blocks * KeyFilter.BLOCK_BYTES, tombstoneBlocks);
        pagesAt = RunHeader.BYTES + (blocks + tombstoneBlocks) * KeyFilter.BLOCK_BYTES;
    }

    /** The next entry, not below the one before. */
    void add(long high, long low, long tagged) throws IOException {
        if (inPage == RunHeader.ENTRIES_PER_PAGE) {
            endPage();
        }
        if (inPage == 0) {
            fence(high);
        }
        int at = inPage * Entry.BYTES;
        RunHeader.putLong(page, at, high);
        RunHeader.putLong(page, at + Long.BYTES, low);
        RunHeader.putLong(page, at + 2 * Long.BYTES, tagged);
        inPage++;
        entries++;
        switch (Entry.kind(tagged)) {
            case Entry.TRANSACTION -> filter.add(high, low);
            case Entry.TOMBSTONE -> tombstones.add(high, low);
            default -> {
                // Asked for only by who knows the transaction.
            }
        }
    }

    /** Forces all of it, and then the name. */
    RunHeader finish() throws IOException {
        if (inPage > 0) {
            endPage();
        }
        flushPages();
        filter.finish();
        tombstones.finish();
        byte[] fenceBytes = fenceBytes();
        CRC32C crc = new CRC32C();
        crc.update(fenceBytes);
        RunHeader header = new RunHeader(
                first,
                last,
                level,
                entries,
                filter.blocks,
                tombstones.blocks,
                (int) filter.crc.getValue(),
                (int) tombstones.crc.getValue(),
                (int) crc.getValue());
        file.write(header.fencesAt(), ByteBuffer.wrap(fenceBytes));
        file.write(0, ByteBuffer.wrap(header.encode()));
        file.force();
        file.close();
        files.rename(UNFINISHED, header.fileName());
        files.forceFolder();
        return header;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void fence(long high) {
        if (pageCount == fences.length) {
            fences = Arrays.copyOf(fences, fences.length * 2);
        }
        fences[pageCount] = high;
    }

    private void endPage() throws IOException {
        Arrays.fill(page, inPage * Entry.BYTES, RunHeader.PAGE_CRC_AT, (byte) 0);
        RunHeader.putInt(page, RunHeader.PAGE_COUNT_AT, inPage);
        RunHeader.putLong(page, RunHeader.PAGE_NUMBER_AT, pageCount);
        RunHeader.putInt(page, RunHeader.PAGE_CRC_AT, RunHeader.checksum(pageCrc, page, RunHeader.PAGE_CRC_AT));
        pages.put(page);
        pageCount++;
        inPage = 0;
        if (!pages.hasRemaining()) {
            flushPages();
        }
    }

    private void flushPages() throws IOException {
        pages.flip();
        if (pages.hasRemaining()) {
            file.write(pagesAt + (long) written * RunHeader.PAGE_BYTES, pages);
        }
        written = pageCount;
        pages.clear();
    }

    private byte[] fenceBytes() {
        byte[] bytes = new byte[pageCount * Long.BYTES];
        for (int i = 0; i < pageCount; i++) {
            RunHeader.putLong(bytes, i * Long.BYTES, fences[i]);
        }
        return bytes;
    }

    /** One filter, a window of it at a time. */
    private final class FilterWriter {

        private static final int WINDOW_BLOCKS = FilterMemory.CHUNK_BYTES / KeyFilter.BLOCK_BYTES;

        private final long at;
        private final long blocks;
        private final CRC32C crc = new CRC32C();
        private final ByteBuffer window;
        private long windowFrom;

        private FilterWriter(long at, long blocks) {
            this.at = at;
            this.blocks = blocks;
            window = ByteBuffer.allocate((int) Math.min(blocks, WINDOW_BLOCKS) * KeyFilter.BLOCK_BYTES)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN);
        }

        private void add(long high, long low) throws IOException {
            long block = KeyFilter.block(high, blocks);
            while (block >= windowFrom + WINDOW_BLOCKS) {
                flush();
            }
            KeyFilter.mark(window, (int) (block - windowFrom) * KeyFilter.BLOCK_BYTES, low);
        }

        private void finish() throws IOException {
            while (windowFrom < blocks) {
                flush();
            }
        }

        private void flush() throws IOException {
            int length = (int) Math.min(blocks - windowFrom, WINDOW_BLOCKS) * KeyFilter.BLOCK_BYTES;
            byte[] bytes = window.array();
            crc.update(bytes, 0, length);
            file.write(at + windowFrom * KeyFilter.BLOCK_BYTES, ByteBuffer.wrap(bytes, 0, length));
            Arrays.fill(bytes, (byte) 0);
            windowFrom += WINDOW_BLOCKS;
        }
    }
}
