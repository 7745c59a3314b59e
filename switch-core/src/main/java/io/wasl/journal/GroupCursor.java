package io.wasl.journal;

import io.wasl.security.Keys;
import io.wasl.security.SegmentChain;
import io.wasl.security.SegmentCipher;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Walks the groups of the log, verifying each: the one place that reads segment bytes. Used by recovery, by readers and
 * by look-ups.
 *
 * <p>The file is read through a window that may be older than what the log thread has written since; whatever does not
 * verify is read once more from the file before it is believed.
 *
 * <p>Owner: one thread.
 */
final class GroupCursor implements Closeable {

    static final String FORCED_IS_DAMAGED = "a group that was forced is damaged or missing";

    private static final int WINDOW_BYTES = 64 << 10;

    private final SegmentFiles files;
    private final SegmentCatalog catalog;
    private final @Nullable Keys keys;
    private final Map<Long, SegmentCipher> ciphers = new HashMap<>();
    private final RecordDecoder decoder = new RecordDecoder();
    private final CRC32C crc = new CRC32C();

    private @Nullable LogFile file;
    private @Nullable Segment segment;
    private byte[] salt = new byte[0];
    /** Made when something is read: many readers never do. */
    private byte[] window = new byte[0];

    private long windowOffset;
    private int windowLength;

    private long offset;
    private long expectedPosition;
    private int group;
    private int groupLength;
    private byte[] opened = new byte[0];
    private boolean isHeld;
    private boolean openedReadable;

    /** Without keys, records come without their sealed elements. */
    GroupCursor(SegmentFiles files, SegmentCatalog catalog, @Nullable Keys keys) {
        this.files = files;
        this.catalog = catalog;
        this.keys = keys;
    }

    /** Stands before the group that holds {@code position}, or before the oldest one kept. */
    void seek(long position) throws IOException {
        Segment target = catalog.floor(position);
        enter(target);
        if (target.index().isEmpty() && hasNext(target)) {
            index(target);
        }
        int entry = target.index().floor(position);
        if (entry >= 0) {
            offset = target.index().offsetAt(entry);
            expectedPosition = target.index().positionAt(entry);
        }
    }

    /** A sealed segment that no start had to read: its groups are walked over once. */
    private void index(Segment target) throws IOException {
        SegmentHeader next = catalog.get(target.header().number() + 1).header();
        SegmentIndex found = new SegmentIndex(target.header().segmentBytes());
        while (expectedPosition < next.firstPosition()) {
            long first = expectedPosition;
            if (!readGroup()) {
                throw corrupt(offset, Damage.CRC, FORCED_IS_DAMAGED);
            }
            found.add(first, groupOffset());
        }
        target.index().adopt(found);
        enter(target);
    }

    /** Stands at the start of a segment. */
    void enter(Segment target) throws IOException {
        if (file == null
                || segment == null
                || segment.header().number() != target.header().number()) {
            close();
            file = open(target);
        }
        segment = target;
        salt = target.header().salt();
        forgetWindow();
        offset = SegmentHeader.BYTES;
        expectedPosition = target.header().firstPosition();
        groupLength = 0;
        isHeld = false;
    }

    private LogFile open(Segment target) throws IOException {
        try {
            return files.openReadOnly(target.name());
        } catch (NoSuchFileException e) {
            throw new SegmentGoneException(target.name());
        }
    }

    /** The position that the next group has to start with. */
    long expectedPosition() {
        return expectedPosition;
    }

    /** Where the next group has to start, in the current segment. */
    long offset() {
        return offset;
    }

    /** The segment the cursor stands in. */
    Segment segment() {
        return notNull(segment);
    }

    /**
     * Reads the next group if it lies at or before {@code committed}, across segments.
     *
     * @return false when nothing more is committed
     * @throws CorruptJournalException when what is committed cannot be read
     */
    boolean next(long committed) throws IOException {
        while (expectedPosition <= committed) {
            Segment here = segment();
            if (!endsHere(here) && readGroup()) {
                return true;
            }
            long next = here.header().number() + 1;
            boolean isKnown = catalog.has(next) || catalog.isGone(next);
            if (!isKnown && !catalog.discoverNext(files)) {
                throw corrupt(offset, Damage.CRC, FORCED_IS_DAMAGED);
            }
            Segment after = catalog.get(next);
            if (after.header().firstPosition() != expectedPosition
                    || after.header().previousEnd() != offset) {
                throw corrupt(
                        offset, Damage.SEQUENCE, "the segment breaks off before its end, which the next one names");
            }
            enter(after);
        }
        return false;
    }

