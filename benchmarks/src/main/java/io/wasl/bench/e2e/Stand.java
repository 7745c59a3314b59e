package io.wasl.bench.e2e;

import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.config.JournalConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.ops.CommandChannelClient;
import io.wasl.ops.Reply;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One target in a fresh process, between a fresh load and a fresh issuer. Owner: the run. */
final class Stand implements Closeable {

    private static final Pattern SWITCH_READY =
            Pattern.compile(" is ready: bank on 127\\.0\\.0\\.1:(\\d+); metrics on http://127\\.0\\.0\\.1:(\\d+)");
    private static final LoadShape PEAK = new LoadShape.Closed(1024);
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration RELOAD_PATIENCE = Duration.ofSeconds(60);
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(60);
    private static final Duration LEDGER_PATIENCE = Duration.ofMinutes(5);

    /** A port on which nobody listens, for a database that is away. */
    private static final String NO_DATABASE = "url: \"jdbc:postgresql://127.0.0.1:9/none?connectTimeout=1\"";

    private static final String EMBEDDED = "url: \"jdbc:h2:file:./data/ledger\"";
    private static final String APART = EMBEDDED + ", applier: process";
    private static final Pattern APPLIER_READY = Pattern.compile("applying the log in ");

    /** As the launcher starts a node. */
    private static final String NODE_COLLECTOR = "-XX:+UseShenandoahGC";

    /** Two collectors end a JVM at once. */
    private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w*GC");

    private final Target target;
    private final StandPlan plan;
    private final WorkFolder folder;
    private final Network network;
    private final PartProcess issuer;
    private final PartProcess subject;
    private final Optional<PartProcess> applier;
    private final PartProcess load;
    private final Optional<LedgerLag> ledger;
    private final PauseLog pauses;
    private final int port;
    private @Nullable JvmWatch watch;
    private @Nullable PartProcess idle;
    private final JsonMapper mapper = JsonMapper.builder().build();

    private Stand(Target target, StandPlan plan, Network network, WorkFolder folder, Parts parts)
            throws IOException, ConfigException, InterruptedException {
        this.target = target;
        this.plan = plan;
        this.network = network;
        this.folder = folder;
        pauses = new PauseLog(folder.path().toAbsolutePath().resolve("safepoints.log"));
        issuer = parts.start("issuer", List.of(), List.of(Integer.toString(network.issuers())));
        var issuerPorts = new ArrayList<Integer>();
        for (int i = 0; i < network.issuers(); i++) {
            issuerPorts.add(port(issuer));
        }
        subject = startTarget(parts, issuerPorts);
        applier = target == Target.WASL_APART ? Optional.of(startApplier(parts)) : Optional.empty();
        if (target.isDurable()) {
            Matcher ready = subject.await(SWITCH_READY, START_PATIENCE);
            port = Integer.parseInt(ready.group(1));
            ledger = target.hasLedger()
                    ? Optional.of(new LedgerLag(Integer.parseInt(ready.group(2))))
                    : Optional.empty();
        } else {
            port = port(subject);
            ledger = Optional.empty();
        }
        load = parts.start(
                "load",
                List.of(),
                List.of(
                        Integer.toString(port),
                        Integer.toString(plan.connections()),
                        Integer.toString(network.ranges())));
        port(load);
    }

    /** Returns when all three are up. */
    static Stand start(Target target, StandPlan plan, Path folder, Parts parts)
            throws IOException, ConfigException, InterruptedException {
        return start(target, plan, Network.LEAST, folder, parts);
    }

    static Stand start(Target target, StandPlan plan, Network network, Path folder, Parts parts)
            throws IOException, ConfigException, InterruptedException {
        var files = new WorkFolder(folder);
        Set<PartProcess> before = parts.running();
        try {
            return new Stand(target, plan, network, files, parts);
        } catch (IOException | IllegalStateException e) {
            // Half a stand beside the next one would be measured with it.
            parts.endAllBut(before);
            files.close();
            throw e;
        }
    }

    /** The words that the target was started with, without the program and its class path, which are the bench's own. */
    List<String> start() {
        List<String> words = subject.command();
        int classPath = words.indexOf("-cp");
        var said = new ArrayList<>(words.subList(1, classPath));
        said.addAll(words.subList(classPath + 2, words.size()));
        return said;
    }

    /** What a stand failed of: a process that is not there any more has no files in /proc. */
    static String why(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof FileSystemException ? "one of its processes has ended: " + message : message;
    }

    private PartProcess startTarget(Parts parts, List<Integer> issuerPorts) throws IOException, ConfigException {
        String port = Integer.toString(issuerPorts.get(0));
        return switch (target) {
            case WASL -> startSwitch(parts, configure(issuerPorts, EMBEDDED));
            case WASL_APART -> startSwitch(parts, configure(issuerPorts, APART));
            case WASL_NO_LEDGER -> startSwitch(parts, configure(issuerPorts, NO_DATABASE));
            case WASL_VOLATILE -> {
                Path configuration = configure(issuerPorts, EMBEDDED);
                yield parts.start("volatile", switchOptions(configuration), List.of(configuration.toString()));
            }
            case RELAY ->
                network.hasTrunks()
                        ? startTrunks(parts, issuerPorts)
                        : parts.start("relay", targetOptions(), List.of(port));
            case JPOS -> parts.start("jpos", targetOptions(), List.of(port));
            case JPOS_PLAIN -> parts.start("jpos-plain", targetOptions(), List.of(port));
        };
    }

