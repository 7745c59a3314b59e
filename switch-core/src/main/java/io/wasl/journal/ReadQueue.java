package io.wasl.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Single records asked for by the loop: they wait here until durable, are read on the reader's thread, and come back as
 * a task of the loop.
 *
 * <pre>
 *   loop: request ──durable?──► reader: find ──► loop: onRead
 *              └─no─► waiting ──onDurable─┘
 * </pre>
 *
 * At most {@value #CAPACITY} are anywhere on this way. Owner: the loop, but for {@link Slot#load}.
 */
final class ReadQueue {

    /** Repeats that want their stored answer at one time; each may hold a record of 4 KiB. */
    static final int CAPACITY = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ReadQueue.class);

    private final JournalReader reader;
    private final Executor readerThread;
    private final Executor loop;
    private final JournalListener listener;
    private final Runnable failed;
    private final ArrayDeque<Slot> free = new ArrayDeque<>(CAPACITY);
    private final List<Slot> waiting = new ArrayList<>(CAPACITY);

    /**
     * @param readerThread runs one task after the other; its queue takes at least {@value #CAPACITY} and one more
     * @param failed told on the loop for each read that brings no record
     */
    ReadQueue(JournalReader reader, Executor readerThread, Executor loop, JournalListener listener, Runnable failed) {
        this.reader = reader;
        this.readerThread = readerThread;
        this.loop = loop;
        this.listener = listener;
        this.failed = failed;
        for (int i = 0; i < CAPACITY; i++) {
            free.add(new Slot());
        }
    }

    /** False when too many are on their way. */
    boolean request(long position, long token, long durable) {
        Slot slot = free.poll();
        if (slot == null) {
            return false;
        }
        slot.position = position;
        slot.token = token;
        if (position <= durable) {
            submit(slot);
        } else {
            waiting.add(slot);
        }
        return true;
    }

    /** In the order they were asked for. */
    void onDurable(long durable) {
        int kept = 0;
        for (int i = 0; i < waiting.size(); i++) {
            Slot slot = waiting.get(i);
            if (slot.position <= durable) {
                submit(slot);
            } else {
                waiting.set(kept++, slot);
            }
        }
        while (waiting.size() > kept) {
            waiting.remove(waiting.size() - 1);
        }
    }

    /** How many are with the reader, or read and not yet told. */
    int underway() {
        return CAPACITY - free.size() - waiting.size();
    }

    /** What waits will never be durable. */
    void onFailed(String reason) {
        List<Slot> hopeless = List.copyOf(waiting);
        waiting.clear();
        for (Slot slot : hopeless) {
            slot.problem = reason;
            slot.deliver();
        }
    }

    /** Lets the reader's file go, on the reader's thread, after what it has still to read. */
    void close() {
        try {
            readerThread.execute(this::closeReader);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed before", e);
        }
    }

    private void closeReader() {
        try {
            reader.close();
        } catch (IOException e) {
            LOG.warn("the reader's file could not be closed: {}", e.getMessage());
        }
    }

    private void submit(Slot slot) {
        try {
            readerThread.execute(slot.load);
        } catch (RejectedExecutionException e) {
            slot.problem = "the journal is closed";
            loop.execute(slot.deliver);
        }
    }

    /** One read on its way; whoever runs its task owns it. */
    private final class Slot {

        private final Runnable load = this::load;
        private final Runnable deliver = this::deliver;
        private long position;
        private long token;
        private @Nullable JournalRecord record;
        private String problem = "";

        private void load() {
            JournalRecord into = record();
            try {
                problem = reader.find(position, into, found -> false) ? "" : "no such record is kept";
            } catch (IOException | RuntimeException e) {
                problem = String.valueOf(e.getMessage());
            }
            try {
                loop.execute(deliver);
            } catch (RejectedExecutionException e) {
                problem = "the loop has ended"; // nobody is left to be told
            }
        }

        private void deliver() {
            if (problem.isEmpty()) {
                listener.onRead(token, record());
            } else {
                failed.run();
                listener.onUnreadable(token, problem);
            }
            problem = "";
            free.add(this);
        }

        private JournalRecord record() {
            JournalRecord held = record;
            if (held == null) {
                held = new JournalRecord();
                record = held;
            }
            return held;
        }
    }
}
