package io.wasl.sim.world;

import java.util.Arrays;

/**
 * One direction of a connection: what the sender's kernel has taken and the receiver has not been given yet. Bytes keep
 * their order; how long they take and into which pieces they fall is chance.
 *
 * <p>Owner: the world's thread.
 */
final class Lane {

    /** What the two kernels hold for a receiver that does not read. */
    static final int WINDOW_BYTES = 64 << 10;

    /** Who is at the end of a lane. */
    interface Sink {
        void onBytes(byte[] piece);

        /** The last call. */
        void onEnd(boolean isReset);
    }

    private final World world;
    private final Life life = new Life();
    private final Runnable onRoom;
    private Sink sink;
    private long lastDueNs;
    private int held;
    private boolean isSilent;
    private boolean isEnding;

    /**
     * @param onRoom told when bytes have arrived: the sender may hand over more
     */
    Lane(World world, Sink sink, Runnable onRoom) {
        this.world = world;
        this.sink = sink;
        this.onRoom = onRoom;
    }

    /** Takes as many bytes as there is room for; how many. */
    int take(byte[] bytes, int offset, int length) {
        int taken = isEnding ? 0 : Math.min(length, WINDOW_BYTES - held);
        held += taken;
        if (isSilent) {
            return taken;
        }
        int at = offset;
        while (at < offset + taken) {
            int piece = world.chance().falls(world.weather().split())
                    ? (int) world.chance().between(1, offset + taken - at)
                    : offset + taken - at;
            if (piece < offset + taken - at) {
                world.happened(Fault.BYTES_SPLIT);
            }
            byte[] copy = Arrays.copyOfRange(bytes, at, at + piece);
            plan(() -> arrive(copy));
            at += piece;
        }
        return taken;
    }

    /** Nothing arrives any more, and nobody is told: the way is cut, or the other machine is gone. */
    void fallSilent() {
        isSilent = true;
    }

    /** Nothing arrives for a while. */
    void stall(long forNs) {
        lastDueNs = Math.max(lastDueNs, world.time().nowNs()) + forNs;
    }

    /** The sender closes: the receiver hears of it behind the last byte. */
    void finish() {
        if (!isEnding) {
            isEnding = true;
            plan(() -> end(false));
        }
    }

    /** The sender resets: what is on the way may be lost. */
    void reset() {
        isEnding = true;
        if (!isSilent) {
            world.agenda().in(delayNs(), life, () -> end(true));
        }
    }

    /** The receiver's kernel gives up. */
    void giveUp() {
        world.agenda().in(0, life, () -> end(true));
    }

    /** The receiver is not there any more; what comes is dropped. */
    void abandon() {
        life.end();
    }

    private void plan(Runnable arrival) {
        long dueNs = Math.max(lastDueNs, world.time().nowNs() + delayNs());
        lastDueNs = dueNs;
        world.agenda().in(dueNs - world.time().nowNs(), life, () -> {
            if (!isSilent) {
                arrival.run();
            }
        });
    }

    private void arrive(byte[] piece) {
        held -= piece.length;
        world.trace().bytes(piece);
        sink.onBytes(piece);
        if (!life.isOver()) {
            onRoom.run();
        }
    }

    private void end(boolean isReset) {
        life.end();
        sink.onEnd(isReset);
    }

    private long delayNs() {
        Chance chance = world.chance();
        long usual = chance.between(20_000, 400_000);
        if (chance.falls(world.weather().delay())) {
            world.happened(Fault.DELAY);
            return usual + chance.between(1_000_000, 2_000_000_000L);
        }
        return usual;
    }
}
