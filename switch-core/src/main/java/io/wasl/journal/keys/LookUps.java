package io.wasl.journal.keys;

import io.wasl.journal.JournalReader;
import io.wasl.journal.SegmentFiles;
import io.wasl.metric.Counters;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Look-ups on their way from the loop to the reader's thread and back; at most {@value #CAPACITY} at one time.
 *
 * <pre>
 *   loop: request ──► reader: entries, records ──► loop: onFound
 * </pre>
 *
 * Owner: the loop, but for {@link #search}.
 */
final class LookUps {

    /** As many as there may be reads of single records. */
    static final int CAPACITY = 1024;

    /** Runs are merged and their files removed while a look-up waits; the newest set then has what they had. */
    private static final int TRIES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(LookUps.class);

    private final RunSearch search;
    private final Executor reader;
    private final Executor loop;
    private final Supplier<RunSet> newest;
    private final Consumer<DamagedRunException> onDamaged;
    private final Counters<KeyCounter> counters;
    private int underway;

    /**
     * @param newest the set in force, for any thread
     * @param onDamaged told on the reader's thread
     */
    LookUps(
            SegmentFiles files,
            JournalReader log,
            Executors executors,
            Supplier<RunSet> newest,
            Consumer<DamagedRunException> onDamaged,
            Counters<KeyCounter> counters) {
        this.search = new RunSearch(files, log);
        this.reader = executors.reader();
        this.loop = executors.loop();
        this.newest = newest;
        this.onDamaged = onDamaged;
        this.counters = counters;
    }

    /** Whose tasks run one after the other. */
    record Executors(Executor reader, Executor loop) {}

    /** False when too many are under way. */
    boolean request(List<WireKey> keys, RunSet set, OlderTransactions.Listener listener) {
        if (underway == CAPACITY) {
            counters.increment(KeyCounter.LOOK_UPS_REFUSED);
            return false;
        }
        try {
            LookUp lookUp = new LookUp(sought(keys, set, false), set, listener);
            reader.execute(() -> search(lookUp));
        } catch (RejectedExecutionException e) {
            counters.increment(KeyCounter.LOOK_UPS_REFUSED);
            return false;
        }
        underway++;
        counters.increment(KeyCounter.LOOK_UPS);
        return true;
    }

    void close() {
        try {
            reader.execute(this::closeFiles);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed before", e);
        }
    }

    private void closeFiles() {
        try {
            search.close();
        } catch (IOException e) {
            LOG.warn("the reader's files could not be closed: {}", e.getMessage());
        }
    }

    /** Filters are the loop's to probe: elsewhere a key is sought in every run. */
    private static List<RunSearch.Sought> sought(List<WireKey> keys, RunSet set, boolean everywhere) {
        List<RunSearch.Sought> sought = new ArrayList<>(keys.size());
        for (WireKey key : keys) {
            sought.add(new RunSearch.Sought(key, everywhere ? set.runs() : set.holding(key)));
        }
        return sought;
    }

    private void search(LookUp lookUp) {
        try {
            lookUp.search();
        } catch (DamagedRunException e) {
            LOG.warn("a key file is damaged and will be made again: {}", e.getMessage());
            onDamaged.accept(e);
        } catch (IOException | RuntimeException e) {
            LOG.warn("an older transaction could not be looked up: {}", e.getMessage());
        }
        try {
            loop.execute(() -> deliver(lookUp));
        } catch (RejectedExecutionException e) {
            LOG.debug("the loop has ended", e);
        }
    }

    private void deliver(LookUp lookUp) {
        underway--;
        List<FoundTransaction> found = lookUp.found;
        if (!lookUp.isAnswered) {
            counters.increment(KeyCounter.LOOK_UPS_FAILED);
            lookUp.listener.onUnknown();
            return;
        }
        if (found.isEmpty()) {
            counters.increment(KeyCounter.LOOK_UPS_IN_VAIN);
        }
        lookUp.listener.onFound(found, lookUp.set.knownUntil());
    }

    /** One on its way; whoever runs its task owns it. */
    private final class LookUp {

        private final OlderTransactions.Listener listener;
        private List<RunSearch.Sought> keys;
        private RunSet set;
        private List<FoundTransaction> found = List.of();
        private boolean isAnswered;

        private LookUp(List<RunSearch.Sought> keys, RunSet set, OlderTransactions.Listener listener) {
            this.keys = keys;
            this.set = set;
            this.listener = listener;
        }

        private void search() throws IOException {
            for (int tries = TRIES; !isAnswered; tries--) {
                try {
                    found = search.find(keys, set);
                    isAnswered = true;
                } catch (NoSuchFileException e) {
                    if (tries == 1) {
                        throw e;
                    }
                    set = newest.get();
                    keys = sought(keys.stream().map(RunSearch.Sought::key).toList(), set, true);
                }
            }
        }
    }
}
