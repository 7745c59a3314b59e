package io.wasl.sim.world;

import io.wasl.engine.Alarm;
import io.wasl.journal.Journal.Room;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that there is in one world, and what one thing in it may ask of the others.
 *
 * <p>Owner: the world's thread.
 */
final class World {

    private static final long LONGEST_RESTART_NS = 2_000_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final Agenda agenda = new Agenda(time);
    private final Coverage coverage = new Coverage();
    private final Trace trace;
    private final Checker checker;
    private final Chance chance;
    private final WorldPlan plan;
    private final WorldDisk disk;
    private final ClusterLog cluster = new ClusterLog();
    private final ClusterWeather clusterWeather = new ClusterWeather(this);
    private final Border border;
    private final PaymentDraft draft = new PaymentDraft(this);
    private final LogCensus census = new LogCensus(this);
    private final HostLine.Bench bench = new HostLine.Bench();
    private final Life life = new Life();
    private final List<IssuerHost> issuers = new ArrayList<>();
    private final List<AcquirerHost> acquirers = new ArrayList<>();
    private final Weather stormy;
    private Weather weather;
    private WorldNode node;
    /** Stands for election while the node runs. */
    private @Nullable WorldNode candidate;
    /** Nodes that others have replaced, and whose processes run. */
    private final List<WorldNode> replaced = new ArrayList<>();

    private int lives = 1;
    private boolean isHealing;
    private boolean haveDaysPassed;
    private boolean isDiskSlow;

    World(long seed, boolean isTraced) {
        trace = new Trace(time, isTraced);
        checker = new Checker(trace);
        chance = new Chance(seed);
        stormy = Weather.of(chance);
        weather = stormy;
        plan = WorldPlan.of(chance);
        disk = new WorldDisk(chance);
        border = new Border(
                this, plan.config().acquirers().get(0).responseTimeout().toNanos());
        plan.issuerDialects().forEach(dialect -> issuers.add(new IssuerHost(this, dialect)));
        for (int i = 0; i < plan.acquirerDialects().size(); i++) {
            acquirers.add(new AcquirerHost(this, i, plan.acquirerDialects().get(i)));
        }
        node = new WorldNode(this);
    }

    void start() {
        node.start();
        acquirers.forEach(AcquirerHost::start);
    }

    VirtualTime time() {
        return time;
    }

    Agenda agenda() {
        return agenda;
    }

    Trace trace() {
        return trace;
    }

    Checker checker() {
        return checker;
    }

    Coverage coverage() {
        return coverage;
    }

    Chance chance() {
        return chance;
    }

    Weather weather() {
        return weather;
    }

    WorldPlan plan() {
        return plan;
    }

    WorldDisk disk() {
        return disk;
    }

    ClusterLog cluster() {
        return cluster;
    }

    ClusterWeather clusterWeather() {
        return clusterWeather;
    }

    Border border() {
        return border;
    }

    /** The one that was elected last. */
    WorldNode node() {
        return node;
    }

    List<IssuerHost> issuers() {
        return issuers;
    }

    IssuerHost issuer(String id) {
        for (int i = 0; i < issuers.size(); i++) {
            if (plan.config().issuers().get(i).id().equals(id)) {
                return issuers.get(i);
            }
        }
        throw new IllegalArgumentException("no issuer " + id);
    }

    HostLine.Bench bench() {
        return bench;
    }

    PaymentDraft draft() {
        return draft;
    }

    LogCensus census() {
        return census;
    }

    List<AcquirerHost> acquirers() {
        return acquirers;
    }

    Life life() {
        return life;
    }

    boolean isHealing() {
        return isHealing;
    }

    int lives() {
        return lives;
    }

    /** No fault begins any more, and what lasts ends. */
    void heal() {
        isHealing = true;
        weather = Weather.CALM;
        disk.setBroken(false);
        disk.setFree(1L << 40);
        isDiskSlow = false;
        cluster.setRoom(Room.OPEN);
        clusterWeather.setSlow(false);
        trace.line(() -> "the world heals");
    }

    /** So many days later it storms again. */
    void stormAfter(int days) {
        happened(Fault.DAYS_PASSED);
        haveDaysPassed = true;
        time.passDays(days);
        isHealing = false;
        weather = stormy;
        boolean isBeyondRetention = days >= plan.config().journal().retention().toDays();
        acquirers.forEach(acquirer -> acquirer.afterDays(isBeyondRetention));
    }

