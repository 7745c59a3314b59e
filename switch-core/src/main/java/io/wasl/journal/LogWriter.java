package io.wasl.journal;

import io.wasl.journal.Journal.Room;
import io.wasl.metric.Counters;
import io.wasl.security.Keys;
import io.wasl.security.SegmentChain;
import io.wasl.security.SegmentCipher;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes groups into segments, opens the next segment when one is full, and keeps the stock of spares.
 *
 * <p>Any exception out of here other than from the stock is final: what was being written is in doubt, nothing is tried
 * again. Owner: the log thread.
 */
final class LogWriter {

    /** {@link #prepare} has nothing to do until the next group. */
    static final long FOREVER = Long.MAX_VALUE;

    /** Between two attempts to get a new segment from a full disk. */
    static final long RETRY_NS = 250_000_000;

    /** A log without a group for this long is idle: filling the stock then keeps nobody waiting. */
    static final long IDLE_NS = 2_000_000;

    /** The longest slice, however far behind the stock is. */
    private static final int LONGEST_SLICE_BYTES = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

    private final JournalPorts ports;
    private final JournalLimits limits;
    private final SegmentCatalog catalog;
    private final Spares spares;
    private final Counters<JournalCounter> counters;
    private final ChainValue recoveredChain;
    private final Runnable onSealed;

    private @Nullable LogFile file;
    private @Nullable SegmentCipher cipher;
    private @Nullable SegmentChain chain;
    private @Nullable Segment segment;
    private byte[] salt = new byte[0];
    private long fileBytes;
    private long offset;
    private long epoch;
    private long nextGroup;
    private long lastPosition;
    private long lastTimeMs;
    private long lastForcedNs;
    private long stockAtOpen;
    private long retryAtNs;
    private boolean retrying;

    private volatile Room room = Room.OPEN;
    private volatile long durablePosition;

    /**
     * @param onSealed told when a segment has followed another; returns at once
     */
    LogWriter(
            JournalPorts ports,
            JournalLimits limits,
            SegmentCatalog catalog,
            Recovered recovered,
            Counters<JournalCounter> counters,
            Runnable onSealed) {
        this.onSealed = onSealed;
        this.ports = ports;
        this.limits = limits;
        this.catalog = catalog;
        this.counters = counters;
        spares = new Spares(ports.files(), limits.segmentBytes(), limits.reserveSegments() + 1, counters);
        recoveredChain = recovered.chain();
        offset = recovered.end();
        epoch = recovered.epoch();
        nextGroup = recovered.lastGroup() + 1;
        lastPosition = recovered.lastPosition();
        lastTimeMs = recovered.lastLogTimeMs();
        durablePosition = lastPosition;
    }

    /** Any thread. */
    Room room() {
        return room;
    }

    /** The newest position forced; any thread. */
    long durablePosition() {
        return durablePosition;
    }

    long epoch() {
        return epoch;
    }

    /** Takes over what an earlier start left in stock. */
    void adoptSpares() throws IOException {
        spares.adopt();
        ports.files().publish(durablePosition);
    }

    /**
     * Begins the next epoch: a segment of its own, whose first group is {@link RecordType#NODE_STARTED}, forced.
     *
     * @param buffer for that group
     * @return false when no segment can be had now
     */
    boolean beginEpoch(GroupBuffer buffer) throws IOException {
        boolean first = catalog.isEmpty();
        long previousEnd = offset;
        if (!openSegment(epoch + 1)) {
            return false;
        }
        if (!first) {
            cutPrevious(previousEnd);
        }
        JournalRecord record = new JournalRecord().clear(RecordType.NODE_STARTED, epoch, 0);
        record.position = lastPosition + 1;
        record.logTimeMs = Math.max(lastTimeMs, ports.clock().epochMillis());
        buffer.reset(epoch);
        buffer.add(record);
        buffer.endAppend();
        return write(buffer);
    }

    /**
     * Seals, writes and forces one group.
     *
     * @return false when it does not fit the segment and no other can be had now: nothing was written, call again
     */
    boolean write(GroupBuffer group) throws IOException {
        if (offset + group.encodedLength() > fileBytes && !openSegment(epoch)) {
            return false;
        }
        LogFile target = notNull(file);
        long start = ports.nanos().nanoTime();
        ByteBuffer bytes = group.seal(nextGroup, notNull(cipher), notNull(chain), salt);
        int length = bytes.remaining();
        target.write(offset, bytes);
        target.force();
        lastForcedNs = ports.nanos().nanoTime();
        forced(group, length, lastForcedNs - start);
        return true;
    }

    private void forced(GroupBuffer group, int length, long elapsedNs) {
        notNull(segment).index().add(group.firstPosition(), offset);
        offset += length;
        nextGroup++;
        lastPosition = group.lastPosition();
        lastTimeMs = group.lastTimeMs();
        durablePosition = lastPosition;
        ports.files().publish(lastPosition);
        counters.increment(JournalCounter.GROUPS);
        counters.add(JournalCounter.GROUP_BYTES, length);
        counters.add(JournalCounter.FORCE_NS, elapsedNs);
        if (elapsedNs > counters.get(JournalCounter.FORCE_NS_MAX)) {
            counters.set(JournalCounter.FORCE_NS_MAX, elapsedNs);
        }
        updateRoom();
    }

