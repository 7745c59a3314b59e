package io.wasl.journal;

import io.wasl.metric.Counters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stock of preallocated segments: files full of zeros, so that a group is written over blocks that the disk has
 * given already. One is the next segment, the others are the reserve for a full disk.
 *
 * <p>A spare is written in slices, each forced, so that the log thread is never away from its groups for long; it gets
 * its name when it is whole. Owner: the log thread.
 */
final class Spares {

    /** About a millisecond of the disk's time: what a group may have to wait for. */
    static final int SLICE_BYTES = 256 << 10;

    private static final String PREFIX = "spare-";
    private static final String WHOLE = ".zero";
    private static final String PARTIAL = ".tmp";

    private final SegmentFiles files;
    private final long segmentBytes;
    private final int wanted;
    private final Counters<JournalCounter> counters;
    private final ArrayDeque<String> stock = new ArrayDeque<>();

    private ByteBuffer zeros = ByteBuffer.allocate(SLICE_BYTES);
    private @Nullable LogFile filling;
    private long filled;
    private long nextNumber = 1;
    private boolean failing;
    private String problem = "";

    Spares(SegmentFiles files, long segmentBytes, int wanted, Counters<JournalCounter> counters) {
        this.files = files;
        this.segmentBytes = segmentBytes;
        this.wanted = wanted;
        this.counters = counters;
    }

    /** Takes over the whole spares of an earlier start; deletes unfinished ones and those of another size. */
    void adopt() throws IOException {
        List<String> names = new ArrayList<>(files.names());
        Collections.sort(names);
        for (String name : names) {
            if (name.startsWith(PREFIX)) {
                nextNumber = Math.max(nextNumber, number(name) + 1);
                if (name.endsWith(WHOLE) && stock.size() < wanted && size(name) == segmentBytes) {
                    stock.add(name);
                } else {
                    files.delete(name);
                }
            }
        }
        counters.set(JournalCounter.SPARE_SEGMENTS, stock.size());
    }

    int count() {
        return stock.size();
    }

    /** What is written so far, the unfinished one included. */
    long bytes() {
        return stock.size() * segmentBytes + (filling == null ? 0 : filled);
    }

    long wantedBytes() {
        return wanted * segmentBytes;
    }

    boolean isComplete() {
        return stock.size() >= wanted;
    }

    /** Whether the last attempt failed and none has succeeded since: no new segment can be had. */
    boolean isFailing() {
        return failing;
    }

    /** Why it fails. */
    String problem() {
        return problem;
    }

    /** A spare's name; the caller renames it at once. */
    String take() {
        String name = stock.remove();
        counters.set(JournalCounter.SPARE_SEGMENTS, stock.size());
        return name;
    }

    /**
     * Writes the next slice.
     *
     * @param bytes how long it should be
     * @return false when the disk refuses; what was written so far is kept and the next call goes on from there
     */
    boolean slice(int bytes) {
        try {
            LogFile file = partial();
            writeSlice(file, (int) Math.min(bytes, segmentBytes - filled));
            if (filled == segmentBytes) {
                finish(file);
            }
            return true;
        } catch (IOException e) {
            failing = true;
            problem = String.valueOf(e.getMessage());
            counters.increment(JournalCounter.PREALLOCATIONS_FAILED);
            return false;
        }
    }

    private LogFile partial() throws IOException {
        LogFile file = filling;
        if (file == null) {
            file = files.create(name(PARTIAL));
            filling = file;
            filled = 0;
        }
        return file;
    }

    private void writeSlice(LogFile file, int bytes) throws IOException {
        if (zeros.capacity() < bytes) {
            zeros = ByteBuffer.allocate(bytes);
        }
        file.write(filled, zeros.clear().limit(bytes));
        try {
            file.force();
        } catch (IOException e) {
            discard(file); // which of its bytes reached the disk is not known
            throw e;
        }
        filled += bytes;
    }

    private void finish(LogFile file) throws IOException {
        try {
            file.close();
            filling = null;
            files.rename(name(PARTIAL), name(WHOLE));
            files.forceFolder();
        } finally {
            nextNumber++;
        }
        stock.add(nameOf(nextNumber - 1, WHOLE));
        failing = false;
        counters.set(JournalCounter.SPARE_SEGMENTS, stock.size());
    }

    private void discard(LogFile file) throws IOException {
        filling = null;
        try {
            file.close();
            files.delete(name(PARTIAL));
        } finally {
            nextNumber++;
        }
    }

    void close() throws IOException {
        if (filling != null) {
            filling.close();
            filling = null;
        }
    }

    private long size(String name) throws IOException {
        try (LogFile file = files.openReadOnly(name)) {
            return file.size();
        }
    }

    private String name(String suffix) {
        return nameOf(nextNumber, suffix);
    }

    private static String nameOf(long number, String suffix) {
        String digits = Long.toString(number);
        return PREFIX + "0".repeat(Math.max(0, 12 - digits.length())) + digits + suffix;
    }

    private static long number(String name) {
        String digits = name.substring(PREFIX.length()).replaceFirst("\\..*", "");
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }
}
