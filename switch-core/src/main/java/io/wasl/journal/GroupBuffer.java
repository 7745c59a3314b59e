package io.wasl.journal;

import io.wasl.security.SegmentChain;
import io.wasl.security.SegmentCipher;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * One commit group: filled by the loop, then handed to the log thread, which seals and writes it, then back. Whoever
 * holds it owns it; nothing is allocated while it goes round.
 */
final class GroupBuffer {

    private final int limitBytes;
    private final byte[] bytes;
    private final ByteBuffer view;
    private final byte[] sealed;
    private final CRC32C crc = new CRC32C();

    private long epoch;
    private int count;
    private int end;
    private int sealedLength;
    private long firstPosition;
    private long lastPosition;
    private long firstTimeMs;
    private long lastTimeMs;

    private int appendEnd;
    private int appendSealedLength;
    private int appendCount;
    private long appendLastPosition;
    private long appendLastTimeMs;
    private int lastStart;

    /**
     * @param limitBytes the longest encoded group
     */
    GroupBuffer(int limitBytes) {
        this.limitBytes = limitBytes;
        bytes = new byte[limitBytes];
        view = ByteBuffer.wrap(bytes);
        sealed = new byte[limitBytes];
    }

    void reset(long newEpoch) {
        epoch = newEpoch;
        count = 0;
        end = GroupFormat.HEADER_BYTES;
        sealedLength = 0;
        beginAppend();
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    long lastPosition() {
        return lastPosition;
    }

    long firstPosition() {
        return firstPosition;
    }

    long lastTimeMs() {
        return lastTimeMs;
    }

    byte[] bytes() {
        return bytes;
    }

    /** How many bytes may still be added and leave the group within its limit. */
    int remaining() {
        return limitBytes
                - end
                - sealedLength
                - SegmentCipher.TAG_BYTES
                - GroupFormat.ALIGNMENT
                - GroupFormat.CHAIN_BYTES;
    }

    int encodedLength() {
        int body = end + (sealedLength == 0 ? 0 : sealedLength + SegmentCipher.TAG_BYTES);
        return GroupFormat.aligned(body) + GroupFormat.CHAIN_BYTES;
    }

    void beginAppend() {
        appendEnd = end;
        appendSealedLength = sealedLength;
        appendCount = count;
        appendLastPosition = lastPosition;
        appendLastTimeMs = lastTimeMs;
    }

    /** Records of the append under way; they count only after {@link #endAppend}. */
    int appendCount() {
        return count - appendCount;
    }

    /** Bytes that the append under way has taken so far. */
    int appendBytes() {
        return end - appendEnd + sealedLength - appendSealedLength;
    }

    /** Position and log time are set. */
    void add(JournalRecord record) {
        if (count == 0) {
            firstPosition = record.position;
            firstTimeMs = record.logTimeMs;
        }
        lastStart = end;
        end = RecordFormat.encode(record, epoch, sealedLength, bytes, end);
        System.arraycopy(record.sealed.buffer(), 0, sealed, sealedLength, record.sealed.length());
        sealedLength += record.sealed.length();
        lastPosition = record.position;
        lastTimeMs = record.logTimeMs;
        count++;
    }

    void endAppend() {
        bytes[lastStart + RecordFormat.FLAGS_AT] |= RecordFormat.LAST_OF_APPEND;
    }

    /** Takes the append under way back. */
    void abandonAppend() {
        end = appendEnd;
        sealedLength = appendSealedLength;
        count = appendCount;
        lastPosition = appendLastPosition;
        lastTimeMs = appendLastTimeMs;
    }

    /**
     * Makes the bytes final: record checksums, header, ciphertext, value of the hash chain, group checksum. Log thread.
     *
     * @param chain steps over this group
     * @return what is to be written, lent until the buffer is reset
     */
    ByteBuffer seal(long groupNumber, SegmentCipher cipher, SegmentChain chain, byte[] salt) {
        for (int at = GroupFormat.HEADER_BYTES; at < end; ) {
            at = RecordFormat.finish(crc, bytes, at);
        }
        int length = encodedLength();
        putHeader(groupNumber, length);
        int body = end;
        if (sealedLength > 0) {
            cipher.begin(groupNumber, bytes, GroupFormat.COVERED_AT, GroupFormat.HEADER_BYTES - GroupFormat.COVERED_AT)
                    .seal(sealed, 0, sealedLength, bytes, end);
            body += sealedLength + SegmentCipher.TAG_BYTES;
        }
        int chainAt = length - GroupFormat.CHAIN_BYTES;
        Arrays.fill(bytes, body, chainAt, (byte) 0);
        chain.extend(bytes, GroupFormat.COVERED_AT, GroupFormat.chainedLength(length));
        chain.copyTo(bytes, chainAt);
        GroupFormat.INT.set(bytes, GroupFormat.CRC_AT, GroupFormat.checksum(crc, salt, bytes, 0, length));
        return view.clear().limit(length);
    }

    private void putHeader(long groupNumber, int length) {
        GroupFormat.INT.set(bytes, GroupFormat.MAGIC_AT, GroupFormat.MAGIC);
        GroupFormat.INT.set(bytes, GroupFormat.LENGTH_AT, length);
        GroupFormat.INT.set(bytes, GroupFormat.COUNT_AT, count);
        GroupFormat.LONG.set(bytes, GroupFormat.GROUP_NUMBER_AT, groupNumber);
        GroupFormat.LONG.set(bytes, GroupFormat.FIRST_POSITION_AT, firstPosition);
        GroupFormat.LONG.set(bytes, GroupFormat.EPOCH_AT, epoch);
        GroupFormat.LONG.set(bytes, GroupFormat.FIRST_TIME_AT, firstTimeMs);
        GroupFormat.LONG.set(bytes, GroupFormat.LAST_TIME_AT, lastTimeMs);
        GroupFormat.INT.set(bytes, GroupFormat.RECORD_BYTES_AT, end - GroupFormat.HEADER_BYTES);
        GroupFormat.INT.set(bytes, GroupFormat.SEALED_BYTES_AT, sealedLength);
    }
}
