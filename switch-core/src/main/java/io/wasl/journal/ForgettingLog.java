package io.wasl.journal;

import io.wasl.security.Keys;
import io.wasl.security.SegmentChain;
import io.wasl.security.SegmentCipher;
import io.wasl.time.RandomSource;

/**
 * A log that encodes and seals what it is given as the real one does, under keys of its own, and forgets it: for the warm-up of
 * a start, whose engine no message from outside ever reaches. Nothing of it is written anywhere.
 *
 * <p>Owner: one thread.
 */
public final class ForgettingLog implements Journal {

    private static final long EPOCH = 1;

    private final GroupBuffer group = new GroupBuffer(2 * APPEND_LIMIT_BYTES);
    private final byte[] salt = new byte[SegmentCipher.SALT_BYTES];
    private final SegmentCipher cipher;
    private final SegmentChain chain;
    private long groups;
    private long position;
    private long durable;

    public ForgettingLog(RandomSource random) {
        Keys keys = Keys.generate(random);
        random.fill(salt);
        cipher = new SegmentCipher(keys, keys.panKeyId(), salt);
        chain = new SegmentChain(keys, keys.panKeyId(), salt);
        group.reset(EPOCH);
    }

    /** Leads from the first record on. */
    public void lead(JournalListener listener) {
        listener.onLeading(EPOCH, position);
        position++;
        force(listener);
    }

    /** Seals all that was appended and says that it is durable. */
    public void force(JournalListener listener) {
        if (durable == position) {
            return;
        }
        if (!group.isEmpty()) {
            group.seal(++groups, cipher, chain, salt);
            group.reset(EPOCH);
        }
        durable = position;
        listener.onDurable(EPOCH, durable);
    }

    @Override
    public boolean begin(Urgency urgency) {
        boolean hasRoom = group.remaining() >= APPEND_LIMIT_BYTES;
        if (hasRoom) {
            group.beginAppend();
        }
        return hasRoom;
    }

    @Override
    public void add(JournalRecord record) {
        record.position = ++position;
        record.logTimeMs = 1;
        group.add(record);
    }

    @Override
    public long append() {
        group.endAppend();
        return position;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long durablePosition() {
        return durable;
    }

    @Override
    public Room room() {
        return Room.OPEN;
    }

    @Override
    public long epoch() {
        return EPOCH;
    }

    @Override
    public boolean hasAuthority(long epoch) {
        return epoch == EPOCH;
    }

    /** It has nothing to read. */
    @Override
    public boolean read(long wanted, long token) {
        return false;
    }

    @Override
    public void commit() {
        // Sealed when force is called.
    }
}
