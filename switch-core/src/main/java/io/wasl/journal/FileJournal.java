package io.wasl.journal;

import io.wasl.config.ConfigException;
import io.wasl.config.JournalConfig;
import io.wasl.metric.Counters;
import io.wasl.security.Keys;
import io.wasl.time.EpochClock;
import io.wasl.time.NanoClock;
import io.wasl.time.RandomSource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The log as local files. Two group buffers go round: the loop fills one while the log thread seals, writes and forces
 * the other; the next group starts in the completion of the last, so batches clock themselves.
 *
 * <pre>
 *   loop:  begin add add append … commit ─hand─►  log thread: seal, one write, one force
 *          begin add append … commit (waits)                        │
 *          ◄──────────── onDurable, hand the next ◄── loop.execute ─┘
 * </pre>
 *
 * <p>Life: {@link #open} (recovers), {@link #replay}, {@link #start}, business, {@link #close}. The port's methods
 * belong to the loop; {@link #reader} and {@link #counters} may be asked for anywhere.
 *
 * <p>Nothing is allocated for a record or a group.
 */
public final class FileJournal implements Journal, AutoCloseable {

    /** Beyond the append's limit: a record is encoded before its length is known to fit. */
    private static final int APPEND_SLACK_BYTES = 8 << 10;

    /** Single records, as many look-ups of older transactions, and the end of each. */
    private static final int READER_TASKS = 2 * (ReadQueue.CAPACITY + 1);

    /** One look at what was sealed, one at what is damaged, and the end. */
    private static final int KEEPER_TASKS = 4;

    private static final long KEEPER_STOP_S = 10;

    private final JournalPorts ports;
    private final SegmentCatalog catalog;
    private final Recovered recovered;
    private final LogDriver driver;
    private final Executor readerThread;
    private final Executor keeperThread;
    private final SegmentKeeper keeper;
    private final LogWriter writer;
    private final Counters<JournalCounter> counters;
    private final int tokenKeyId;
    private final int appendBytes;
    private final int inFlightBytes;

    private GroupBuffer filling;
    private GroupBuffer other;
    private boolean forcing;
    private boolean commitWanted;
    private boolean appending;

    private @Nullable CheckpointTask checkpoints;
    private long replayFrom;
    private long replayFromAtMost;
    private @Nullable LogWork work;
    private volatile @Nullable LoopCompletion completion;
    private @Nullable ReadQueue reads;
    private long epoch;
    private long position;
    private long positionBeforeAppend;
    private long durable;
    private long logTimeMs;
    private boolean closed;

    private FileJournal(
            JournalPorts ports,
            JournalLimits limits,
            SegmentCatalog catalog,
            Recovered recovered,
            JournalThreads threads)
            throws IOException {
        this.ports = ports;
        this.catalog = catalog;
        this.recovered = recovered;
        driver = threads.log();
        readerThread = threads.reader();
        keeperThread = threads.keeper();
        counters = new Counters<>(JournalCounter.class);
        keeper = new SegmentKeeper(catalog, keeperThread, counters);
        writer = new LogWriter(ports, limits, catalog, recovered, counters, keeper::wake);
        writer.adoptSpares();
        tokenKeyId = ports.keys().tokenKeyId();
        appendBytes = APPEND_LIMIT_BYTES + APPEND_SLACK_BYTES;
        inFlightBytes = limits.groupBytes() / 4;
        filling = new GroupBuffer(limits.groupBytes());
        other = new GroupBuffer(limits.groupBytes());
        position = recovered.lastPosition();
        durable = position;
        logTimeMs = recovered.lastLogTimeMs();
    }

    /**
     * Opens the log for this node alone and recovers: a torn tail is cut, anything else that is damaged refused. Starts
     * no thread and opens no segment.
     *
     * @param random cryptographic
     * @throws ConfigException when another node has it open, or the keys are not those it was written under
     * @throws CorruptJournalException when forced records are damaged or missing
     */
    public static FileJournal open(
            JournalConfig config, Keys keys, EpochClock clock, NanoClock nanos, RandomSource random)
            throws ConfigException, IOException {
        JournalLimits limits = JournalLimits.of(config);
        SegmentFiles files = ChannelFiles.openToWrite(config.directory());
        JournalThreads threads = new JournalThreads(
                new LogThread(),
                oneThread("wasl-log-reader", READER_TASKS),
                oneThread("wasl-log-keeper", KEEPER_TASKS));
        try {
            long told = files.published();
            FileJournal opened = open(new JournalPorts(files, keys, clock, nanos, random), limits, threads);
            opened.recovered.sayItsEnd(opened.catalog, told);
            return opened;
        } catch (ConfigException | IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /**
     * As {@link #open(JournalConfig, Keys, EpochClock, NanoClock, RandomSource)}, with ports of one's own: simulated
     * worlds.
     */
    public static FileJournal open(JournalPorts ports, JournalLimits limits, JournalThreads threads)
            throws ConfigException, IOException {
        SegmentCatalog catalog = new SegmentCatalog(false);
        Recovery recovery = new Recovery(ports.files(), ports.keys(), catalog, limits);
        Recovered recovered = recovery.run();
        LetGo.begin(
                ports.files(),
                catalog.isEmpty() ? 1 : catalog.snapshot().get(0).header().number());
        FileJournal journal = new FileJournal(ports, limits, catalog, recovered, threads);
        journal.keepCheckpoints(recovery, limits);
        return journal;
    }

    private static ThreadPoolExecutor oneThread(String name, int tasks) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(tasks), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does something for each sealed segment, those found at the start too. Before {@link #start}. */
    public void keep(SealedSegmentTask task) {
        keeper.add(task);
    }

    private void keepCheckpoints(Recovery recovery, JournalLimits limits) {
        replayFrom = recovery.replayFrom();
        replayFromAtMost = recovery.replayFromAtMost();
        CheckpointTask task = new CheckpointTask(
                ports, catalog, recovery.checkpoints(), counters, limits.memoryWindow(), CheckpointFold.MOST_CHANGES);
        checkpoints = task;
        keeper.add(task);
    }

    /** Lets old segments go; without this all are kept. After every {@link #keep}, before {@link #start}. */
    public void retain(Retention retention) {
        RetentionTask.Listener told = new RetentionTask.Listener() {
            @Override
            public void onExpiring(long position) {
                tellExpiring(position);
            }

            @Override
            public void onExpired(SealedSegment segment) {
                keeper.expired(segment);
            }
        };
        keep(new RetentionTask(ports, catalog, checkpointTask(), counters, retention, told));
    }

    /** Nothing is kept until {@link #resumeKeeping}: a start has the processors to itself. Before {@link #start}. */
    public void pauseKeeping() {
        keeper.pause();
    }

    /** Any thread. */
    public void resumeKeeping() {
        keeper.resume();
    }

    private void tellExpiring(long upTo) {
        LoopCompletion told = completion;
        if (told != null) {
            told.onExpiring(upTo);
        }
    }

    /** Its folder, for what is kept beside the segments. */
    public SegmentFiles files() {
        return ports.files();
    }

    /** Who does its work beside the loop: what is kept beside the segments is made and read there too. */
    public JournalThreads threads() {
        return new JournalThreads(driver, readerThread, keeperThread);
    }

    /** What opening found. */
    public Recovered recovered() {
        return recovered;
    }

    public Counters<JournalCounter> counters() {
        return counters;
    }

    /** A reader of what is committed, that grows as the log does. Each reader belongs to the thread that uses it. */
    public JournalReader reader() {
        return new JournalReader(ports.files(), catalog, ports.keys(), writer::durablePosition);
    }

    /**
     * Lends what a start needs: the newest checkpoint, and the records from where it has to be read on.
     *
     * @param foundUntil up to where key files find each transaction; 0 for nowhere
     * @return how many records were lent
     */
    public long recover(long foundUntil, RecoveryVisitor visitor) throws IOException {
        return recover(foundUntil, visitor, this::replay);
    }

    /** As {@link #recover}, reading on the thread that looks records up later. */
    public long recoverReadingAhead(long foundUntil, RecoveryVisitor visitor) throws IOException {
        return recover(
                foundUntil, visitor, (from, each) -> new ReadAhead().replay(this::replay, from, readerThread, each));
    }

    private long recover(long foundUntil, RecoveryVisitor visitor, JournalSearch.Replay log) throws IOException {
        List<Checkpoint> found = checkpointTask().kept();
        Checkpoint newest = found.isEmpty() ? Checkpoint.NONE : found.get(0);
        return new CheckpointReplay(ports, catalog, newest, replayFrom(foundUntil)).run(log, visitor);
    }

    /** Where the log is read from at a start. */
    long replayFrom(long foundUntil) {
        if (foundUntil + 1 >= replayFromAtMost) {
            return replayFromAtMost;
        }
        long unknown = catalog.floor(foundUntil + 1).header().firstPosition();
        return Math.max(replayFrom, unknown);
    }

    private CheckpointTask checkpointTask() {
        CheckpointTask task = checkpoints;
        if (task == null) {
            throw new IllegalStateException("not opened");
        }
        return task;
    }

    /** Wall clock at which the newest checkpoint was made, milliseconds since 1970; 0 for none. Any thread. */
    public long checkpointMadeMs() {
        List<Checkpoint> found = checkpointTask().kept();
        return found.isEmpty() ? 0 : found.get(0).madeMs();
    }

    /** The position of the oldest record kept; 1 when none was ever written. Any thread. */
    public long oldestPosition() {
        List<Segment> kept = catalog.snapshot();
        return kept.isEmpty() ? 1 : kept.get(0).header().firstPosition();
    }

    /** The last position of the last sealed segment; 0 when none is. Any thread. */
    public long sealedPosition() {
        List<Segment> kept = catalog.snapshot();
        return kept.isEmpty() ? 0 : kept.get(kept.size() - 1).header().firstPosition() - 1;
    }

    /** Any thread. */
    public long segmentCount() {
        return catalog.snapshot().size();
    }

    /** Lends the committed records in order, on the caller's thread. */
    public void replay(long from, RecordVisitor visitor) throws IOException {
        try (JournalReader reader = reader()) {
            reader.replay(from, visitor);
        }
    }

    /**
     * Begins a new epoch in a segment of its own; when {@link RecordType#NODE_STARTED} is forced, the listener hears
     * {@link JournalListener#onLeading} on the loop. With a full disk and no spare segment this waits for room.
     *
     * @param loop runs tasks one after the other on the engine's thread
     */
    public void start(JournalListener listener, Executor loop) {
        if (work != null) {
            throw new IllegalStateException("started before");
        }
        reads = new ReadQueue(
                reader(), readerThread, loop, listener, () -> counters.increment(JournalCounter.READS_FAILED));
        LoopCompletion told = new LoopCompletion(listener, loop);
        completion = told;
        work = new LogWork(writer, other, told);
        driver.start(work);
        keeper.wake();
    }

    @Override
    public boolean begin(Urgency urgency) {
        if (appending) {
            // A defect broke the append before off, and half of one must never reach the disk.
            takeBack();
        }
        JournalCounter refusal = refusal(urgency);
        if (refusal != null) {
            counters.increment(refusal);
            return false;
        }
        logTimeMs = Math.max(logTimeMs, ports.clock().epochMillis());
        filling.beginAppend();
        positionBeforeAppend = position;
        appending = true;
        return true;
    }

    /** New business leaves a quarter of the group to what is in flight: an outcome must not wait behind new requests. */
    private @Nullable JournalCounter refusal(Urgency urgency) {
        boolean newBusiness = urgency == Urgency.NEW_BUSINESS;
        Room room = room();
        if (room == Room.CLOSED) {
            return JournalCounter.REFUSED_CLOSED;
        }
        if (room == Room.FULL) {
            return JournalCounter.REFUSED_FULL;
        }
        if (room == Room.RESERVE && newBusiness) {
            return JournalCounter.REFUSED_RESERVE;
        }
        int left = filling.remaining() - (newBusiness ? inFlightBytes : 0);
        return left < appendBytes ? JournalCounter.REFUSED_OVERLOAD : null;
    }

    /**
     * @throws IllegalArgumentException when the append gets longer than {@link Journal#APPEND_LIMIT_BYTES}, or a
     *     member's id is not ASCII: the whole append is taken back
     */
    @Override
    public void add(JournalRecord record) {
        assert appending : "no append has begun";
        record.position = position + 1;
        record.logTimeMs = logTimeMs;
        record.tokenKeyId = tokenKeyId;
        try {
            filling.add(record);
            if (filling.appendBytes() > APPEND_LIMIT_BYTES) {
                throw new IllegalArgumentException("an append has at most " + APPEND_LIMIT_BYTES + " bytes");
            }
        } catch (IllegalArgumentException e) {
            takeBack();
            throw e;
        }
        position++;
    }

    private void takeBack() {
        filling.abandonAppend();
        position = positionBeforeAppend;
        appending = false;
    }

    @Override
    public long append() {
        assert appending && filling.appendCount() > 0 : "an append without records";
        filling.endAppend();
        appending = false;
        counters.increment(JournalCounter.APPENDS);
        counters.add(JournalCounter.RECORDS, filling.appendCount());
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
        return epoch == 0 || closed ? Room.CLOSED : writer.room();
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public boolean hasAuthority(long ofEpoch) {
        return epoch != 0 && ofEpoch == epoch;
    }

    @Override
    public boolean read(long ofPosition, long token) {
        ReadQueue queue = reads;
        boolean hopeless = closed && ofPosition > durable;
        if (queue == null || hopeless || !queue.request(ofPosition, token, durable)) {
            counters.increment(JournalCounter.READS_REFUSED);
            return false;
        }
        counters.increment(JournalCounter.READS);
        return true;
    }

    @Override
    public void commit() {
        if (closed || filling.isEmpty()) {
            return;
        }
        if (forcing) {
            commitWanted = true;
        } else {
            hand();
        }
    }

    /** Whether nothing is on its way to the disk or from it. */
    boolean isQuiet() {
        ReadQueue queue = reads;
        return !forcing && (queue == null || queue.underway() == 0);
    }

    private void hand() {
        GroupBuffer full = filling;
        filling = other;
        filling.reset(epoch);
        other = full;
        forcing = true;
        commitWanted = false;
        LogWork target = work;
        if (target == null) {
            throw new IllegalStateException("records before the start");
        }
        target.hand(full);
        driver.wake();
    }

    /**
     * Writes and forces what was appended, then closes the files and lets the folder go. On the loop, or after the loop
     * has ended; the listener hears nothing more.
     *
     * @throws IOException when the disk does not take it, or does not answer
     */
    @Override
    public void close() throws IOException {
        boolean wasOpen = !closed;
        closed = true;
        driver.stop();
        ReadQueue queue = reads;
        if (queue != null) {
            queue.close();
        }
        keeper.close();
        shutDown(readerThread);
        shutDown(keeperThread);
        // The folder is let go only when nobody writes into it any more.
        awaitEnd(keeperThread);
        try {
            if (wasOpen && work != null && epoch > 0) {
                work.finish(filling);
            }
        } finally {
            writer.close();
            ports.files().close();
        }
    }

    /** What it has in hand it finishes. */
    private static void shutDown(Executor thread) {
        if (thread instanceof ExecutorService service) {
            service.shutdown();
        }
    }

    private static void awaitEnd(Executor thread) throws IOException {
        try {
            if (thread instanceof ExecutorService service
                    && !service.awaitTermination(KEEPER_STOP_S, TimeUnit.SECONDS)) {
                throw new IOException("the log's keeper does not end: the disk does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Carries what the log thread tells to the loop; one task of each kind, made once. */
    private final class LoopCompletion implements LogWork.Completion {

        private final JournalListener listener;
        private final Executor loop;
        private final Runnable startedTask = this::started;
        private final Runnable forcedTask = this::forced;
        private final Runnable failedTask = this::failed;
        private volatile @Nullable Throwable cause;

        private LoopCompletion(JournalListener listener, Executor loop) {
            this.listener = listener;
            this.loop = loop;
        }

        @Override
        public void onStarted() {
            tell(startedTask);
        }

        @Override
        public void onForced() {
            tell(forcedTask);
        }

        @Override
        public void onFailed(Throwable failure) {
            cause = failure;
            tell(failedTask);
        }

        /** From the keeper. */
        private void onExpiring(long upTo) {
            tell(() -> {
                if (!closed) {
                    listener.onExpiring(upTo);
                }
            });
        }

        private void tell(Runnable task) {
            try {
                loop.execute(task);
            } catch (RejectedExecutionException e) {
                cause = e; // the loop has ended: nobody is left to be told
            }
        }

        private void started() {
            if (closed) {
                return;
            }
            durable = other.lastPosition();
            position = durable;
            logTimeMs = Math.max(logTimeMs, other.lastTimeMs());
            epoch = writer.epoch();
            filling.reset(epoch);
            listener.onLeading(epoch, position);
        }

        /** The next group goes first, so that the disk works while the loop acts on this one. */
        private void forced() {
            if (closed) {
                return;
            }
            durable = other.lastPosition();
            forcing = false;
            if (commitWanted) {
                hand();
            }
            ReadQueue queue = reads;
            if (queue != null) {
                queue.onDurable(durable);
            }
            listener.onDurable(epoch, durable);
        }

        private void failed() {
            if (closed) {
                return;
            }
            closed = true;
            Throwable failure = cause;
            ReadQueue queue = reads;
            if (queue != null) {
                queue.onFailed("the journal has failed");
            }
            listener.onFailed(failure == null ? new IOException("the log has failed") : failure);
        }
    }
}
