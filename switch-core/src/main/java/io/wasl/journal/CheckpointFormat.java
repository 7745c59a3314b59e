package io.wasl.journal;

import java.nio.charset.StandardCharsets;

/**
 * The bytes of a checkpoint. Little endian; a number in an entry is a varint: 7 bits a byte, the lowest first, the top bit
 * says that more follow.
 *
 * <pre>
 *   header   0 "WSLCKPT1"            8 u32 version     12 u32 CRC32C of bytes 16 to 96
 *           16 segment: the last one it knows          24 epoch of that
 *           32 position: the last one of that segment  40 wall clock when it was made
 *           48 salt, 128 bits        64 i64 PAN encryption key id
 *           72 chain value of the log behind that segment
 *           88 replay's first segment 96 chain value of this header
 *
 *   block    0 u32 length            4 u32 CRC32C of bytes 8 to length
 *            8 u32 kind             12 u32 entries
 *           16 the entries           … 16 bytes: chain value of this block
 *
 *   blocks   cards' days …  stood in for …  listed cards …  deliveries …  segments …  STANs
 *            in flight …  end (how many deliveries)
 * </pre>
 *
 * The hash chain goes from the header over each block: HKDF(PAN encryption key, salt). So who has no key cannot take one
 * delivery out unseen, and a file that breaks off has no end. It holds no more of a message than the open elements of SENT.
 */
final class CheckpointFormat {

    static final long MAGIC = 0x31_54_50_4B_43_4C_53_57L; // "WSLCKPT1" as bytes
    static final int VERSION = 3;
    static final int HEADER_BYTES = 112;
    static final int HEADER_COVERED_AT = 16;
    static final int HEADER_CHAIN_AT = 96;

    static final int BLOCK_HEADER_BYTES = 16;
    static final int BLOCK_COVERED_AT = 8;
    static final int CHAIN_BYTES = GroupFormat.CHAIN_BYTES;
    /** A block is closed when it is longer than this. */
    static final int BLOCK_BYTES = 64 << 10;
    /** No entry is longer: the elements of one record and a few numbers. */
    static final int ENTRY_BYTES = 8 << 10;

    static final int LONGEST_BLOCK_BYTES = BLOCK_BYTES + ENTRY_BYTES + CHAIN_BYTES;

    static final int DELIVERIES = 1;
    static final int SEGMENTS = 2;
    static final int STANS = 3;
    static final int END = 4;
    /** Each card's total of the newest day on which any was stood in for. */
    static final int CARD_DAYS = 5;
    /** Each transaction that was stood in for on that day, and what of it stands. */
    static final int STOOD_IN = 6;
    /** Each card on the hot list. */
    static final int LISTED_CARDS = 7;
    /** Each request whose R3 is not there yet. */
    static final int IN_FLIGHT = 8;

    private static final int PARKED = 1;
    private static final int OF_LEG = 2;
    private static final int OUTCOME_UNKNOWN = 4;
    private static final int ADVICE_NAMED = 8;

    private CheckpointFormat() {}

    /** Writes entries one behind the other. */
    static final class Out {

        final byte[] bytes;
        int at;

        Out(byte[] bytes) {
            this.bytes = bytes;
        }

        void number(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes[at++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[at++] = (byte) rest;
        }

        void text(String ascii) {
            number(ascii.length());
            for (int i = 0; i < ascii.length(); i++) {
                bytes[at++] = (byte) ascii.charAt(i);
            }
        }

        void delivery(OpenDelivery open) {
            number(open.epoch);
            number(open.counter);
            number(open.relatedEpoch);
            number(open.relatedCounter);
            number(open.namedEpoch);
            number(open.namedCounter);
            text(open.member);
            number(open.mti);
            number(open.number);
            number(open.firstPosition);
            number(open.position - open.firstPosition);
            number(open.owedTimeMs);
            number(open.copies);
            number((open.isParked ? PARKED : 0)
                    | (open.isOfLeg ? OF_LEG : 0)
                    | (open.isOutcomeUnknown ? OUTCOME_UNKNOWN : 0)
                    | (open.isAdviceNamed ? ADVICE_NAMED : 0));
            number(open.names);
            number(open.namesSent);
            number(Integer.toUnsignedLong(open.code));
            number(open.parkedTimeMs);
            number(open.sent.length());
            System.arraycopy(open.sent.buffer(), 0, bytes, at, open.sent.length());
            at += open.sent.length();
        }
    }

    /** Reads what {@link Out} wrote; bytes that make no entry are an {@link IndexOutOfBoundsException} or a wrong end. */
    static final class In {

        final byte[] bytes;
        int at;
        private String member = "";

        In(byte[] bytes) {
            this.bytes = bytes;
        }

        long number() {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                byte next = bytes[at++];
                value |= (next & 0x7FL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IndexOutOfBoundsException("a number without end");
        }

        /** One member's entries stand together mostly: its id is made once. */
        String text() {
            int length = (int) number();
            boolean isKnown = member.length() == length;
            for (int i = 0; isKnown && i < length; i++) {
                isKnown = member.charAt(i) == bytes[at + i];
            }
            if (!isKnown) {
                member = new String(bytes, at, length, StandardCharsets.US_ASCII);
            }
            at += length;
            return member;
        }

        void delivery(OpenDelivery open) {
            open.epoch = number();
            open.counter = number();
            open.relatedEpoch = number();
            open.relatedCounter = number();
            open.namedEpoch = number();
            open.namedCounter = number();
            open.member = text();
            open.mti = (int) number();
            open.number = number();
            open.firstPosition = number();
            open.position = open.firstPosition + number();
            open.owedTimeMs = number();
            open.copies = (int) number();
            long standing = number();
            open.isParked = (standing & PARKED) != 0;
            open.isOfLeg = (standing & OF_LEG) != 0;
            open.isOutcomeUnknown = (standing & OUTCOME_UNKNOWN) != 0;
            open.isAdviceNamed = (standing & ADVICE_NAMED) != 0;
            open.names = number();
            open.namesSent = number();
            open.code = (int) number();
            open.parkedTimeMs = number();
            int length = (int) number();
            if (!open.sent.load(bytes, at, length)) {
                throw new IndexOutOfBoundsException("elements that are none");
            }
            at += length;
        }
    }
}
