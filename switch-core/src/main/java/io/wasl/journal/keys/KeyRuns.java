package io.wasl.journal.keys;

import io.wasl.journal.FileJournal;
import io.wasl.journal.JournalReader;
import io.wasl.journal.SealedSegment;
import io.wasl.journal.SealedSegmentTask;
import io.wasl.journal.SegmentFiles;
import io.wasl.journal.SegmentInfo;
import io.wasl.metric.Counters;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one log: makes its runs as segments are sealed, merges them, and looks up what memory has forgotten.
 *
 * <pre>
 *   keeper:  onSealed: make what is missing, merge ──new set──► loop: probes it from its next turn on
 *   reader:  a run is damaged ──────► keeper: away with it, made again
 * </pre>
 *
 * <p>Life: {@link #open}, {@link FileJournal#keep}, {@link #start}, business, {@link #close} before the journal's. The port's
 * methods belong to the loop, {@link SealedSegmentTask}'s to the keeper's thread.
 */
public final class KeyRuns implements OlderTransactions, SealedSegmentTask, Closeable {

    /** So many runs of one level beside each other become one of the next. */
    static final int MERGED = 8;

    /** 512 runs in one: beyond that merging costs more than asking one more. */
    static final int TOP_LEVEL = 3;

    private static final Logger LOG = LoggerFactory.getLogger(KeyRuns.class);

    private final SegmentFiles files;
    private final JournalReader keepersLog;
    private final JournalReader readersLog;
    private final RunMaker maker;
    private final FilterMemory memory;
    private final Counters<KeyCounter> counters = new Counters<>(KeyCounter.class);
    private final Queue<DamagedRunException> damaged = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean isMending = new AtomicBoolean();

    // keeper's thread
    private List<KeyRun> runs = new ArrayList<>();
    private long sealedUntil;
    private Executor keeper = Runnable::run;
    private @Nullable Executor loop;

    /** For any thread. */
    private volatile RunSet newest = RunSet.of(List.of(), 1, 0);

    private volatile boolean isClosing;

    // loop thread
    private RunSet probed = newest;
    private @Nullable LookUps lookUps;

    private KeyRuns(
            SegmentFiles files, JournalReader keepersLog, JournalReader readersLog, RunMaker maker, long limit) {
        this.files = files;
        this.keepersLog = keepersLog;
        this.readersLog = readersLog;
        this.maker = maker;
        memory = new FilterMemory(limit);
    }

    /**
     * Opens what there is of runs; what is missing is made as soon as the journal has started.
     *
     * @param filterLimitBytes {@code journal.filter-limit}
     */
    public static KeyRuns open(FileJournal journal, RecordKeys keys, long filterLimitBytes) throws IOException {
        return open(journal, keys, filterLimitBytes, RunMaker.MOST_ENTRIES);
    }

    static KeyRuns open(FileJournal journal, RecordKeys keys, long filterLimitBytes, int mostEntries)
            throws IOException {
        SegmentFiles files = journal.files();
        JournalReader keepersLog = journal.reader().withoutKeys();
        KeyRuns opened = new KeyRuns(
                files,
                keepersLog,
                journal.reader(),
                new RunMaker(files, keepersLog, keys, mostEntries),
                filterLimitBytes);
        opened.load(journal.recovered().lastPosition());
        return opened;
    }

    private void load(long lastPosition) throws IOException {
        List<KeyRun> found = new ArrayList<>();
        for (RunHeader header : RunFolder.runs(files, lastPosition, counters)) {
            try {
                found.add(KeyRun.open(files, header.fileName(), memory, false));
            } catch (DamagedRunException e) {
                remove(e);
            }
        }
        publishWhole(found);
    }

    /** The executors' tasks run one after the other; before the journal starts. */
    public void start(Executor reader, Executor keeperThread, Executor loopThread) {
        keeper = keeperThread;
        loop = loopThread;
        lookUps = new LookUps(
                files, readersLog, new LookUps.Executors(reader, loopThread), () -> newest, this::onDamaged, counters);
    }

    /** What it counts; any thread may read. */
    public Counters<KeyCounter> counters() {
        return counters;
    }

    // --- loop --------------------------------------------------------------------------------------------------------

    @Override
    public boolean isKept() {
        return true;
    }

    @Override
    public boolean mayHold(long high, long low, long begunUntil) {
        return probed.mayHold(high, low, begunUntil);
    }

    @Override
    public boolean mayHoldTombstone(long high, long low) {
        return probed.mayHoldTombstone(high, low);
    }

    @Override
    public long knownUntil() {
        return probed.knownUntil();
    }

    @Override
    public long keptSinceMs() {
        return probed.keptSinceMs();
    }

    @Override
    public boolean find(List<WireKey> keys, Listener listener) {
        LookUps started = lookUps;
        return started != null && started.request(keys, probed, listener);
    }

    // --- keeper ------------------------------------------------------------------------------------------------------

    @Override
    public boolean onSealed(SealedSegment segment, BooleanSupplier isStopping) throws IOException {
        sealedUntil = segment.lastPosition();
        return keepUp(isStopping);
    }

    @Override
    public void onExpired(SealedSegment segment) throws IOException {
        long keptFrom = keepersLog.oldestPosition();
        List<KeyRun> expired = new ArrayList<>();
        List<KeyRun> kept = new ArrayList<>();
        for (KeyRun run : runs) {
            (run.header().last() < keptFrom ? expired : kept).add(run);
        }
        publishWhole(kept);
        for (KeyRun run : expired) {
            files.delete(run.header().fileName());
        }
    }

    /** Lets the files go; what is being made is broken off. Before the journal is closed. */
    @Override
    public void close() {
        isClosing = true;
        LookUps started = lookUps;
        if (started != null) {
            started.close();
        } else {
            close(readersLog);
        }
        try {
            keeper.execute(() -> close(keepersLog));
        } catch (RejectedExecutionException e) {
            LOG.debug("the keeper has ended", e);
        }
    }

    private static void close(JournalReader log) {
        try {
            log.close();
        } catch (IOException e) {
            LOG.warn("a file of the log could not be closed: {}", e.getMessage());
        }
    }

    /** The reader's thread came upon it. */
    private void onDamaged(DamagedRunException run) {
        damaged.add(run);
        if (!isMending.compareAndSet(false, true)) {
            return;
        }
        try {
            keeper.execute(this::mend);
        } catch (RejectedExecutionException e) {
            LOG.debug("made again when the next segment is sealed", e);
        }
    }

    private void mend() {
        isMending.set(false);
        try {
            keepUp(() -> isClosing);
        } catch (IOException | RuntimeException e) {
            LOG.warn("a key file cannot be made now, tried again with the next segment: {}", e.getMessage());
        }
    }

    /** Makes what is missing and merges what there is too much of; false when it broke off. */
    private boolean keepUp(BooleanSupplier isStopping) throws IOException {
        BooleanSupplier stops = () -> isClosing || isStopping.getAsBoolean();
        while (true) {
            try {
                for (DamagedRunException run = damaged.poll(); run != null; run = damaged.poll()) {
                    remove(run);
                }
                return makeMissing(stops) && merge(stops);
            } catch (DamagedRunException e) {
                remove(e);
            }
        }
    }

    private boolean makeMissing(BooleanSupplier stops) throws IOException {
        while (true) {
            long first = Math.max(keepersLog.oldestPosition(), 1);
            int behind = 0;
            while (behind < runs.size() && runs.get(behind).header().first() <= first) {
                first = Math.max(first, runs.get(behind++).header().last() + 1);
            }
            long last = behind < runs.size() ? runs.get(behind).header().first() - 1 : sealedUntil;
            if (first > last) {
                return true;
            }
            RunHeader made = maker.fromLog(first, last, stops);
            if (made == null) {
                return false;
            }
            counters.increment(KeyCounter.RUNS_MADE);
            List<KeyRun> more = new ArrayList<>(runs);
            more.add(behind, KeyRun.open(files, made.fileName(), memory, false));
            publish(more);
        }
    }

    private boolean merge(BooleanSupplier stops) throws IOException {
        for (int from = mergeable(); from >= 0; from = mergeable()) {
            List<KeyRun> merged = List.copyOf(runs.subList(from, from + MERGED));
            RunHeader made = maker.fromRuns(merged, keepersLog.oldestPosition(), stops);
            if (made == null) {
                return false;
            }
            counters.increment(KeyCounter.RUNS_MERGED);
            List<KeyRun> fewer = new ArrayList<>(runs);
            fewer.subList(from, from + MERGED).clear();
            fewer.add(from, KeyRun.open(files, made.fileName(), memory, false));
            publish(fewer);
            for (KeyRun run : merged) {
                files.delete(run.header().fileName());
            }
        }
        return true;
    }

    /** Where as many runs of one level as are merged stand beside each other; −1 when nowhere. */
    private int mergeable() {
        int from = 0;
        for (int i = 0; i < runs.size(); i++) {
            RunHeader header = runs.get(i).header();
            boolean goesOn = i > from
                    && header.level() == runs.get(from).header().level()
                    && header.first() == runs.get(i - 1).header().last() + 1;
            if (!goesOn) {
                from = i;
            }
            if (header.level() < TOP_LEVEL && i - from + 1 == MERGED) {
                return from;
            }
        }
        return -1;
    }

    private void remove(DamagedRunException run) throws IOException {
        counters.increment(KeyCounter.RUNS_DAMAGED);
        List<KeyRun> whole = new ArrayList<>(runs);
        if (whole.removeIf(each -> each.header().fileName().equals(run.file()))) {
            publishWhole(whole);
        }
        if (files.names().contains(run.file())) {
            files.delete(run.file());
        }
    }

    /** As {@link #publish}, where a filter that is not whole takes its run with it. */
    private void publishWhole(List<KeyRun> next) throws IOException {
        List<KeyRun> left = new ArrayList<>(next);
        while (true) {
            try {
                publish(left);
                return;
            } catch (DamagedRunException e) {
                counters.increment(KeyCounter.RUNS_DAMAGED);
                left.removeIf(run -> run.header().fileName().equals(e.file()));
                files.delete(e.file());
            }
        }
    }

    /** Puts other runs in force. The filters of the old ones serve until the loop has taken up the new set. */
    private void publish(List<KeyRun> next) throws IOException {
        List<KeyRun> fitted = withinLimit(next);
        List<KeyRun> retired = new ArrayList<>(runs);
        next.stream().filter(run -> !retired.contains(run)).forEach(retired::add);
        retired.removeAll(fitted);
        runs = fitted;
        long keptFrom = keepersLog.oldestPosition();
        RunSet set = RunSet.of(fitted, keptFrom, keptSinceMs(keptFrom));
        newest = set;
        count(set);
        Executor loopThread = loop;
        if (loopThread == null) {
            takeUp(set, retired);
            return;
        }
        try {
            loopThread.execute(() -> takeUp(set, retired));
        } catch (RejectedExecutionException e) {
            LOG.debug("the loop has ended", e);
        }
    }

    private void takeUp(RunSet set, List<KeyRun> retired) {
        probed = set;
        retired.forEach(run -> run.release(memory));
    }

    /** The same runs, with a filter in memory from the newest on as far as the limit goes. */
    private List<KeyRun> withinLimit(List<KeyRun> wanted) throws IOException {
        List<KeyRun> fitted = new ArrayList<>(wanted);
        long bytes = 0;
        for (int i = fitted.size() - 1; i >= 0; i--) {
            KeyRun run = fitted.get(i);
            bytes += run.header().filterBytes() + run.header().tombstoneFilterBytes();
            boolean fits = bytes <= memory.limitBytes();
            if (run.hasFilter() != fits) {
                fitted.set(i, KeyRun.open(files, run.header().fileName(), memory, fits));
            }
        }
        return fitted;
    }

    private long keptSinceMs(long keptFrom) throws IOException {
        if (keptFrom <= 1) {
            return 0;
        }
        List<SegmentInfo> segments = keepersLog.segments();
        return segments.isEmpty() ? 0 : segments.get(0).fromLogTimeMs();
    }

    private void count(RunSet set) {
        long entries = 0;
        long bytes = 0;
        long without = 0;
        for (KeyRun run : set.runs()) {
            RunHeader header = run.header();
            entries += header.entries();
            bytes += run.hasFilter() ? header.filterBytes() + header.tombstoneFilterBytes() : 0;
            without += run.hasFilter() ? 0 : 1;
        }
        counters.set(KeyCounter.RUNS, set.runs().size());
        counters.set(KeyCounter.ENTRIES, entries);
        counters.set(KeyCounter.FILTER_BYTES, bytes);
        counters.set(KeyCounter.RUNS_WITHOUT_FILTER, without);
        counters.set(KeyCounter.KNOWN_POSITION, set.knownUntil());
    }
}
