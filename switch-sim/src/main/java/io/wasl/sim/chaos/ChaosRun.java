package io.wasl.sim.chaos;

import io.wasl.config.ConfigException;
import io.wasl.journal.ledger.LedgerTotals;
import io.wasl.journal.ledger.LedgerUnavailableException;
import io.wasl.sim.book.Totals;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.issuer.IssuerCounter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run: all is started, spoilt and compared, round by round.
 *
 * <pre>
 *   issuers, switch, acquirers up ─► fault, calm, fault, calm … ─► acquirers settle ─► nothing owed ─► switch drains
 *         ▲                                                                                                  │
 *         └──────────── the next round, on the same log ◄── acquirers' = issuers' = ledger's? ◄──────────────┘
 * </pre>
 *
 * <p>Owner: the thread that calls {@link #run}; {@link #abort} from any other.
 */
public final class ChaosRun {

    /** Before a fault, milliseconds: calm to measure in. */
    private static final long SHORTEST_GAP_MS = 800;

    private static final long GAP_WIDTH_MS = 1_200;
    /** Acquirers are at ease with less than this part of a second's payments in flight. */
    private static final int IN_FLIGHT_SHARE = 2;

    private static final Duration EASE_PATIENCE = Duration.ofSeconds(20);
    private static final int HASTY_ONE_IN = 5;

    private static final long POLL_MS = 50;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Duration TRAFFIC_PATIENCE = Duration.ofSeconds(60);
    private static final Duration CALM_PATIENCE = Duration.ofSeconds(90);

    private final ChaosPlan plan;
    private final JavaProgram program;
    private final Ambient ambient;
    private final ChaosTrace trace;
    private final SeededRandom random;
    private final Cleanup cleanup = new Cleanup();

    private final Calm calm = new Calm();
    private final SortedMap<String, Long> issuerCounts = new TreeMap<>();
    private final Totals acquirersNet = new Totals();
    private final Totals issuersNet = new Totals();
    private final List<RoundReport> rounds = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private @Nullable FaultsToCome toCome;
    private @Nullable Stage stage;
    private long begunNs;
    private volatile boolean isAborted;

    /**
     * @param program takes the words of a command of {@code ./wasl}, and ends when its input does
     */
    public ChaosRun(ChaosPlan plan, JavaProgram program, Ambient ambient, ChaosTrace trace) {
        this.plan = plan;
        this.program = program;
        this.ambient = ambient;
        this.trace = trace;
        random = new SeededRandom(plan.seed());
    }

    /**
     * Runs until its time is over and all has happened that must, or until the books differ.
     *
     * @throws ConfigException if the switch's own files are refused
     * @throws IOException if a process or a file system cannot be had
     * @throws IllegalStateException with what was found, if a process ends by itself, or nothing comes to rest
     */
    public ChaosReport run() throws ConfigException, IOException, InterruptedException {
        try (cleanup) {
            Stage opened = Stage.open(plan, program, ambient, random, cleanup);
            stage = opened;
            toCome = new FaultsToCome(plan, possible(opened.disk()));
            trace.onBegin(plan, opened.disk().describe(), List.copyOf(skipped));
            begunNs = ambient.nanos().nanoTime();
            while (rounds.isEmpty()
                    || isWorthARound() && rounds.get(rounds.size() - 1).isGood()) {
                RoundReport report = round(rounds.size() + 1);
                rounds.add(report);
                trace.onRoundEnd(sinceBeginMs(), report);
            }
            opened.assertProxies();
            return report(opened);
        }
    }

    /** Ends all processes and removes all that was made, at once; {@link #run} then fails. */
    public void abort() throws IOException {
        isAborted = true;
        cleanup.close();
    }

    public boolean isAborted() {
        return isAborted;
    }

    private Set<ChaosFault> possible(LogDisk disk) {
        var kinds = EnumSet.copyOf(plan.faults());
        if (disk.noPowerCuts().isPresent() && kinds.remove(ChaosFault.POWER_CUT)) {
            skipped.add("power cuts: " + disk.noPowerCuts().get());
        }
        if (disk.noFullDisk().isPresent() && kinds.remove(ChaosFault.DISK_FULL)) {
            skipped.add("full disk: " + disk.noFullDisk().get());
        }
        boolean hasServer = plan.ledger().flatMap(LedgerServer::pid).isPresent();
        if (!hasServer && kinds.remove(ChaosFault.STOP_DATABASE)) {
            skipped.add("SIGSTOP of the database: "
                    + (plan.ledger().isPresent() ? "its process is not known" : "the ledger is embedded"));
        }
        if (kinds.isEmpty()) {
            throw new IllegalStateException("nothing of what was asked for can be done here: " + skipped);
        }
        return kinds;
    }

    private RoundReport round(int number) throws ConfigException, IOException, InterruptedException {
        trace.onRound(number);
        Stage house = stage();
        trace.onDoing(sinceBeginMs(), "starting issuers, switch and acquirers");
        Issuers issuers = Issuers.start(house.children(), house.files(), house.issuersListen(), number, random);
        house.node().start();
        Acquirers acquirers =
                Acquirers.start(house.children(), house.files(), plan, house.acquirersDial(), number, random);
        awaitTraffic(acquirers);
        if (rounds.isEmpty()) {
            begunNs = ambient.nanos().nanoTime(); // how long it took until here says nothing of the faults to come
        }
        storm(issuers, acquirers);
        trace.onDoing(sinceBeginMs(), "acquirers settle what is open");
        AcquirersEnd end = acquirers.stop();
        calm.count(end.samples());
        trace.onDoing(sinceBeginMs(), "waiting until nothing is owed");
        long calmNs = house.node().awaitSettled(CALM_PATIENCE);
        var problems = new ArrayList<>(end.problems());
        long parked = house.node().metric("wasl_engine_parked");
        if (parked != 0) {
            problems.add(parked + " deliveries wait for an operator");
        }
        house.node().drain();
        count(issuers.stop(), end);
        acquirersNet.addAll(end.net());
        issuersNet.addAll(issuers.totals());
        return new RoundReport(
                number,
                end.payments(),
                end.repeats(),
                end.reversals(),
                end.connectionsLost(),
                calmNs,
                acquirersNet.byCard().size(),
                acquirersNet.byCurrency(),
                new Books(acquirersNet, issuersNet, ledger()).differences(),
                List.copyOf(problems));
    }

    private LedgerTotals ledger() throws ConfigException, IOException {
        try {
            return LedgerTotals.read(stage().files().load().ledger());
        } catch (LedgerUnavailableException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Waits until acquirers have worked off what has waited: a fault that comes sooner, again and again, would only show that
     * a switch that is mostly down answers little.
     *
     * @return whether they have, in time
     */
    private boolean isAtEase(Acquirers acquirers, Duration patience) throws IOException, InterruptedException {
        long sinceMs = ambient.epoch().epochMillis();
        long fromNs = ambient.nanos().nanoTime();
        while (!acquirers.areAtEase(sinceMs, plan.rate() / IN_FLIGHT_SHARE)) {
            stage().node().assertAlive();
            if (ambient.nanos().nanoTime() - fromNs > patience.toNanos()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        return true;
    }

    private void awaitTraffic(Acquirers acquirers) throws IOException, InterruptedException {
        if (!isAtEase(acquirers, TRAFFIC_PATIENCE)) {
            throw new IllegalStateException("no steady traffic in " + TRAFFIC_PATIENCE.toSeconds()
                    + " s: --rate is more than this machine carries");
        }
    }

    /** The faults of one round, with calm before each; one in so many comes before all have recovered from the last. */
    private void storm(Issuers issuers, Acquirers acquirers) throws IOException, InterruptedException {
        Stage house = stage();
        var storm = new Storm(house.node(), house.disk(), house.proxies(), plan, random);
        FaultHand hand = FaultHand.deal(wanted(), random);
        while (true) {
            boolean waits = random.below(HASTY_ONE_IN) != 0;
            boolean isCalm = waits && isAtEase(acquirers, EASE_PATIENCE);
            long calmMs = ambient.epoch().epochMillis();
            TimeUnit.MILLISECONDS.sleep(SHORTEST_GAP_MS + random.below(GAP_WIDTH_MS));
            if (isCalm) {
                calm.add(calmMs, ambient.epoch().epochMillis());
            }
            Set<ChaosFault> kinds = wanted().keySet();
            if (!hand.hasAny(kinds)) {
                return;
            }
            ChaosFault fault = hand.next(kinds);
            trace.onDoing(sinceBeginMs(), fault.sentence());
            long atMs = sinceBeginMs();
            Storm.Done result = storm.perform(fault, issuers);
            toCome().happened(fault);
            trace.onFault(atMs, result.what(), result.seen());
        }
    }

    private Map<ChaosFault, Integer> wanted() {
        return toCome().wanted(sinceBeginMs(), stage().node().kills());
    }

    private boolean isWorthARound() {
        return toCome().isWorthARound(sinceBeginMs(), stage().node().kills());
    }

    private void count(Map<IssuerCounter, Long> counted, AcquirersEnd end) {
        counted.forEach((counter, times) ->
                issuerCounts.merge(counter.name().toLowerCase(Locale.ROOT).replace('_', ' '), times, Math::addExact));
        issuerCounts.merge("late answers", end.lateAnswers(), Math::addExact);
    }

    private ChaosReport report(Stage house) {
        return new ChaosReport(
                plan.seed(),
                List.copyOf(rounds),
                toCome().done(),
                house.node().kills(),
                house.node().startsNs().stream().sorted().toList(),
                calm.held(),
                issuerCounts,
                house.proxyCounts(),
                List.copyOf(skipped));
    }

    private long sinceBeginMs() {
        return (ambient.nanos().nanoTime() - begunNs) / NANOS_PER_MILLI;
    }

    private FaultsToCome toCome() {
        if (toCome == null) {
            throw new IllegalStateException("nothing stands yet");
        }
        return toCome;
    }

    private Stage stage() {
        if (stage == null) {
            throw new IllegalStateException("nothing stands yet");
        }
        return stage;
    }
}
