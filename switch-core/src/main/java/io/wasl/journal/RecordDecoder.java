package io.wasl.journal;

import io.wasl.iso.ElementSet;
import java.nio.charset.StandardCharsets;

/**
 * Reads the records of one verified group. The bytes have passed their checksum, so what does not fit here was written
 * by a program that is wrong or newer: that is an error, never a torn tail.
 *
 * <p>Owner: the cursor's thread.
 */
final class RecordDecoder {

    private static final int MEMBERS = 256;

    private final String[] members = new String[MEMBERS];
    private byte[] bytes = new byte[0];
    private byte[] sealed = new byte[0];
    private boolean sealedReadable;
    private int sealedLength;
    private long groupEpoch;
    private int at;

    /**
     * @param sealedBytes the group's sealed bytes, opened
     * @param readable false when there is no key: records then come without sealed elements
     */
    void group(byte[] group, long epoch, byte[] sealedBytes, int length, boolean readable) {
        bytes = group;
        groupEpoch = epoch;
        sealed = sealedBytes;
        sealedLength = length;
        sealedReadable = readable;
    }

    /**
     * Fills {@code record} from the record that starts at {@code start}.
     *
     * @return where it ends
     * @throws IllegalArgumentException when the bytes make no record
     */
    int decode(int start, int limit, JournalRecord record) {
        int length = start + RecordFormat.FIXED_BYTES <= limit ? GroupFormat.intAt(bytes, start) : 0;
        if (length < RecordFormat.FIXED_BYTES || length > limit - start) {
            throw new IllegalArgumentException("a record's length is wrong");
        }
        int mask = (short) GroupFormat.SHORT.get(bytes, start + RecordFormat.MASK_AT);
        record.clear(
                RecordType.ofWireId(bytes[start + RecordFormat.TYPE_AT] & 0xFF),
                groupEpoch,
                GroupFormat.longAt(bytes, start + RecordFormat.COUNTER_AT));
        record.position = GroupFormat.longAt(bytes, start + RecordFormat.POSITION_AT);
        record.logTimeMs = GroupFormat.longAt(bytes, start + RecordFormat.TIME_AT);
        at = start + RecordFormat.FIXED_BYTES;
        decodeIdentity(mask, record);
        decodeNumbers(mask, record);
        decodeElements(mask, record);
        if (at != start + length) {
            throw new IllegalArgumentException("a record's fields do not fill it");
        }
        return at;
    }

    private void decodeIdentity(int mask, JournalRecord record) {
        if ((mask & RecordFormat.EPOCH) != 0) {
            record.epoch = nextLong();
        }
        if ((mask & RecordFormat.RELATED) != 0) {
            record.relatedEpoch = nextLong();
            record.relatedCounter = nextLong();
        }
        if ((mask & RecordFormat.MEMBER) != 0) {
            record.member = nextMember();
        }
    }

    private void decodeNumbers(int mask, JournalRecord record) {
        if ((mask & RecordFormat.MTI) != 0) {
            record.mti = nextInt();
        }
        if ((mask & RecordFormat.STATE) != 0) {
            record.state = nextInt();
        }
        if ((mask & RecordFormat.ANSWER) != 0) {
            record.reason = nextInt();
            record.code = nextInt();
        }
        if ((mask & RecordFormat.NUMBER) != 0) {
            record.number = nextLong();
        }
        if ((mask & RecordFormat.AMOUNT) != 0) {
            record.amountMinor = nextLong();
        }
    }

    private void decodeElements(int mask, JournalRecord record) {
        if ((mask & RecordFormat.KEY) != 0) {
            record.keyHigh = nextLong();
            record.keyLow = nextLong();
        }
        if ((mask & RecordFormat.TOKEN) != 0) {
            record.tokenHigh = nextLong();
            record.tokenLow = nextLong();
        }
        if ((mask & RecordFormat.HINT) != 0) {
            record.panHint = nextLong();
        }
        if ((mask & RecordFormat.OPEN) != 0) {
            int length = nextShort();
            load(record.open, bytes, at, length, bytes.length);
            at += length;
        }
        if ((mask & RecordFormat.SEALED) != 0) {
            int from = nextInt();
            int length = nextShort();
            if (sealedReadable) {
                load(record.sealed, sealed, from, length, sealedLength);
            }
        }
    }

    private static void load(ElementSet target, byte[] source, int from, int length, int limit) {
        if (from < 0 || from > limit - length || !target.load(source, from, length)) {
            throw new IllegalArgumentException("a record's elements are malformed");
        }
    }

    private int nextShort() {
        int value = (short) GroupFormat.SHORT.get(bytes, at) & 0xFFFF;
        at += Short.BYTES;
        return value;
    }

    private int nextInt() {
        int value = GroupFormat.intAt(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    private long nextLong() {
        long value = GroupFormat.longAt(bytes, at);
        at += Long.BYTES;
        return value;
    }

    /** A node knows few members, so their ids are made once and shared. */
    private String nextMember() {
        int length = bytes[at] & 0xFF;
        int start = at + 1;
        at = start + length;
        int hash = 0;
        for (int i = start; i < at; i++) {
            hash = 31 * hash + bytes[i];
        }
        int cell = (hash ^ hash >>> 8) & MEMBERS - 1;
        String known = members[cell];
        if (known == null || !same(known, start, length)) {
            known = new String(bytes, start, length, StandardCharsets.US_ASCII);
            members[cell] = known;
        }
        return known;
    }

    private boolean same(String text, int start, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != bytes[start + i]) {
                return false;
            }
        }
        return true;
    }
}