    /** Whether retention may have taken something. */
    boolean haveDaysPassed() {
        return haveDaysPassed;
    }

    void happened(Fault fault) {
        coverage.onFault(fault);
        trace.mark(fault.ordinal());
        trace.line(() -> "fault " + fault);
    }

    void onAlarm(Alarm alarm) {
        coverage.onAlarm(alarm);
        trace.mark(alarm.ordinal());
    }

    /** How long the disk takes for what it is asked now. */
    long diskNs() {
        return isDiskSlow ? chance.between(50_000_000, 3_000_000_000L) : chance.between(50_000, 2_000_000);
    }

    void setDiskSlow(boolean slow) {
        isDiskSlow = slow;
    }

    /** An acquirer's host dials the node, or one that leads no more and does not say so. */
    @Nullable
    Connection connect(int acquirer, Lane.Sink host) {
        if (!replaced.isEmpty() && chance.falls(0.5)) {
            return chance.oneOf(replaced).accept(acquirer, host);
        }
        return node.accept(acquirer, host);
    }

    /** Whether one node is all there is, and has nothing to do. */
    boolean isNodeAtRest(boolean mayPark) {
        return replaced.isEmpty() && candidate == null && node.isAtRest(mayPark);
    }

    /** In few words what keeps it from that. */
    String unrest() {
        return node.unrest()
                + (candidate == null ? "" : ", another stands for election")
                + (replaced.isEmpty() ? "" : ", " + replaced.size() + " run that were replaced");
    }

    /** A node on another machine stands for election while this one leads. */
    void stand() {
        if (candidate == null && node.isListening()) {
            trace.line(() -> "another node stands for election");
            WorldNode standing = new WorldNode(this);
            candidate = standing;
            standing.start();
        }
    }

    /** Its first record is committed. */
    void onElected(WorldNode elected) {
        trace.line(() -> "a node leads in epoch " + cluster.epoch());
        if (elected == candidate) {
            happened(Fault.TWO_NODES_AT_ONCE);
            replaced.add(node);
            becomeNode(elected);
        }
    }

    private void becomeNode(WorldNode next) {
        lives++;
        node = next;
        candidate = null;
    }

    void onNodeReady() {
        trace.line(() -> "the node is ready, life " + lives);
    }

    /** A node's process is gone, for whatever reason: the log is as that leaves it, and a new process comes. */
    void onNodeGone(WorldNode gone) {
        gone.tell(coverage);
        if (plan.isReplicated()) {
            onMachineGone(gone);
            return;
        }
        boolean isPowerCut = chance.falls(weather.powerCut());
        trace.line(() -> isPowerCut ? "the power is cut" : "the process is gone");
        if (isPowerCut) {
            happened(Fault.POWER_CUT);
            disk.afterPowerCut();
        } else {
            disk.afterKill();
        }
        agenda.in(chance.between(10_000_000, LONGEST_RESTART_NS), life, this::restart);
    }

    private void onMachineGone(WorldNode gone) {
        trace.line(() -> "the process is gone");
        WorldNode standing = candidate;
        if (gone == standing) {
            candidate = null;
        } else if (!replaced.remove(gone)) {
            if (standing != null) {
                becomeNode(standing);
            } else {
                agenda.in(chance.between(10_000_000, LONGEST_RESTART_NS), life, this::restart);
            }
        }
    }

    private void restart() {
        WorldNode restarted = new WorldNode(this);
        becomeNode(restarted);
        if (plan.isReplicated()) {
            if (chance.falls(weather.nodeFault() * 5)) {
                agenda.in(chance.between(0, LONGEST_RESTART_NS), life, () -> dieUnready(restarted));
            }
        } else if (chance.falls(weather.nodeFault() * 5)) {
            happened(Fault.KILLED_WHILE_RECOVERING);
            disk.dieAfter(1 + chance.below(20));
        }
        restarted.start();
    }

    private void dieUnready(WorldNode restarted) {
        if (!isHealing && !restarted.life().isOver() && !restarted.isListening()) {
            happened(Fault.KILLED_WHILE_RECOVERING);
            restarted.die();
        }
    }
}
