package io.wasl.journal;

import io.wasl.security.Keys;
import io.wasl.security.SegmentChain;
import io.wasl.security.SegmentCipher;
import io.wasl.time.RandomSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Writes one checkpoint, in the order of {@link CheckpointFormat}. The keeper's thread. */
final class CheckpointWriter implements Closeable {

    private final LogFile file;
    private final SegmentChain chain;
    private final CRC32C crc = new CRC32C();
    private final CheckpointFormat.Out out = new CheckpointFormat.Out(new byte[CheckpointFormat.LONGEST_BLOCK_BYTES]);

    private long offset;
    private int kind;
    private int entries;
    private long deliveries;

    /** Begins with the header. */
    CheckpointWriter(LogFile file, Checkpoint head, Keys keys, RandomSource random) throws IOException {
        this.file = file;
        byte[] salt = new byte[SegmentCipher.SALT_BYTES];
        random.fill(salt);
        chain = new SegmentChain(keys, keys.panKeyId(), salt);
        byte[] bytes = new byte[CheckpointFormat.HEADER_BYTES];
        long[] fields = {
            head.segment(),
            head.epoch(),
            head.position(),
            head.madeMs(),
            GroupFormat.longAt(salt, 0),
            GroupFormat.longAt(salt, Long.BYTES),
            keys.panKeyId(),
            head.logChain().high(),
            head.logChain().low(),
            head.replaySegment()
        };
        GroupFormat.LONG.set(bytes, 0, CheckpointFormat.MAGIC);
        GroupFormat.INT.set(bytes, 8, CheckpointFormat.VERSION);
        for (int i = 0; i < fields.length; i++) {
            GroupFormat.LONG.set(bytes, CheckpointFormat.HEADER_COVERED_AT + i * Long.BYTES, fields[i]);
        }
        crc.update(
                bytes,
                CheckpointFormat.HEADER_COVERED_AT,
                CheckpointFormat.HEADER_CHAIN_AT - CheckpointFormat.HEADER_COVERED_AT);
        GroupFormat.INT.set(bytes, 12, (int) crc.getValue());
        chain.extend(bytes, 0, CheckpointFormat.HEADER_CHAIN_AT);
        chain.copyTo(bytes, CheckpointFormat.HEADER_CHAIN_AT);
        write(bytes, bytes.length);
    }

    /** Before all deliveries: an entry that is nothing but numbers. */
    void entry(int ofKind, long... numbers) throws IOException {
        begin(ofKind);
        for (long number : numbers) {
            out.number(number);
        }
    }

    void delivery(OpenDelivery open) throws IOException {
        begin(CheckpointFormat.DELIVERIES);
        out.delivery(open);
        deliveries++;
    }

    /**
     * Everything behind the deliveries.
     *
     * @param inFlight requests whose R3 is not there yet, and the positions of their R1
     */
    void finish(Checkpoint whole, IdPositions inFlight) throws IOException {
        for (Checkpoint.SegmentRows segment : whole.segments()) {
            begin(CheckpointFormat.SEGMENTS);
            out.number(segment.number());
            out.number(segment.firstPosition());
            out.number(segment.rows());
        }
        for (var stan : whole.stans().entrySet()) {
            begin(CheckpointFormat.STANS);
            out.text(stan.getKey());
            out.number(stan.getValue().position());
            out.number(stan.getValue().stan());
        }
        inFlight.forEach((epoch, counter, position) -> {
            begin(CheckpointFormat.IN_FLIGHT);
            out.number(epoch);
            out.number(counter);
            out.number(position);
        });
        begin(CheckpointFormat.END);
        out.number(deliveries);
        endBlock();
    }

    long deliveries() {
        return deliveries;
    }

    void force() throws IOException {
        file.force();
    }

    private void begin(int newKind) throws IOException {
        if (kind != newKind || out.at > CheckpointFormat.BLOCK_BYTES) {
            endBlock();
            kind = newKind;
            out.at = CheckpointFormat.BLOCK_HEADER_BYTES;
        }
        entries++;
    }

    private void endBlock() throws IOException {
        if (entries == 0) {
            return;
        }
        byte[] bytes = out.bytes;
        int length = out.at + CheckpointFormat.CHAIN_BYTES;
        GroupFormat.INT.set(bytes, 0, length);
        GroupFormat.INT.set(bytes, 8, kind);
        GroupFormat.INT.set(bytes, 12, entries);
        chain.extend(bytes, CheckpointFormat.BLOCK_COVERED_AT, out.at - CheckpointFormat.BLOCK_COVERED_AT);
        chain.copyTo(bytes, out.at);
        crc.reset();
        crc.update(bytes, CheckpointFormat.BLOCK_COVERED_AT, length - CheckpointFormat.BLOCK_COVERED_AT);
        GroupFormat.INT.set(bytes, 4, (int) crc.getValue());
        write(bytes, length);
        entries = 0;
    }

    private void write(byte[] bytes, int length) throws IOException {
        file.write(offset, ByteBuffer.wrap(bytes, 0, length));
        offset += length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
