package io.wasl;

import io.wasl.check.CheckedConfig;
import io.wasl.codec.Dialect;
import io.wasl.command.RunningNode;
import io.wasl.config.AcquirerConfig;
import io.wasl.config.ConfigException;
import io.wasl.config.JournalConfig;
import io.wasl.config.LoadedConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.engine.EngineCounter;
import io.wasl.engine.EngineListener;
import io.wasl.engine.EnginePorts;
import io.wasl.engine.EngineSettings;
import io.wasl.engine.IssuerBacklog;
import io.wasl.engine.LogKeys;
import io.wasl.engine.SwitchEngine;
import io.wasl.journal.FileJournal;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalReader;
import io.wasl.journal.Retention;
import io.wasl.journal.keys.KeyRuns;
import io.wasl.journal.ledger.JournalSource;
import io.wasl.journal.ledger.Ledger;
import io.wasl.journal.ledger.LedgerHealth;
import io.wasl.journal.ledger.LedgerTotals;
import io.wasl.journal.ledger.LedgerUnavailableException;
import io.wasl.journal.ledger.LedgerView;
import io.wasl.link.netty.LinkSettings;
import io.wasl.link.netty.LoopHooks;
import io.wasl.link.netty.NettyLinks;
import io.wasl.link.netty.SocketKind;
import io.wasl.metric.Counters;
import io.wasl.ops.LedgerChannel;
import io.wasl.ops.LedgerWatch;
import io.wasl.ops.Levels;
import io.wasl.ops.MetricsPage;
import io.wasl.ops.Readiness;
import io.wasl.ops.SafChannel;
import io.wasl.routing.BinTable;
import io.wasl.routing.BinTableDiff;
import io.wasl.routing.Router;
import io.wasl.security.Keys;
import io.wasl.time.EpochClock;
import io.wasl.time.NanoClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running switch: the only place where the rooms are put together.
 *
 * <pre>
 *   start   keys, dialects, routes → journal opened and recovered → engine → loop → lead
 *           → what a crash left open is ended → dial issuers → warm up → listen for acquirers
 *   stop    stop listening → nothing new → wait for what is in flight → sign off → close journal, ledger, loop
 * </pre>
 *
 * The ledger is opened in the background and nothing waits for it. Any thread but the loop's.
 */
