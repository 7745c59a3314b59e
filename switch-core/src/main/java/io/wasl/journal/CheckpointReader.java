package io.wasl.journal;

import io.wasl.security.Keys;
import io.wasl.security.SegmentChain;
import io.wasl.security.SegmentCipher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Reads one checkpoint from its first byte to its end, verifying each block before it is believed. Whoever must not act on
 * half a checkpoint reads it once for that, and then again. Caller's thread.
 */
final class CheckpointReader {

    /** Lent the deliveries in the file's order. */
    @FunctionalInterface
    interface Visitor {
        void onDelivery(OpenDelivery open) throws IOException;

        /**
         * Behind them: a request that was in flight.
         *
         * @param position of its R1
         */
        default void onInFlight(TransactionId id, long position) {}
    }

    private final LogFile file;
    private final String name;
    private final Keys keys;
    private final Visitor visitor;
    private final CRC32C crc = new CRC32C();
    private final CheckpointFormat.In in = new CheckpointFormat.In(new byte[CheckpointFormat.LONGEST_BLOCK_BYTES]);
    private final OpenDelivery open = new OpenDelivery();
    private final CardState cards;
    private final List<Checkpoint.SegmentRows> segments = new ArrayList<>();
    private final Map<String, Checkpoint.LastStan> stans = new HashMap<>();

    private long offset;
    private long deliveries;
    private long forwardedFrom;
    private boolean isEnded;

    private CheckpointReader(LogFile file, String name, Keys keys, CardState cards, Visitor visitor) {
        this.file = file;
        this.name = name;
        this.keys = keys;
        this.cards = cards;
        this.visitor = visitor;
    }

    /**
     * @throws CorruptJournalException when a byte of it is not as it was written, by a node with these keys
     */
    static Checkpoint read(SegmentFiles files, String name, Keys keys, Visitor visitor) throws IOException {
        return read(files, name, keys, new CardState(), visitor);
    }

    /** The same; what it says of cards is put into {@code cards}, which is empty before. */
    static Checkpoint read(SegmentFiles files, String name, Keys keys, CardState cards, Visitor visitor)
            throws IOException {
        try (LogFile file = files.openReadOnly(name)) {
            return new CheckpointReader(file, name, keys, cards, visitor).read();
        } catch (IndexOutOfBoundsException e) {
            throw unreadable(name);
        }
    }

    private static CorruptJournalException unreadable(String name) {
        return new CorruptJournalException(name, 0, 0, Damage.FORMAT, "entries that this version cannot read");
    }

    private byte[] header() throws IOException {
        byte[] header = new byte[CheckpointFormat.HEADER_BYTES];
        int length = file.read(0, header, 0, header.length);
        if (length < header.length || !isWhole(header)) {
            throw damaged(Damage.CRC, "its header is damaged");
        }
        return header;
    }

    private Checkpoint read() throws IOException {
        byte[] header = header();
        SegmentChain chain = chain(header);
        offset = header.length;
        while (!isEnded) {
            readBlock(chain);
        }
        if (file.size() != offset) {
            throw damaged(Damage.LENGTH, "bytes behind its end");
        }
        return new Checkpoint(
                name,
                field(header, 0),
                field(header, 1),
                field(header, 2),
                field(header, 3),
                new ChainValue(field(header, 7), field(header, 8)),
                field(header, 9),
                segments,
                stans,
                new LooseEnds(forwardedFrom),
                deliveries);
    }

    private boolean isWhole(byte[] header) {
        crc.reset();
        crc.update(
                header,
                CheckpointFormat.HEADER_COVERED_AT,
                CheckpointFormat.HEADER_CHAIN_AT - CheckpointFormat.HEADER_COVERED_AT);
        return GroupFormat.longAt(header, 0) == CheckpointFormat.MAGIC
                && GroupFormat.intAt(header, 8) == CheckpointFormat.VERSION
                && GroupFormat.intAt(header, 12) == (int) crc.getValue();
    }