    /** Reads the group at {@link #offset()} and steps behind it; false when there is no whole and fitting one. */
    boolean readGroup() throws IOException {
        if (!verify(offset) && !verifyAgain(offset)) {
            return false;
        }
        if (GroupFormat.longAt(window, group + GroupFormat.FIRST_POSITION_AT) != expectedPosition
                || GroupFormat.longAt(window, group + GroupFormat.EPOCH_AT)
                        != segment().header().epoch()
                || !recordsAreDense()) {
            throw corrupt(offset, Damage.SEQUENCE, "a whole group of another position or epoch than the one expected");
        }
        offset += groupLength;
        expectedPosition += groupCount();
        openedReadable = false;
        isHeld = true;
        return true;
    }

    int groupCount() {
        return GroupFormat.intAt(window, group + GroupFormat.COUNT_AT);
    }

    long groupNumber() {
        return GroupFormat.longAt(window, group + GroupFormat.GROUP_NUMBER_AT);
    }

    long groupLastTimeMs() {
        return GroupFormat.longAt(window, group + GroupFormat.LAST_TIME_AT);
    }

    /** Where the group just read starts. */
    long groupOffset() {
        return offset - groupLength;
    }

    int groupLength() {
        return groupLength;
    }

    /** Whether a whole group of this segment starts at {@code at}, wherever the cursor stands. */
    boolean isGroupAt(long at) throws IOException {
        return verify(at);
    }

    /** Whether the group just read has the value of the hash chain that belongs there; {@code chain} steps over it. */
    boolean isGenuine(SegmentChain chain) {
        chain.extend(window, group + GroupFormat.COVERED_AT, GroupFormat.chainedLength(groupLength));
        return chain.standsAt(window, group + groupLength - GroupFormat.CHAIN_BYTES);
    }

    /** What the group just read says that the chain's value is. */
    ChainValue chainValue() {
        return ChainValue.at(window, group + groupLength - GroupFormat.CHAIN_BYTES);
    }

    /** Whether the group just read holds that position: then {@link #visit} lends it without reading anything again. */
    boolean holds(long position) {
        return isHeld && position < expectedPosition && position >= expectedPosition - groupCount();
    }

    /** Copies the bytes of the group just read. */
    byte[] groupBytes() {
        byte[] copy = new byte[groupLength];
        System.arraycopy(window, group, copy, 0, groupLength);
        return copy;
    }

    /**
     * Lends the records of the group just read, from {@code from} on.
     *
     * @return the position behind the last one lent; less than {@link #expectedPosition()} when the visitor stopped
     */
    long visit(long from, JournalRecord record, RecordVisitor visitor) throws IOException {
        openSealed();
        int at = group + GroupFormat.HEADER_BYTES;
        int limit = at + GroupFormat.intAt(window, group + GroupFormat.RECORD_BYTES_AT);
        while (at < limit) {
            long position = GroupFormat.longAt(window, at + RecordFormat.POSITION_AT);
            int next = at + GroupFormat.intAt(window, at);
            if (position >= from) {
                decode(at, limit, record);
                if (!visitor.onRecord(record)) {
                    return position + 1;
                }
            }
            at = next;
        }
        return expectedPosition;
    }

    private void decode(int at, int limit, JournalRecord record) throws CorruptJournalException {
        try {
            decoder.decode(at, limit, record);
            record.tokenKeyId = segment().header().tokenKeyId();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            CorruptJournalException corrupt = corrupt(
                    groupOffset() + at - group,
                    Damage.FORMAT,
                    "a record that this version cannot read: " + e.getMessage());
            corrupt.initCause(e);
            throw corrupt;
        }
    }

