package io.wasl.journal.keys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * What the first page of a run file says, and where its parts lie.
 *
 * @param first the first position it is about
 * @param last the last one
 * @param level how often runs were merged to make it
 * @param entries all of them
 * @param blocks of the filter
 * @param tombstoneBlocks of the tombstones' filter
 * @param filterCrc over the filter
 * @param tombstonesCrc over the tombstones' filter
 * @param fencesCrc over the first hash of each page
 */
record RunHeader(
        long first,
        long last,
        int level,
        long entries,
        long blocks,
        long tombstoneBlocks,
        int filterCrc,
        int tombstonesCrc,
        int fencesCrc) {

    static final int BYTES = 4096;
    static final int PAGE_BYTES = 4096;
    static final int ENTRIES_PER_PAGE = 170;
    static final int PAGE_CRC_AT = ENTRIES_PER_PAGE * Entry.BYTES;
    static final int PAGE_COUNT_AT = PAGE_CRC_AT + Integer.BYTES;
    static final int PAGE_NUMBER_AT = PAGE_COUNT_AT + Integer.BYTES;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long MAGIC = 0x53_59_45_4B_4C_53_41_57L; // "WASLKEYS" as bytes
    private static final int VERSION = 1;
    private static final int VERSION_AT = 8;
    private static final int CRC_AT = 12;
    private static final int FIRST_AT = 16;
    private static final int LAST_AT = 24;
    private static final int LEVEL_AT = 32;
    private static final int ENTRIES_AT = 40;
    private static final int BLOCKS_AT = 48;
    private static final int TOMBSTONE_BLOCKS_AT = 56;
    private static final int FILTER_CRC_AT = 64;
    private static final int TOMBSTONES_CRC_AT = 68;
    private static final int FENCES_CRC_AT = 72;

    private static final String PREFIX = "keys-";
    private static final String SUFFIX = ".run";
    private static final int DIGITS = 18;

    long pages() {
        return (entries + ENTRIES_PER_PAGE - 1) / ENTRIES_PER_PAGE;
    }

    long filterBytes() {
        return blocks * KeyFilter.BLOCK_BYTES;
    }

    long tombstoneFilterBytes() {
        return tombstoneBlocks * KeyFilter.BLOCK_BYTES;
    }

    long pagesAt() {
        return BYTES + filterBytes() + tombstoneFilterBytes();
    }

    long fencesAt() {
        return pagesAt() + pages() * PAGE_BYTES;
    }

    long fileBytes() {
        return fencesAt() + pages() * Long.BYTES;
    }

    /** Names sort as positions do. */
    String fileName() {
        return PREFIX + digits(first) + "-" + digits(last) + SUFFIX;
    }

    static boolean isFileName(String name) {
        return name.startsWith(PREFIX)
                && name.endsWith(SUFFIX)
                && name.length() == PREFIX.length() + 2 * DIGITS + 1 + SUFFIX.length();
    }

    byte[] encode() {
        byte[] page = new byte[BYTES];
        LONG.set(page, 0, MAGIC);
        INT.set(page, VERSION_AT, VERSION);
        LONG.set(page, FIRST_AT, first);
        LONG.set(page, LAST_AT, last);
        INT.set(page, LEVEL_AT, level);
        LONG.set(page, ENTRIES_AT, entries);
        LONG.set(page, BLOCKS_AT, blocks);
        LONG.set(page, TOMBSTONE_BLOCKS_AT, tombstoneBlocks);
        INT.set(page, FILTER_CRC_AT, filterCrc);
        INT.set(page, TOMBSTONES_CRC_AT, tombstonesCrc);
        INT.set(page, FENCES_CRC_AT, fencesCrc);
        INT.set(page, CRC_AT, checksum(new CRC32C(), page, CRC_AT));
        return page;
    }

    /** Whether the page is a whole header of a version this one knows; what its parts hold is yet to be verified. */
    static boolean isWhole(byte[] page) {
        return longAt(page, 0) == MAGIC
                && intAt(page, VERSION_AT) == VERSION
                && intAt(page, CRC_AT) == checksum(new CRC32C(), page, CRC_AT);
    }

    static RunHeader decode(byte[] page) {
        return new RunHeader(
                longAt(page, FIRST_AT),
                longAt(page, LAST_AT),
                intAt(page, LEVEL_AT),
                longAt(page, ENTRIES_AT),
                longAt(page, BLOCKS_AT),
                longAt(page, TOMBSTONE_BLOCKS_AT),
                intAt(page, FILTER_CRC_AT),
                intAt(page, TOMBSTONES_CRC_AT),
                intAt(page, FENCES_CRC_AT));
    }

    /** Of a page, but for the four bytes in which it stands. */
    static int checksum(CRC32C crc, byte[] page, int crcAt) {
        crc.reset();
        crc.update(page, 0, crcAt);
        crc.update(page, crcAt + Integer.BYTES, PAGE_BYTES - crcAt - Integer.BYTES);
        return (int) crc.getValue();
    }

    static int intAt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static void putInt(byte[] bytes, int at, int value) {
        INT.set(bytes, at, value);
    }

    static long longAt(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    static void putLong(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    private static String digits(long position) {
        String digits = Long.toString(position);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }
}
