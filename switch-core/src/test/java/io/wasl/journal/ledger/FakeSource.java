package io.wasl.journal.ledger;

import io.wasl.journal.JournalRecord;
import io.wasl.journal.LogEntry;
import io.wasl.journal.RecordVisitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A log in memory. Positions from 1, log time one millisecond a record. */
final class FakeSource implements RecordSource {

    private final List<LogEntry> log = new ArrayList<>();
    private final JournalRecord lent = new JournalRecord();
    private final long startMs;
    private long next = 1;
    private long oldest = 1;
    private long damagedAt;
    private boolean closed;

    FakeSource(List<LogEntry> entries) {
        this(entries, 1_800_000_000_000L);
    }

    FakeSource(List<LogEntry> entries, long startMs) {
        log.addAll(entries);
        this.startMs = startMs;
    }

    synchronized void append(List<LogEntry> entries) {
        log.addAll(entries);
    }

    /** Segments before this position are gone. */
    synchronized void expireBefore(long position) {
        oldest = position;
    }

    /** Nobody reads past it; who begins behind it reads on. */
    synchronized void damageAt(long position) {
        damagedAt = position;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void seek(long position) {
        next = Math.max(position, oldest);
    }

    @Override
    public void poll(RecordVisitor visitor) {
        boolean more = true;
        while (more && fill()) {
            more = visitor.onRecord(lent);
        }
    }

    private synchronized boolean fill() {
        if (next > log.size()) {
            return false;
        }
        if (next == damagedAt) {
            throw new UncheckedIOException(new IOException("damaged"));
        }
        log.get((int) next - 1).fill(lent, next, startMs + next);
        next++;
        return true;
    }

    @Override
    public synchronized long oldest() {
        return oldest;
    }

    @Override
    public synchronized long end() {
        return log.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