    private void openSealed() throws CorruptJournalException {
        if (openedReadable) {
            return;
        }
        int sealedLength = GroupFormat.intAt(window, group + GroupFormat.SEALED_BYTES_AT);
        boolean readable = keys != null && sealedLength > 0;
        if (readable) {
            if (opened.length < sealedLength) {
                opened = new byte[Math.max(sealedLength, 2 * opened.length)];
            }
            int from =
                    group + GroupFormat.HEADER_BYTES + GroupFormat.intAt(window, group + GroupFormat.RECORD_BYTES_AT);
            boolean genuine = cipher(notNull(keys))
                    .begin(
                            groupNumber(),
                            window,
                            group + GroupFormat.COVERED_AT,
                            GroupFormat.HEADER_BYTES - GroupFormat.COVERED_AT)
                    .open(window, from, sealedLength + SegmentCipher.TAG_BYTES, opened, 0);
            if (!genuine) {
                throw corrupt(groupOffset(), Damage.CHAIN, "sealed bytes that this key does not open");
            }
        }
        long epoch = GroupFormat.longAt(window, group + GroupFormat.EPOCH_AT);
        decoder.group(window, epoch, opened, sealedLength, readable);
        openedReadable = true;
    }

    private SegmentCipher cipher(Keys known) {
        SegmentHeader header = segment().header();
        return ciphers.computeIfAbsent(
                header.number(), number -> new SegmentCipher(known, header.panKeyId(), header.salt()));
    }

    /** Whether the next segment says that this one ends where the cursor stands. */
    private boolean endsHere(Segment here) throws SegmentGoneException {
        long next = here.header().number() + 1;
        if (!catalog.has(next)) {
            return false;
        }
        SegmentHeader after = catalog.get(next).header();
        return after.firstPosition() == expectedPosition && after.previousEnd() == offset;
    }

    private boolean hasNext(Segment here) {
        return catalog.has(here.header().number() + 1);
    }

    private boolean recordsAreDense() {
        int at = group + GroupFormat.HEADER_BYTES;
        int limit = at + GroupFormat.intAt(window, group + GroupFormat.RECORD_BYTES_AT);
        long position = expectedPosition;
        for (int i = groupCount(); i > 0; i--) {
            int length = at + RecordFormat.FIXED_BYTES <= limit ? GroupFormat.intAt(window, at) : 0;
            if (length < RecordFormat.FIXED_BYTES
                    || length > limit - at
                    || GroupFormat.longAt(window, at + RecordFormat.POSITION_AT) != position) {
                return false;
            }
            position++;
            at += length;
        }
        return at == limit;
    }

    private CorruptJournalException corrupt(long at, Damage damage, String reason) {
        return new CorruptJournalException(segment().name(), at, expectedPosition, damage, reason);
    }

    private boolean verifyAgain(long at) throws IOException {
        forgetWindow();
        return verify(at);
    }

    private boolean verify(long at) throws IOException {
        isHeld = false;
        group = window(at, GroupFormat.HEADER_BYTES);
        if (group < 0 || !GroupFormat.looksLikeHeader(window, group)) {
            return false;
        }
        groupLength = GroupFormat.intAt(window, group + GroupFormat.LENGTH_AT);
        group = window(at, groupLength);
        return group >= 0
                && GroupFormat.checksum(crc, salt, window, group, groupLength)
                        == GroupFormat.intAt(window, group + GroupFormat.CRC_AT);
    }

    private void forgetWindow() {
        windowLength = 0;
        windowOffset = -1;
    }

    /** Where in the window {@code length} bytes from {@code at} on are; −1 when the file has fewer. */
    private int window(long at, int length) throws IOException {
        boolean held = windowLength > 0 && at >= windowOffset && at + length <= windowOffset + windowLength;
        if (!held) {
            if (window.length < Math.max(length, usualWindow())) {
                window = new byte[GroupFormat.aligned(Math.max(length, Math.max(usualWindow(), 2 * window.length)))];
            }
            windowOffset = at;
            windowLength = notNull(file).read(at, window, 0, window.length);
        }
        return at + length <= windowOffset + windowLength ? (int) (at - windowOffset) : -1;
    }

    private int usualWindow() {
        return (int) Math.min(WINDOW_BYTES, segment().header().segmentBytes());
    }

    private static <T> T notNull(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the cursor stands nowhere yet");
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