public final class SwitchNode implements RunningNode, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SwitchNode.class);

    /** Exit status of a node that failed. */
    private static final int FAILED = 1;
    /** Of one whose configuration is wrong. */
    private static final int NOT_TO_BE_RESTARTED = 2;

    /** How often the end of what is in flight is looked for while draining. */
    private static final long DRAIN_POLL_MS = 5;

    private final SwitchConfig config;
    private final FileJournal journal;
    private final KeyRuns keys;
    private final Router router;
    private final SwitchEngine engine;
    private final NettyLinks links;
    private final LedgerView ledger;
    private final Optional<JournalReader> ledgerReader;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch issuersUsable = new CountDownLatch(1);
    private final CompletableFuture<Integer> stopped = new CompletableFuture<>();
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final Heartbeat heartbeat;
    private final LoadedConfig loaded;
    private final AlarmLog alarms;
    private final EpochClock epoch;
    private volatile @Nullable NodeOperations operations;
    private volatile boolean isListening;

    private SwitchNode(LoadedConfig loaded, NodeParts parts, FileJournal journal, SystemPorts system)
            throws ConfigException, IOException {
        this.config = loaded.config();
        this.journal = journal;
        CheckedConfig checked = parts.checked();
        checked.warnings().forEach(warning -> LOG.warn("{}", warning));
        router = new Router(checked.routes());
        EngineSettings settings =
                new EngineSettings(config, checked.acquirerDialects(), checked.issuerDialects(), parts.hotCards());
        alarms = new AlarmLog(system.nanos());
        keys = KeyRuns.open(
                journal,
                new LogKeys(settings, parts.tokenizers()),
                config.journal().filterBytes());
        EnginePorts enginePorts = new EnginePorts(
                journal, router, parts.tokenizers(), system.nanos(), system.epoch(), system.random(), alarms, keys);
        engine = new SwitchEngine(settings, enginePorts, new Hooks());
        long records = journal.recoverReadingAhead(keys.knownUntil(), engine.recovery());
        LOG.info("{} records of the log read", records);
        // The loop ticks as soon as it is there.
        heartbeat = new Heartbeat(system.nanos());
        links = new NettyLinks(
                new LinkSettings(
                        config.file().toString(),
                        config.limits(),
                        SocketKind.best(),
                        system.nanos(),
                        system.epoch(),
                        system.random()),
                new LoopHooks(engine, this::onTick, this::onFault));
        ledgerReader = config.ledger().isAppliedByTheNode() ? Optional.of(journal.reader()) : Optional.empty();
        ledger = ledgerReader.map(reader -> ledger(reader, system.nanos())).orElseGet(this::ledgerOfAnotherProcess);
        this.loaded = loaded;
        epoch = system.epoch();
        journal.keep(keys);
        journal.retain(
                new Retention(config.journal().retention(), config.journal().archive(), ledger::certain));
    }

    private LedgerView ledger(JournalReader reader, NanoClock nanos) {
        return new Ledger(
                config.ledger(), new JournalSource(reader, config.journal().archive()), this::onForeignLedger, nanos);
    }

    private LedgerView ledgerOfAnotherProcess() {
        return new LedgerWatch(
                config.admin().ledgerSocket(),
                config.journal().directory(),
                journal::durablePosition,
                this::onForeignLedger);
    }

    /**
     * Starts a node and returns when its listeners are open.
     *
     * @throws ConfigException when the configuration or what it names cannot be used; nothing is left running
     * @throws IOException when the journal cannot be read or written
     */
    public static SwitchNode start(LoadedConfig loaded) throws ConfigException, IOException {
        return start(
                loaded,
                (journal, keys, system) ->
                        FileJournal.open(journal, keys, system.epoch(), system.nanos(), system.random()));
    }

    /** Opens the log that a node writes. */
    interface LogOpening {
        FileJournal open(JournalConfig journal, Keys keys, SystemPorts system) throws ConfigException, IOException;
    }

    /** The same on a log of another kind, which benchmarks have. */
    static SwitchNode start(LoadedConfig loaded, LogOpening log) throws ConfigException, IOException {
        SystemPorts system = SystemPorts.ofThisMachine();
        NodeParts parts = NodeParts.load(loaded, system.random());
        FileJournal journal = log.open(loaded.config().journal(), parts.keys(), system);
        SwitchNode node;
        try {
            node = new SwitchNode(loaded, parts, journal, system);
        } catch (ConfigException | IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
        try {
            node.open(parts.checked(), system);
            return node;
        } catch (ConfigException | IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private void open(CheckedConfig checked, SystemPorts system) throws ConfigException, IOException {
        operations = NodeOperations.open(loaded, this, metrics());
        journal.pauseKeeping();
        keys.start(journal.threads().reader(), journal.threads().keeper(), links.loop());
        journal.start(engine, links.loop());
        await(ready, Long.MAX_VALUE);
        if (isClosing.get()) {
            throw new IOException("the node stopped while it started; the log says why");
        }
        List<Dialect> issuerDialects = checked.issuerDialects();
        for (int i = 0; i < config.issuers().size(); i++) {
            links.dial(config.issuers().get(i), i, issuerDialects.get(i));
        }
        warmUp(checked, system); // while the issuers sign on
        await(issuersUsable, config.limits().startGrace().toNanos());
        List<Dialect> acquirerDialects = checked.acquirerDialects();
        for (int i = 0; i < config.acquirers().size(); i++) {
            AcquirerConfig acquirer = config.acquirers().get(i);
            ports.put(acquirer.id(), links.listen(acquirer, i, acquirerDialects.get(i)));
        }
        isListening = true;
        // What can wait has waited until business can come: the ledger's and the log's own catching up.
        ledger.start();
        journal.resumeKeeping();
    }

    /** Only a gain: a start without it is as good. */
    private static void warmUp(CheckedConfig checked, SystemPorts system) throws ConfigException {
        try {
            long approved = WarmUp.run(checked, system);
            LOG.debug("warmed up by {} authorizations", approved);
        } catch (RuntimeException e) {
            LOG.warn(
                    "not warmed up, the first authorization will take longer: {}",
                    e.getClass().getName(),
                    e);
        }
    }

    /** The port on which an acquirer's listener was bound. */
    public int port(String acquirerId) {
        Integer port = ports.get(acquirerId);
        if (port == null) {
            throw new IllegalArgumentException("no acquirer " + acquirerId);
        }
        return port;
    }

    /** What the engine counts. */
    public Counters<EngineCounter> engineCounters() {
        return engine.counters();
    }

    /** What the ledger says so far; it follows the log and may lag. */
    public LedgerTotals ledger() throws LedgerUnavailableException {
        return ledger.totals();
    }

    /** Records that are not in the ledger yet. */
    public long ledgerLag() {
        return ledger.lag();
    }

    @Override
    public String reload() throws ConfigException {
        BinTable before = router.table();
        BinTable table = BinTable.load(config);
        long version = router.swap(table);
        BinTableDiff changes = BinTableDiff.between(before, table);
        LOG.info("routes reloaded: {} ranges, version {}", table.ranges(), version);
        return "routes version " + version + ", " + table.ranges() + " ranges\n" + changes;
    }

    @Override
    public String summary() {
        String acquirers = config.acquirers().stream()
                .map(acquirer -> acquirer.id() + " on " + acquirer.listen().host() + ":" + port(acquirer.id()))
                .collect(Collectors.joining(", "));
        return config.node() + " is ready: " + acquirers + "; metrics on http://"
                + config.admin().listen().host() + ":" + adminPort();
    }

    /** The port of metrics and health. */
    public int adminPort() {
        NodeOperations doors = operations;
        if (doors == null) {
            throw new IllegalStateException("the node has not started");
        }
        return doors.port();
    }

    /** What an operator wants to see first, in a few lines. */
    String status() {
        Readiness readiness = readiness();
        Counters<EngineCounter> counters = engine.counters();
        return String.join(
                "\n",
                config.node() + ": " + (readiness.isReady() ? "ready" : "not ready: " + readiness.missing()),
                "epoch " + journal.epoch() + ", position " + journal.durablePosition() + ", room " + journal.room(),
                "issuers reachable: " + counters.get(EngineCounter.ISSUERS_USABLE) + " of "
                        + config.issuers().size(),
                "received " + counters.get(EngineCounter.RECEIVED) + ", approved "
                        + counters.get(EngineCounter.APPROVED) + ", in flight "
                        + counters.get(EngineCounter.IN_FLIGHT) + ", owed "
                        + counters.get(EngineCounter.OWED) + ", parked " + counters.get(EngineCounter.PARKED),
                "routes version " + router.version() + ", " + router.table().ranges() + " ranges",
                ledgerLine());
    }

    /** What operators ask about owed deliveries, and do. */
    SafChannel saf() {
        return new SafChannel(engine.desk(), engine.backlogs(), links.loop());
    }

    /** What operators ask about the ledger. */
    LedgerChannel books() {
        return new LedgerChannel(ledger::totals);
    }

    /** Whether the loop still turns. */
    boolean isLive() {
        return heartbeat.isBeating() && !stopped.isDone();
    }

    /** Whether the node takes business now. The ledger is only noted: authorizations never wait for it. */
    Readiness readiness() {
        List<String> missing = new ArrayList<>();
        if (!isListening) {
            missing.add("acquirers' listeners are not open");
        }
        if (isClosing.get()) {
            missing.add("the node is stopping");
        }
        if (journal.room() != Journal.Room.OPEN) {
            missing.add("the journal takes no new business: " + journal.room());
        }
        return new Readiness(missing, List.of(ledgerLine()));
    }

    private String ledgerLine() {
        LedgerHealth health = ledger.health();
        return "ledger " + health.state() + (config.ledger().isAppliedByTheNode() ? "" : " (in its own process)") + ", "
                + health.lag() + " records behind";
    }

    private MetricsPage metrics() {
        String version = SwitchNode.class.getPackage().getImplementationVersion();
        MetricsPage page = new MetricsPage(config.node(), version == null ? "development" : version);
        page.counters("engine", engine.counters(), EngineCounter.LEVELS);
        page.counters("link", links.counters(), Levels.LINK);
        page.counters("journal", journal.counters(), Levels.JOURNAL);
        page.counters("keys", keys.counters(), Levels.KEYS);
        page.counters("ledger", ledger.counters(), Levels.LEDGER);
        page.counters("alarm", alarms.counters(), Set.of());
        for (IssuerBacklog backlog : engine.backlogs()) {
            page.gauge(
                    "wasl.issuer.owed", "issuer", backlog.issuer(), "reversals and advices owed to it", backlog::owed);
            page.gauge(
                    "wasl.issuer.parked",
                    "issuer",
                    backlog.issuer(),
                    "those that wait for an operator",
                    backlog::parked);
        }
        page.gauge("wasl_journal_position", "newest durable position of the log", journal::durablePosition);
        page.gauge("wasl_journal_oldest_position", "oldest position of the log that is kept", journal::oldestPosition);
        page.gauge("wasl_journal_segments", "segments of the log that are kept", journal::segmentCount);
        page.gauge(
                "wasl_journal_checkpoint_age_seconds",
                "how long ago the newest checkpoint was made; 0 for none",
                this::checkpointAgeSeconds);
        page.gauge("wasl_routes_version", "version of the routing table in force", router::version);
        page.gauge(
                "wasl_routes_ranges",
                "ranges of the routing table",
                () -> router.table().ranges());
        return page;
    }

    private long checkpointAgeSeconds() {
        long madeMs = journal.checkpointMadeMs();
        return madeMs == 0 ? 0 : Math.max(0, epoch.epochMillis() - madeMs) / 1000;
    }

    private boolean onTick(long nowNs) {
        heartbeat.beat(nowNs);
        return engine.onTick(nowNs);
    }

    @Override
    public CompletionStage<Integer> stopped() {
        return stopped;
    }

    @Override
    public void drain() {
        if (!isClosing.compareAndSet(false, true)) {
            stopped.join();
            return;
        }
        LOG.info("draining");
        links.stopListening();
        links.loop().execute(engine::drain);
        long patienceMs = config.limits().drainTimeout().toMillis();
        while (engine.counters().get(EngineCounter.IN_FLIGHT) > 0 && patienceMs > 0 && !stopped.isDone()) {
            pause();
            patienceMs -= DRAIN_POLL_MS;
        }
        links.signOff()
                .toCompletableFuture()
                .completeOnTimeout(null, Math.max(patienceMs, 1000), TimeUnit.MILLISECONDS)
                .join();
        shutDown(0);
    }

    /** Stops at once: what is in flight is ended by the next start. */
    @Override
    public void close() {
        if (isClosing.compareAndSet(false, true)) {
            shutDown(0);
        }
    }

    private void shutDown(int status) {
        links.close();
        ledger.close();
        try {
            if (ledgerReader.isPresent()) {
                ledgerReader.get().close();
            }
            keys.close();
            journal.close();
        } catch (IOException e) {
            LOG.error("the journal was not closed in good order: {}", e.getMessage());
            stopped.complete(FAILED);
        }
        NodeOperations doors = operations;
        if (doors != null) {
            doors.close();
        }
        stopped.complete(status);
        LOG.info("stopped");
    }

    private void onFault(Throwable fault) {
        LOG.error("the node stops: {}", fault.getClass().getName(), fault);
        stopInBackground(FAILED);
    }

    /** Another start would serve until it finds the same. */
    private void onForeignLedger(String reason) {
        LOG.error("the node stops: {}", reason);
        stopInBackground(NOT_TO_BE_RESTARTED);
    }

    /** From the loop, which cannot wait for its own end. */
    private void stopInBackground(int status) {
        if (isClosing.compareAndSet(false, true)) {
            ready.countDown();
            new Thread(() -> shutDown(status), "wasl-stop").start();
        }
    }

    private static void await(CountDownLatch latch, long timeoutNs) {
        try {
            boolean isOpen = latch.await(timeoutNs, TimeUnit.NANOSECONDS);
            if (!isOpen) {
                LOG.info("listening before every issuer is signed on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(DRAIN_POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Hooks implements EngineListener {

        @Override
        public void onReady() {
            ready.countDown();
        }

        @Override
        public void onIssuersUsable(int count) {
            if (count == config.issuers().size()) {
                issuersUsable.countDown();
            }
        }

        @Override
        public void onStopped(String reason, @Nullable Throwable cause) {
            LOG.error("the node stops: {}", reason, cause);
            stopInBackground(FAILED);
        }
    }
}
