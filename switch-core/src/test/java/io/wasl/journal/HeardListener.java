package io.wasl.journal;

import java.util.ArrayList;
import java.util.List;

/** Writes down what the log says. */
final class HeardListener implements JournalListener {

    long expiring;
    long leadingEpoch;
    long leadingPosition;
    long durable;
    final List<Throwable> failures = new ArrayList<>();
    final List<String> reads = new ArrayList<>();
    final List<Long> durables = new ArrayList<>();

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
    }

    @Override
    public void onDeposed(long epoch) {
        throw new AssertionError("a local log is not deposed");
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
