package io.wasl.journal;

import static io.wasl.journal.GroupFormat.INT;
import static io.wasl.journal.GroupFormat.LONG;
import static io.wasl.journal.GroupFormat.SHORT;

import java.util.zip.CRC32C;

/**
 * The bytes of one record inside a group. Fields that are zero or empty are left out; a mask says which follow, in the
 * order of its bits.
 *
 * <pre>
 *    0  u32  length of the record, these 4 bytes included
 *    4  u32  CRC32C of bytes 8 to length
 *    8  i64  position
 *   16  i64  log time, ms since 1970
 *   24  u8   type          25  u8  flags (1: last of its append)
 *   26  u16  mask of the fields that follow
 *   28  i64  counter
 *   36  the fields of the mask
 * </pre>
 */
final class RecordFormat {

    static final int FIXED_BYTES = 36;
    static final int CRC_AT = 4;
    static final int COVERED_AT = 8;
    static final int POSITION_AT = 8;
    static final int TIME_AT = 16;
    static final int TYPE_AT = 24;
    static final int FLAGS_AT = 25;
    static final int MASK_AT = 26;
    static final int COUNTER_AT = 28;

    static final int LAST_OF_APPEND = 1;

    /** The transaction's epoch, where it is not the group's. */
    static final int EPOCH = 1;

    static final int RELATED = 1 << 1;
    static final int MEMBER = 1 << 2;
    static final int MTI = 1 << 3;
    static final int STATE = 1 << 4;
    static final int ANSWER = 1 << 5;
    static final int NUMBER = 1 << 6;
    static final int AMOUNT = 1 << 7;
    static final int KEY = 1 << 8;
    static final int TOKEN = 1 << 9;
    static final int HINT = 1 << 10;
    static final int OPEN = 1 << 11;
    /** Where in the group's sealed bytes, and how many. */
    static final int SEALED = 1 << 12;

    private static final int MEMBER_LIMIT = 255;

    private RecordFormat() {}

    /**
     * Writes all but the checksum.
     *
     * @param sealedAt where in the group's sealed bytes the record's will be
     * @return where the record ends
     */
    static int encode(JournalRecord record, long groupEpoch, int sealedAt, byte[] target, int start) {
        int mask = mask(record, groupEpoch);
        LONG.set(target, start + POSITION_AT, record.position);
        LONG.set(target, start + TIME_AT, record.logTimeMs);
        target[start + TYPE_AT] = (byte) record.type.wireId();
        target[start + FLAGS_AT] = 0;
        SHORT.set(target, start + MASK_AT, (short) mask);
        LONG.set(target, start + COUNTER_AT, record.counter);
        int at = encodeIdentity(record, mask, target, start + FIXED_BYTES);
        at = encodeNumbers(record, mask, target, at);
        at = encodeElements(record, mask, sealedAt, target, at);
        INT.set(target, start, at - start);
        return at;
    }

    /** Puts the checksum of a record whose other bytes are final; returns where the record ends. */
    static int finish(CRC32C crc, byte[] target, int start) {
        int length = GroupFormat.intAt(target, start);
        crc.reset();
        crc.update(target, start + COVERED_AT, length - COVERED_AT);
        INT.set(target, start + CRC_AT, (int) crc.getValue());
        return start + length;
    }

    private static int mask(JournalRecord record, long groupEpoch) {
        return bit(record.epoch != groupEpoch, EPOCH)
                | bit((record.relatedEpoch | record.relatedCounter) != 0, RELATED)
                | bit(!record.member.isEmpty(), MEMBER)
                | bit(record.mti != 0, MTI)
                | bit(record.state != 0, STATE)
                | bit((record.reason | record.code) != 0, ANSWER)
                | bit(record.number != 0, NUMBER)
                | bit(record.amountMinor != 0, AMOUNT)
                | bit((record.keyHigh | record.keyLow) != 0, KEY)
                | bit((record.tokenHigh | record.tokenLow) != 0, TOKEN)
                | bit(record.panHint != 0, HINT)
                | bit(!record.open.isEmpty(), OPEN)
                | bit(!record.sealed.isEmpty(), SEALED);
    }

    private static int bit(boolean present, int bit) {
        return present ? bit : 0;
    }

    private static int encodeIdentity(JournalRecord record, int mask, byte[] target, int start) {
        int at = start;
        if ((mask & EPOCH) != 0) {
            at = putLong(target, at, record.epoch);
        }
        if ((mask & RELATED) != 0) {
            at = putLong(target, at, record.relatedEpoch);
            at = putLong(target, at, record.relatedCounter);
        }
        if ((mask & MEMBER) != 0) {
            at = putMember(target, at, record.member);
        }
        return at;
    }

    private static int encodeNumbers(JournalRecord record, int mask, byte[] target, int start) {
        int at = start;
        if ((mask & MTI) != 0) {
            at = putInt(target, at, record.mti);
        }
        if ((mask & STATE) != 0) {
            at = putInt(target, at, record.state);
        }
        if ((mask & ANSWER) != 0) {
            at = putInt(target, at, record.reason);
            at = putInt(target, at, record.code);
        }
        if ((mask & NUMBER) != 0) {
            at = putLong(target, at, record.number);
        }
        if ((mask & AMOUNT) != 0) {
            at = putLong(target, at, record.amountMinor);
        }
        return at;
    }

    private static int encodeElements(JournalRecord record, int mask, int sealedAt, byte[] target, int start) {
        int at = start;
        if ((mask & KEY) != 0) {
            at = putLong(target, at, record.keyHigh);
            at = putLong(target, at, record.keyLow);
        }
        if ((mask & TOKEN) != 0) {
            at = putLong(target, at, record.tokenHigh);
            at = putLong(target, at, record.tokenLow);
        }
        if ((mask & HINT) != 0) {
            at = putLong(target, at, record.panHint);
        }
        if ((mask & OPEN) != 0) {
            int length = record.open.length();
            SHORT.set(target, at, (short) length);
            System.arraycopy(record.open.buffer(), 0, target, at + 2, length);
            at += 2 + length;
        }
        if ((mask & SEALED) != 0) {
            at = putInt(target, at, sealedAt);
            SHORT.set(target, at, (short) record.sealed.length());
            at += 2;
        }
        return at;
    }

    private static int putInt(byte[] target, int at, int value) {
        INT.set(target, at, value);
        return at + Integer.BYTES;
    }

    private static int putLong(byte[] target, int at, long value) {
        LONG.set(target, at, value);
        return at + Long.BYTES;
    }

    /** Ids are ASCII by configuration. */
    private static int putMember(byte[] target, int at, String member) {
        int length = member.length();
        if (length > MEMBER_LIMIT) {
            throw new IllegalArgumentException("a member's id has at most " + MEMBER_LIMIT + " characters");
        }
        target[at] = (byte) length;
        for (int i = 0; i < length; i++) {
            char c = member.charAt(i);
            if (c > 0x7E) {
                throw new IllegalArgumentException("a member's id is ASCII");
            }
            target[at + 1 + i] = (byte) c;
        }
        return at + 1 + length;
    }
}