    private PartProcess startTrunks(Parts parts, List<Integer> issuerPorts) throws IOException {
        var words = new ArrayList<String>();
        words.add(Integer.toString(network.trunkLoops()));
        issuerPorts.forEach(issuerPort -> words.add(Integer.toString(issuerPort)));
        return parts.start("trunk-relay", targetOptions(), words);
    }

    private Path configure(List<Integer> issuerPorts, String ledgerKeys) throws IOException, ConfigException {
        return folder.configure(issuerPorts, network, plan.connections() + network.idleConnections(), ledgerKeys);
    }

    private PartProcess startSwitch(Parts parts, Path configuration) throws IOException, ConfigException {
        return parts.startSwitch(
                switchOptions(configuration), List.of("run", "--config", configuration.toString()), SWITCH_READY);
    }

    private PartProcess startApplier(Parts parts) throws IOException {
        return parts.startSwitch(
                List.of(),
                List.of("ledger", "apply", "--config", folder.configuration().toString()),
                APPLIER_READY);
    }

    /** The launcher's collector for a node and the limit of direct memory that it computes, and what was asked for. */
    private List<String> switchOptions(Path configuration) throws ConfigException {
        SwitchConfig config =
                ConfigLoader.load(configuration, name -> Optional.empty()).config();
        JournalConfig journal = config.journal();
        var options = new ArrayList<String>();
        if (plan.targetOptions().stream().noneMatch(COLLECTOR.asMatchPredicate())) {
            options.add(NODE_COLLECTOR);
        }
        options.add("-XX:MaxDirectMemorySize="
                + config.limits().directMemoryBytes(journal.memoryWindow(), journal.filterBytes()));
        options.addAll(targetOptions());
        return options;
    }

    /** What every target's JVM writes for us, and what was asked for. */
    private List<String> targetOptions() {
        var options = new ArrayList<String>();
        options.add(pauses.option());
        options.addAll(plan.targetOptions());
        return options;
    }

    /**
     * From now on what the target allocates is told with each window.
     *
     * @throws IOException when it cannot be; everything else can
     */
    void watch() throws IOException {
        watch = JvmWatch.attach(subject.pid(), pauses);
    }

    /** The idle connections that the network has room for, signed on; in a process that ends with the run. */
    void connectIdle(Parts parts) throws IOException, InterruptedException {
        PartProcess started = parts.start(
                "idle", List.of(), List.of(Integer.toString(port), Integer.toString(network.idleConnections())));
        idle = started;
        port(started);
    }

    /**
     * What the target holds, after its JVM has collected all it can; only where it is watched.
     *
     * @throws IOException when it cannot be told
     */
    Residence residence() throws IOException, InterruptedException {
        awaitLedger();
        if (watch == null) {
            throw new IOException("what the target holds is not known");
        }
        return Residence.of(subject.pid(), watch.memoryAfterCollection());
    }

    /** A new table of the same ranges, which the load's cards lie in. */
    Path writeRoutes(String mark) throws IOException {
        Path file = folder.path().resolve("routes" + mark + ".csv");
        WorkFolder.writeRoutes(file, network.ranges(), network.issuers(), mark);
        return file;
    }

