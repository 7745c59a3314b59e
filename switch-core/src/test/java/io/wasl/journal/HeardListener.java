package io.wasl.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes down what the log says. */
public final class HeardListener implements JournalListener {

    long expiring;
    long leadingEpoch;
    long leadingPosition;
    long durable;
    final List<Throwable> failures = new ArrayList<>();
    final List<String> reads = new ArrayList<>();
    final List<Long> durables = new ArrayList<>();
    /** Epochs that {@link #durables} were told of. */
    final Set<Long> durableEpochs = new TreeSet<>();

    final List<Long> deposed = new ArrayList<>();
    private final boolean canBeDeposed;

    /** Of a local log. */
    HeardListener() {
        this(false);
    }

    /**
     * @param canBeDeposed whether another node may lead some day
     */
    public HeardListener(boolean canBeDeposed) {
        this.canBeDeposed = canBeDeposed;
    }

    public boolean isLeading() {
        return leadingEpoch > 0;
    }

    @Override
    public void onLeading(long epoch, long position) {
        leadingEpoch = epoch;
        leadingPosition = position;
        durable = position;
    }

    @Override
    public void onExpiring(long position) {
        expiring = position;
    }

    @Override
    public void onDurable(long epoch, long position) {
        durable = position;
        durables.add(position);
        durableEpochs.add(epoch);
    }

    @Override
    public void onDeposed(long epoch) {
        if (!canBeDeposed) {
            throw new AssertionError("a local log is not deposed");
        }
        deposed.add(epoch);
    }

    @Override
    public void onFailed(Throwable cause) {
        failures.add(cause);
    }

    @Override
    public void onRead(long token, JournalRecord record) {
        reads.add(token + " " + record);
    }

    @Override
    public void onUnreadable(long token, String reason) {
        reads.add(token + " unreadable: " + reason);
    }
}
