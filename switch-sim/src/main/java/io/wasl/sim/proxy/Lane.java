package io.wasl.sim.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one connection: what has come and not yet gone, in its order, the end of the stream too.
 *
 * <pre>
 *   source ──offer──► [ held: bytes · bytes · FIN ] ──pump──► target
 *                      full: the source is not read
 * </pre>
 *
 * <p>Owner: the loop.
 */
final class Lane {

    /** From so many bytes on the source is not read: 256 KiB at 50 ms of delay are 5 MiB/s. */
    static final int HELD_LIMIT_BYTES = 256 << 10;
    /** And from so many reads on, for a stream of single bytes costs more than its bytes. */
    static final int HELD_LIMIT_READS = 4_096;

    /** What one read has brought. */
    private enum Mark {
        BYTES,
        /** The source sends no more. */
        FIN,
        /** The source is gone. */
        RST
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Held(Mark mark, byte[] bytes, long dueNs) {}

    private static final byte[] NOTHING = new byte[0];

    private final Conditions conditions;
    private final Direction direction;
    private final StandingFaults faults;
    private final Relay relay;
    private final Corruption corruption;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private @Nullable Channel source;
    private @Nullable Channel target;
    private int heldBytes;
    /** Of the first held, how many have gone. */
    private int gone;

    private long lastDueNs;
    private long nextPieceNs;
    private long wakeNs;
    private boolean isWakeSet;
    /** Between a read's begin and its end. */
    private boolean isReading;
    /** The source has ended; it is not read again. */
    private boolean isSourceEnded;
    /** Something is lost for ever, so nothing may follow. */
    private boolean isSevered;

    Lane(Conditions conditions, Direction direction, Relay relay) {
        this.conditions = conditions;
        this.direction = direction;
        this.relay = relay;
        faults = conditions.faults(direction);
        corruption = new Corruption(conditions.random());
        lastDueNs = conditions.loop().clock().nanoTime();
        nextPieceNs = lastDueNs;
    }

    /** Both ends are there: reads and writes begin. */
    void open(Channel from, Channel to) {
        source = from;
        target = to;
        pump();
    }

    /** Bytes of the source, from now on ours. */
    void offer(byte[] bytes) {
        hold(Mark.BYTES, bytes);
        heldBytes += bytes.length;
        long most = conditions.counters().get(ProxyCounter.MOST_BYTES_HELD);
        conditions.counters().set(ProxyCounter.MOST_BYTES_HELD, Math.max(most, heldBytes));
        pump();
    }

    void offerFin() {
        isSourceEnded = true;
        hold(Mark.FIN, NOTHING);
        pump();
    }

    void offerReset() {
        isSourceEnded = true;
        hold(Mark.RST, NOTHING);
        pump();
    }

    /** A read has ended; the next begins when there is room. */
    void onReadComplete() {
        isReading = false;
        readOn();
    }

    /** Nothing passes any more; what still comes is read and dropped, until the source ends. */
    void sever() {
        isSevered = true;
        pump();
    }

    /** Forwards what may go now, and sees to it that it is called again when more may. */
    void pump() {
        long nowNs = conditions.loop().clock().nanoTime();
        boolean isBlocked = false;
        while (!held.isEmpty() && !isBlocked) {
            if (isSevered || faults.isHalfOpen()) {
                drop(held.remove());
            } else {
                isBlocked = !forward(held.element(), nowNs);
            }
        }
        if (target != null) {
            target.flush();
        }
        readOn();
    }

    private void hold(Mark mark, byte[] bytes) {
        long delayNs = faults.drawDelayNs(conditions.random());
        if (delayNs > 0 && mark == Mark.BYTES) {
            conditions.counters().increment(ProxyCounter.READS_DELAYED);
        }
        long dueNs = conditions.loop().clock().nanoTime() + delayNs;
        lastDueNs = dueNs - lastDueNs < 0 ? lastDueNs : dueNs; // jitter never changes the order
        held.add(new Held(mark, bytes, lastDueNs));
    }

    private void drop(Held lost) {
        isSevered = true;
        int bytes = lost.bytes().length - gone;
        gone = 0;
        heldBytes -= bytes;
        conditions.counters().add(ProxyCounter.BYTES_DROPPED, bytes);
        if (lost.mark() != Mark.BYTES && source != null) {
            relay.closeQuietly(source);
        }
    }

    /** False when it may not go now. */
    private boolean forward(Held first, long nowNs) {
        if (target == null || faults.isStalled() || !target.isWritable() || isTooEarly(first, nowNs)) {
            return false;
        }
        switch (first.mark()) {
            case FIN -> {
                held.remove();
                relay.finish(target);
            }
            case RST -> {
                held.remove();
                relay.reset(target);
            }
            case BYTES -> write(first, target, nowNs);
        }
        return true;
    }

    private boolean isTooEarly(Held first, long nowNs) {
        long dueNs = first.dueNs() - nextPieceNs < 0 ? nextPieceNs : first.dueNs();
        if (dueNs - nowNs <= 0) {
            return false;
        }
        if (!isWakeSet || dueNs - wakeNs < 0) {
            isWakeSet = true;
            wakeNs = dueNs;
            conditions.loop().schedule(dueNs - nowNs, () -> wake(dueNs));
        }
        return true;
    }

    private void wake(long dueNs) {
        if (dueNs == wakeNs) {
            isWakeSet = false;
        }
        pump();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a void promise: a failed write closes the channel
    private void write(Held first, Channel to, long nowNs) {
        Optional<Fault.Split> split = faults.split();
        int left = first.bytes().length - gone;
        int length = split.isPresent() ? Math.min(split.get().bytes(), left) : left;
        byte[] piece = Arrays.copyOfRange(first.bytes(), gone, gone + length);
        gone += length;
        heldBytes -= length;
        if (length == left) {
            held.remove();
            gone = 0;
        }
        int spoilt = corruption.spoil(piece, faults.corruption());
        conditions.counters().add(ProxyCounter.BYTES_CORRUPTED, spoilt);
        conditions.counters().add(forwarded(), length);
        to.write(Unpooled.wrappedBuffer(piece), to.voidPromise());
        if (split.isPresent()) {
            conditions.counters().increment(ProxyCounter.PIECES_SPLIT);
            nextPieceNs = nowNs + split.get().pauseNs();
            to.flush();
        }
    }

    private ProxyCounter forwarded() {
        return switch (direction) {
            case TO_SERVER -> ProxyCounter.BYTES_TO_SERVER;
            case TO_CLIENT -> ProxyCounter.BYTES_TO_CLIENT;
        };
    }

    private void readOn() {
        boolean hasRoom = heldBytes < HELD_LIMIT_BYTES && held.size() < HELD_LIMIT_READS;
        if (source != null && hasRoom && !isReading && !isSourceEnded && source.isActive()) {
            isReading = true;
            source.read();
        }
    }
}