    /**
     * Puts the file in the routing table's place, as an operator does, and has it loaded; returns when it decides.
     *
     * @return nanoseconds from the command to there
     */
    long reload(Path routes) throws IOException {
        Path link = folder.path().resolve("routes.new");
        Files.createLink(link, routes);
        Files.move(link, folder.routes(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        Path socket = commandSocket();
        long begunNs = System.nanoTime();
        Reply reply = CommandChannelClient.call(socket, List.of("reload"), RELOAD_PATIENCE);
        if (reply.status() != Reply.DONE) {
            throw new IOException("not reloaded: " + reply.text().strip());
        }
        return System.nanoTime() - begunNs;
    }

    private Path commandSocket() throws IOException {
        try {
            return ConfigLoader.load(folder.configuration(), name -> Optional.empty())
                    .config()
                    .admin()
                    .commandSocket();
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static int port(PartProcess part) throws InterruptedException {
        return Integer.parseInt(part.await(PartMain.READY, START_PATIENCE).group(1));
    }

    /** What is compiled and filled now is not in the figures. */
    void warmUp() throws IOException, InterruptedException {
        if (plan.warmUpSeconds() > 0) {
            run(new LoadPlan(LoadShape.WARM_UP, 0, plan.warmUpSeconds()), new Snapshots());
        }
    }

    /** Records that the ledger is behind; -1 while it cannot be told, and without a ledger. */
    long lag() throws InterruptedException {
        return ledger.isPresent() ? ledger.get().records() : -1;
    }

    /**
     * More than the ledger can follow, for so long; it is behind then.
     *
     * @throws IllegalStateException when something was not answered
     */
    void peak(int seconds) throws IOException, InterruptedException {
        LoadResult result = run(new LoadPlan(PEAK, 0, seconds), new Snapshots());
        if (!result.count().isGood()) {
            throw new IllegalStateException("the peak was not answered: " + result.count());
        }
    }

    /** Lead-in, window, and where there is a ledger the wait until it has all, before and after. */
    Measured measure(int round, LoadShape shape) throws IOException, InterruptedException {
        awaitLedger();
        return measureAtOnce(round, shape);
    }

    /** The same beginning now, however far the ledger is behind. */
    Measured measureAtOnce(int round, LoadShape shape) throws IOException, InterruptedException {
        CpuSnapshot before = snapshot();
        var snapshots = new Snapshots();
        LoadResult result = run(new LoadPlan(shape, plan.leadInSeconds(), plan.seconds()), snapshots);
        Optional<Measured.Following> following = Optional.empty();
        if (ledger.isPresent()) {
            double catchUp = awaitLedger() / 1e9;
            long ticks =
                    snapshot().target().of(CpuGroup.LEDGER) - before.target().of(CpuGroup.LEDGER);
            following = Optional.of(
                    new Measured.Following(snapshots.lagRecords, catchUp, ticks / (double) StatLine.TICKS_PER_SECOND));
        }
        return new Measured(round, target.word(), result, snapshots.use(), following, snapshots.jvm(watch));
    }

    /** Samples the target under that load, once for each kind of graph; these windows are not measured. */
    void draw(LoadShape shape, FlameGraphs graphs) throws IOException, InterruptedException {
        for (FlameGraphs.Kind kind : FlameGraphs.Kind.values()) {
            awaitLedger();
            load.say(new LoadPlan(shape, plan.leadInSeconds(), plan.seconds()).words());
            load.await(PartMain.MEASURING, patience(plan.leadInSeconds()));
            try {
                graphs.begin(subject.pid(), kind);
                load.await(PartMain.MEASURED, patience(plan.seconds()));
                graphs.end(subject.pid(), kind, target, shape);
            } catch (IOException e) {
                throw new IOException(kind.word() + ": " + e.getMessage(), e);
            }
            load.await(PartMain.RESULT, DRAIN_PATIENCE);
        }
    }

    private LoadResult run(LoadPlan loadPlan, Snapshots snapshots) throws IOException, InterruptedException {
        load.say(loadPlan.words());
        load.await(PartMain.MEASURING, patience(loadPlan.leadInSeconds()));
        // The JVM's are outside: what answering costs it is in no figure.
        snapshots.jvmBegin = askJvm();
        snapshots.begin = snapshot();
        load.await(PartMain.MEASURED, patience(loadPlan.seconds()));
        snapshots.end = snapshot();
        snapshots.jvmEnd = askJvm();
        if (ledger.isPresent()) {
            snapshots.lagRecords = ledger.get().records();
        }
        String said = load.await(PartMain.RESULT, DRAIN_PATIENCE).group(1);
        return mapper.readValue(said, LoadResult.class);
    }

    private static Duration patience(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000)).plus(DRAIN_PATIENCE);
    }

    private CpuSnapshot snapshot() throws IOException {
        OptionalLong apart = applier.isPresent() ? OptionalLong.of(applier.get().pid()) : OptionalLong.empty();
        return CpuSnapshot.take(subject.pid(), apart, load.pid(), issuer.pid());
    }

    /** @throws IllegalStateException when the target answers no more */
    private JvmWatch.@Nullable Snapshot askJvm() {
        try {
            return watch == null ? null : watch.take();
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Nanoseconds until it had all. */
    private long awaitLedger() throws InterruptedException {
        return ledger.isPresent() ? ledger.get().awaitNone(LEDGER_PATIENCE) : 0;
    }

    /** Of a window. */
    private static final class Snapshots {

        private @Nullable CpuSnapshot begin;
        private @Nullable CpuSnapshot end;
        private JvmWatch.@Nullable Snapshot jvmBegin;
        private JvmWatch.@Nullable Snapshot jvmEnd;
        private long lagRecords = -1;

        CpuUse use() {
            if (begin == null || end == null) {
                throw new IllegalStateException("nothing was measured");
            }
            return CpuUse.between(begin, end);
        }

        Optional<JvmUse> jvm(@Nullable JvmWatch watch) throws IOException {
            return watch == null || jvmBegin == null || jvmEnd == null
                    ? Optional.empty()
                    : Optional.of(watch.between(jvmBegin, jvmEnd));
        }
    }

    /** Kills all three and removes what they wrote. */
    @Override
    public void close() throws IOException {
        if (watch != null) {
            watch.close();
        }
        if (idle != null) {
            idle.kill();
        }
        load.kill();
        applier.ifPresent(PartProcess::kill);
        subject.kill();
        issuer.kill();
        try {
            load.awaitEnd();
            if (applier.isPresent()) {
                applier.get().awaitEnd();
            }
            subject.awaitEnd();
            issuer.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        folder.close();
    }
}