    /**
     * Goes on filling the stock of spares, one slice: when the log is idle, or when the stock lags behind the segment
     * that is being used up. Between groups in quick succession a slice is rare, and yet the stock is full again before
     * the segment is.
     *
     * @return nanoseconds until it wants to be called again: 0 for more to do, {@link #FOREVER} for nothing
     */
    long prepare() {
        if (spares.isComplete()) {
            return FOREVER;
        }
        long now = ports.nanos().nanoTime();
        long idleInNs = lastForcedNs + IDLE_NS - now;
        long behindBytes = stockDue() - spares.bytes();
        if (idleInNs > 0 && behindBytes <= 0) {
            return idleInNs;
        }
        return fill(now, behindBytes);
    }

    /** The stock in bytes that the use of the current segment asks for: full when the segment is. */
    private long stockDue() {
        long missing = spares.wantedBytes() - stockAtOpen;
        return stockAtOpen + (long) ((double) missing * offset / Math.max(1, fileBytes));
    }

    private long fill(long now, long bytes) {
        if (retrying && now - retryAtNs < 0) {
            return retryAtNs - now;
        }
        retrying = !spares.slice((int) Math.min(LONGEST_SLICE_BYTES, Math.max(Spares.SLICE_BYTES, bytes)));
        retryAtNs = now + RETRY_NS;
        updateRoom();
        return retrying ? RETRY_NS : 0;
    }

    private boolean openSegment(long newEpoch) throws IOException {
        while (spares.count() == 0) {
            if (fill(ports.nanos().nanoTime(), 0) > 0) {
                return false;
            }
        }
        SegmentHeader unchained = header(newEpoch);
        SegmentChain newChain = new SegmentChain(ports.keys(), unchained.panKeyId(), unchained.salt());
        SegmentHeader header = unchained.chained(newChain);
        String name = Segment.name(header.number());
        String spare = spares.take();
        LogFile opened = ports.files().open(spare);
        opened.write(0, ByteBuffer.wrap(header.encode()));
        opened.force();
        ports.files().rename(spare, name);
        ports.files().forceFolder();
        closeFile();
        file = opened;
        fileBytes = header.segmentBytes();
        offset = SegmentHeader.BYTES;
        epoch = newEpoch;
        salt = header.salt();
        cipher = new SegmentCipher(ports.keys(), header.panKeyId(), salt);
        chain = newChain;
        segment = new Segment(header);
        stockAtOpen = spares.bytes();
        catalog.add(segment);
        counters.increment(JournalCounter.SEGMENTS_OPENED);
        updateRoom();
        onSealed.run();
        return true;
    }

    /** Without its value of the hash chain. */
    private SegmentHeader header(long newEpoch) {
        byte[] random = new byte[SegmentCipher.SALT_BYTES];
        ports.random().fill(random);
        Keys keys = ports.keys();
        long number = catalog.isEmpty() ? 1 : catalog.last().header().number() + 1;
        return new SegmentHeader(
                number,
                newEpoch,
                lastPosition + 1,
                nextGroup,
                catalog.isEmpty() ? 0 : offset,
                limits.segmentBytes(),
                lastTimeMs,
                GroupFormat.longAt(random, 0),
                GroupFormat.longAt(random, Long.BYTES),
                keys.panKeyId(),
                keys.tokenKeyId(),
                keys.panKeyCheck(keys.panKeyId()),
                keys.tokenKeyCheck(keys.tokenKeyId()),
                chain == null ? recoveredChain : ChainValue.of(chain),
                ChainValue.NONE);
    }

    /**
     * Gives back the unused rest of the segment that the last epoch ended in, a torn tail included. The new header, on
     * the disk already, names the cut, so this is housekeeping and may fail.
     */
    private void cutPrevious(long end) {
        String name = Segment.name(catalog.last().header().number() - 1);
        try (LogFile previous = ports.files().open(name)) {
            if (previous.size() > end) {
                previous.truncate(end);
            }
        } catch (IOException e) {
            LOG.warn("the unused rest of {} could not be given back: {}", name, e.getMessage());
        }
    }

    /**
     * FULL leaves room for two more groups: the one being written while the loop fills another before it hears.
     */
    private void updateRoom() {
        Room now = Room.OPEN;
        if (spares.isFailing()) {
            if (spares.count() == 0 && fileBytes - offset < 2L * limits.groupBytes()) {
                now = Room.FULL;
            } else if (spares.count() < limits.reserveSegments()) {
                now = Room.RESERVE;
            }
        }
        if (now != room) {
            LOG.warn("journal room {} (was {}), {} spare segments {}", now, room, spares.count(), spares.problem());
            room = now;
        }
    }

    void close() throws IOException {
        closeFile();
        spares.close();
    }

    private void closeFile() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    private static <T> T notNull(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("no segment is open");
        }
        return value;
    }
}
