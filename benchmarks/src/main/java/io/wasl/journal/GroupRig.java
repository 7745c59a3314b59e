package io.wasl.journal;

import io.wasl.security.Keys;
import io.wasl.security.SegmentChain;
import io.wasl.security.SegmentCipher;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One commit group by itself: filled as the loop fills it, sealed as the log thread seals it (a checksum a record, one
 * AES-EAX over the sensitive bytes, the hash chain, the group's checksum). It lives in this package because the classes are
 * package-private. Owner: one thread.
 */
public final class GroupRig {

    private static final int GROUP_BYTES = 1 << 20;

    private final List<JournalRecord> records;
    private final GroupBuffer group = new GroupBuffer(GROUP_BYTES);
    private final byte[] salt = new byte[SegmentCipher.SALT_BYTES];
    private final SegmentCipher cipher;
    private final SegmentChain chain;
    private final CRC32C crc = new CRC32C();
    private final byte[] copy = new byte[GROUP_BYTES];
    private long groupNumber;
    private long position;

    /** Filled once. */
    public GroupRig(Keys keys, List<JournalRecord> records) {
        this.records = List.copyOf(records);
        cipher = new SegmentCipher(keys, keys.panKeyId(), salt);
        chain = new SegmentChain(keys, keys.panKeyId(), salt);
        fill();
    }

    /** All records anew, an append each; returns the group's length in bytes. */
    public int fill() {
        group.reset(1);
        for (int i = 0; i < records.size(); i++) {
            JournalRecord record = records.get(i);
            record.position = ++position;
            group.beginAppend();
            group.add(record);
            group.endAppend();
        }
        return group.encodedLength();
    }

    /** The group as it was filled last, under the next number; what is made is lent until the next call. */
    public ByteBuffer seal() {
        return group.seal(++groupNumber, cipher, chain, salt);
    }

    /** What nobody goes below who writes these bytes and checks them: one copy, and one checksum. */
    public int copyAndCheck() {
        int length = group.encodedLength();
        System.arraycopy(group.bytes(), 0, copy, 0, length);
        crc.reset();
        crc.update(copy, 0, length);
        return (int) crc.getValue();
    }

    SegmentCipher cipher() {
        return cipher;
    }

    byte[] salt() {
        return salt;
    }

    long groupNumber() {
        return groupNumber;
    }
}