    private SegmentChain chain(byte[] header) throws CorruptJournalException {
        byte[] salt = new byte[SegmentCipher.SALT_BYTES];
        GroupFormat.LONG.set(salt, 0, field(header, 4));
        GroupFormat.LONG.set(salt, Long.BYTES, field(header, 5));
        int keyId = (int) field(header, 6);
        if (!keys.hasPanKey(keyId)) {
            throw damaged(Damage.KEY, "written under another key: pan-encryption " + keyId);
        }
        SegmentChain chain = new SegmentChain(keys, keyId, salt);
        chain.extend(header, 0, CheckpointFormat.HEADER_CHAIN_AT);
        if (!chain.standsAt(header, CheckpointFormat.HEADER_CHAIN_AT)) {
            throw damaged(Damage.CHAIN, "a header that its hash chain does not fit");
        }
        return chain;
    }

    private static long field(byte[] header, int index) {
        return GroupFormat.longAt(header, CheckpointFormat.HEADER_COVERED_AT + index * Long.BYTES);
    }

    private void readBlock(SegmentChain chain) throws IOException {
        byte[] bytes = in.bytes;
        int read = file.read(offset, bytes, 0, CheckpointFormat.BLOCK_HEADER_BYTES);
        int length = read < CheckpointFormat.BLOCK_HEADER_BYTES ? 0 : GroupFormat.intAt(bytes, 0);
        int chainAt = length - CheckpointFormat.CHAIN_BYTES;
        if (chainAt < CheckpointFormat.BLOCK_HEADER_BYTES
                || length > bytes.length
                || file.read(offset, bytes, 0, length) < length) {
            throw damaged(Damage.LENGTH, "it breaks off");
        }
        crc.reset();
        crc.update(bytes, CheckpointFormat.BLOCK_COVERED_AT, length - CheckpointFormat.BLOCK_COVERED_AT);
        if (GroupFormat.intAt(bytes, 4) != (int) crc.getValue()) {
            throw damaged(Damage.CRC, "a damaged block");
        }
        chain.extend(bytes, CheckpointFormat.BLOCK_COVERED_AT, chainAt - CheckpointFormat.BLOCK_COVERED_AT);
        if (!chain.standsAt(bytes, chainAt)) {
            throw damaged(Damage.CHAIN, "a block that its hash chain does not fit");
        }
        in.at = CheckpointFormat.BLOCK_HEADER_BYTES;
        int kind = GroupFormat.intAt(bytes, 8);
        for (int left = GroupFormat.intAt(bytes, 12); left > 0; left--) {
            readEntry(kind);
        }
        if (in.at != chainAt) {
            throw damaged(Damage.FORMAT, "entries that do not fill their block");
        }
        offset += length;
    }

    private void readEntry(int kind) throws IOException {
        if (!cards.read(kind, in)) {
            readOther(kind);
        }
    }

    private void readOther(int kind) throws IOException {
        switch (kind) {
            case CheckpointFormat.DELIVERIES -> {
                in.delivery(open);
                deliveries++;
                visitor.onDelivery(open);
            }
            case CheckpointFormat.SEGMENTS ->
                segments.add(new Checkpoint.SegmentRows(in.number(), in.number(), in.number()));
            case CheckpointFormat.STANS ->
                stans.put(in.text(), new Checkpoint.LastStan(in.number(), (int) in.number()));
            case CheckpointFormat.IN_FLIGHT -> readInFlight();
            case CheckpointFormat.END -> {
                isEnded = true;
                if (in.number() != deliveries) {
                    throw damaged(Damage.SEQUENCE, "deliveries are missing");
                }
            }
            default -> throw damaged(Damage.FORMAT, "a block that this version does not know");
        }
    }

    private void readInFlight() {
        TransactionId id = new TransactionId(in.number(), in.number());
        long position = in.number();
        forwardedFrom = forwardedFrom == 0 ? position : Math.min(forwardedFrom, position);
        visitor.onInFlight(id, position);
    }

    private CorruptJournalException damaged(Damage damage, String reason) {
        return new CorruptJournalException(name, offset, 0, damage, reason);
    }
}
