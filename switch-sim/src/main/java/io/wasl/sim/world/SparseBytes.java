package io.wasl.sim.world;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes without end, by page; a page that holds zeros only need not be there. Segments are written full of zeros before they
 * are used, and most of a world's lie there for nothing.
 *
 * <p>Owner: the world's thread.
 */
final class SparseBytes {

    private static final int PAGE_BYTES = 4096;
    private static final byte[] ZEROS = new byte[PAGE_BYTES];

    private byte[] @Nullable [] pages = {};

    void read(int offset, byte[] target, int targetOffset, int length) {
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int part = inPage(at, end);
            byte[] page = page(at);
            System.arraycopy(page == null ? ZEROS : page, at % PAGE_BYTES, target, targetOffset + at - offset, part);
            at += part;
        }
    }

    void write(int offset, ByteBuffer source) {
        int end = offset + source.remaining();
        grow(end);
        for (int at = offset; at < end; ) {
            int part = inPage(at, end);
            if (page(at) == null && isZeros(source, part)) {
                source.position(source.position() + part);
            } else {
                source.get(ownPage(at), at % PAGE_BYTES, part);
            }
            at += part;
        }
    }

    /** Takes over a range as it is in another. */
    void load(SparseBytes other, int start, int end) {
        grow(end);
        for (int at = start; at < end; ) {
            int part = inPage(at, end);
            byte[] from = other.page(at);
            if (from != null || page(at) != null) {
                System.arraycopy(from == null ? ZEROS : from, at % PAGE_BYTES, ownPage(at), at % PAGE_BYTES, part);
            }
            at += part;
        }
    }

    /** Zeros from there on. */
    void clear(int from) {
        int number = from / PAGE_BYTES;
        if (number < pages.length) {
            byte[] page = pages[number];
            if (page != null) {
                Arrays.fill(page, from % PAGE_BYTES, PAGE_BYTES, (byte) 0);
            }
            Arrays.fill(pages, number + 1, pages.length, null);
        }
    }

    SparseBytes copy() {
        var copy = new SparseBytes();
        copy.pages = new byte[pages.length][];
        for (int i = 0; i < pages.length; i++) {
            byte[] page = pages[i];
            copy.pages[i] = page == null ? null : page.clone();
        }
        return copy;
    }

    private static int inPage(int at, int end) {
        return Math.min(end - at, PAGE_BYTES - at % PAGE_BYTES);
    }

    private static boolean isZeros(ByteBuffer source, int length) {
        return source.slice(source.position(), length).mismatch(ByteBuffer.wrap(ZEROS, 0, length)) < 0;
    }

    private byte @Nullable [] page(int at) {
        int number = at / PAGE_BYTES;
        return number < pages.length ? pages[number] : null;
    }

    private byte[] ownPage(int at) {
        int number = at / PAGE_BYTES;
        byte[] page = pages[number];
        if (page == null) {
            page = new byte[PAGE_BYTES];
            pages[number] = page;
        }
        return page;
    }

    private void grow(int end) {
        int wanted = (end + PAGE_BYTES - 1) / PAGE_BYTES;
        if (wanted > pages.length) {
            pages = Arrays.copyOf(pages, Math.max(wanted, 2 * pages.length));
        }
    }
}
