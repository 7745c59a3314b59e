package io.wasl.sim.world;

import io.wasl.config.ConfigException;
import io.wasl.engine.Alarm;
import io.wasl.engine.AlarmSink;
import io.wasl.engine.DeliveryDesk;
import io.wasl.engine.EngineCounter;
import io.wasl.engine.EngineListener;
import io.wasl.engine.EnginePorts;
import io.wasl.engine.EngineSettings;
import io.wasl.engine.SwitchEngine;
import io.wasl.journal.CorruptJournalException;
import io.wasl.journal.RecordType;
import io.wasl.link.CloseCause;
import io.wasl.link.LinkCounter;
import io.wasl.link.LinkProfile;
import io.wasl.link.LinkSession;
import io.wasl.link.LinkWorkspace;
import io.wasl.link.Reconnect;
import io.wasl.metric.Counters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of the node's process, from its start to its death: what {@code io.wasl.SwitchNode} puts together, with the world
 * in the place of sockets, disk and clocks.
 *
 * <p>Owner: the world's thread.
 */
final class WorldNode implements EngineListener, AlarmSink {

    /** From the end of the log to the end of the process. */
    private static final long LONGEST_STOP_NS = 20_000_000;

    private static final long LINKS_TICK_NS = 50_000_000;

    private final World world;
    private final Life life = new Life();
    private final Counters<LinkCounter> counters = new Counters<>(LinkCounter.class);
    private final List<Reconnect> reconnects = new ArrayList<>();
    private final Set<NodeSocket> sockets = new LinkedHashSet<>();
    private @Nullable NodeLog log;
    private @Nullable SwitchEngine engine;
    private @Nullable LinkWorkspace workspace;
    private List<NodeSocket> dirty = new ArrayList<>();
    private boolean isTurnEndArmed;
    private boolean isListening;
    private boolean isStopping;
    private long stalledUntilNs;
    private long nextStallNs;
    private long linksTickedNs;
    private long lastConnectionId;

    WorldNode(World world) {
        this.world = world;
    }

    Life life() {
        return life;
    }

    long nowNs() {
        return world.time().nowNs();
    }

    byte[] inbound() {
        return workspace().inbound();
    }

    boolean isListening() {
        return isListening && !life.isOver();
    }

    /** Recovers and begins; an order of the disk to die meanwhile is obeyed. */
    void start() {
        try {
            recover();
        } catch (CorruptJournalException e) {
            world.checker().violated("the log is corrupt after no more than a crash: " + e.getMessage());
            die();
        } catch (ConfigException | IOException e) {
            if (!world.disk().isDead()) {
                world.trace().line(() -> "the node does not start: " + e.getMessage());
            }
            die();
        } catch (RuntimeException | Error e) {
            world.checker().broke("recovering", e);
            die();
        }
    }

    private void recover() throws ConfigException, IOException {
        WorldPlan plan = world.plan();
        var settings = new EngineSettings(plan.config(), plan.acquirerDialects(), plan.issuerDialects());
        NodeLog opened = plan.isReplicated() ? new ClusterNodeLog(world, this) : new FileNodeLog(world, this, settings);
        log = opened;
        var ports = new EnginePorts(
                new WatchedJournal(opened.port(), world.census()),
                plan.router(),
                plan.tokenizers(),
                world.time()::nowNs,
                world.time()::epochMillis,
                world.chance().source(),
                this,
                opened.older());
        SwitchEngine made = new SwitchEngine(settings, ports, this);
        engine = made;
        opened.recover(made.recovery());
        workspace = new LinkWorkspace(
                world.border().before(made),
                world.time()::epochMillis,
                counters,
                plan.config().limits().maxFrameBytes());
        for (int i = 0; i < plan.config().issuers().size(); i++) {
            reconnects.add(new Reconnect(
                    plan.config().issuers().get(i).reconnect(), world.chance().source()));
        }
        opened.start(made);
        planTick();
    }

    // --- turns -------------------------------------------------------------------------------------------------------

    /** Does something on the node's loop, now or when the process goes on, with a turn's end behind it. */
    void turn(Runnable step) {
        if (life.isOver()) {
            return;
        }
        long stalledNs = stalledUntilNs - nowNs();
        if (stalledNs > 0) {
            world.agenda().in(stalledNs, life, () -> turn(step));
            return;
        }
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            world.checker().broke("a turn of the loop", e);
            die();
            return;
        }
        armTurnEnd();
    }

    /** As {@link #turn}, in an event of its own. */
    void later(Runnable step) {
        world.agenda().in(0, life, () -> turn(step));
    }

    void onWrite(LinkSession link, byte[] bytes, int offset, int length) {
        NodeLog asked = log;
        world.border().onWrite(link, bytes, offset, length, asked != null && asked.leads());
    }

    void markDirty(NodeSocket socket) {
        if (!socket.isDirty) {
            socket.isDirty = true;
            dirty.add(socket);
            armTurnEnd();
        }
    }

    private void armTurnEnd() {
        if (!isTurnEndArmed && !life.isOver()) {
            isTurnEndArmed = true;
            world.agenda().in(world.chance().between(0, 100_000), life, this::endTurn);
        }
    }

    private void endTurn() {
        long stalledNs = stalledUntilNs - nowNs();
        if (stalledNs > 0) {
            world.agenda().in(stalledNs, life, this::endTurn);
            return;
        }
        isTurnEndArmed = false;
        try {
            engine().onTurnEnd(nowNs());
            List<NodeSocket> flushing = dirty;
            dirty = new ArrayList<>();
            flushing.forEach(NodeSocket::endTurn);
            flushing.forEach(socket -> socket.isDirty = false);
            flushing.forEach(NodeSocket::tellDelivered);
            stallIfSomethingWaits();
        } catch (RuntimeException | Error e) {
            world.checker().broke("the end of a turn", e);
            die();
        }
    }

    private void planTick() {
        world.agenda().in(world.plan().tickNs(), life, this::tick);
    }

    private void tick() {
        turn(() -> {
            engine().onTick(nowNs());
            if (nowNs() - linksTickedNs >= LINKS_TICK_NS) {
                linksTickedNs = nowNs();
                List.copyOf(sockets).forEach(socket -> socket.session().onTick(nowNs()));
            }
        });
        planTick();
    }

    // --- connections -------------------------------------------------------------------------------------------------

    /** A host dials an acquirer's listener; empty when nobody listens. */
    @Nullable
    Connection accept(int acquirer, Lane.Sink host) {
        if (!isListening() || isStopping) {
            return null;
        }
        WorldPlan plan = world.plan();
        return open(
                LinkProfile.of(
                        plan.config().acquirers().get(acquirer),
                        acquirer,
                        plan.acquirerDialects().get(acquirer),
                        plan.config().limits().maxFrameBytes()),
                host);
    }

    private void dial(int issuer) {
        if (isStopping) {
            return;
        }
        IssuerHost host = world.issuers().get(issuer);
        if (!host.isListening() || world.chance().falls(world.weather().connectionFault())) {
            world.happened(Fault.DIAL_REFUSED);
            planDial(issuer);
            return;
        }
        WorldPlan plan = world.plan();
        host.accept(sink -> open(
                LinkProfile.of(
                        plan.config().issuers().get(issuer),
                        issuer,
                        plan.issuerDialects().get(issuer),
                        plan.config().limits().maxFrameBytes()),
                sink));
    }

    private void planDial(int issuer) {
        world.agenda().in(reconnects.get(issuer).nextDelayNs(), life, () -> turn(() -> dial(issuer)));
    }

    private Connection open(LinkProfile profile, Lane.Sink host) {
        var socket = new NodeSocket(this, world.plan().config().limits().linkWriteBytes());
        var connection = new Connection(world, socket, socket::onRoom, host);
        socket.open(connection, new LinkSession(++lastConnectionId, profile, socket, workspace()));
        sockets.add(socket);
        later(() -> socket.session().onConnected(nowNs()));
        return connection;
    }

    /** The socket's session has been told everything. */
    void closed(NodeSocket socket) {
        sockets.remove(socket);
        LinkSession session = socket.session();
        if (session.role() == io.wasl.link.LinkRole.ISSUER) {
            int issuer = session.memberIndex();
            if (session.wasEverUsable()) {
                reconnects.get(issuer).reset();
            }
            planDial(issuer);
        }
    }

    /** One of its open connections, or none. */
    @Nullable
    Connection anyConnection(Chance chance) {
        return sockets.isEmpty() ? null : chance.oneOf(List.copyOf(sockets)).connection();
    }

    // --- its end -----------------------------------------------------------------------------------------------------

    /** The process is gone, as it stands. */
    void die() {
        if (!life.isOver()) {
            life.end();
            NodeLog left = log;
            if (left != null) {
                left.onDeath();
            }
            sockets.forEach(socket -> socket.connection().resetByNode());
            world.onNodeGone(this);
        }
    }

    /** As {@link #die}, when what it has written is on its way and not durable; over a cluster's log only. */
    void dieAtNextGroup() {
        if (log instanceof ClusterNodeLog replicated) {
            replicated.dieAtNextGroup();
        }
    }

    /** SIGSTOP at the worst moment, as soon as something waits for the disk, and SIGCONT later. */
    void stall(long forNs) {
        nextStallNs = forNs;
    }

    private void stallIfSomethingWaits() {
        if (nextStallNs > 0 && engine().counters().get(EngineCounter.OUTBOX_ENTRIES) > 0) {
            world.happened(Fault.PROCESS_STALLED);
            stalledUntilNs = nowNs() + nextStallNs;
            nextStallNs = 0;
        }
    }

    /** SIGTERM: nothing new, what is in flight ends, sign-off, the log is closed. */
    void stopInOrder() {
        if (isStopping || !isListening()) {
            return;
        }
        isStopping = true;
        turn(engine()::drain);
        awaitDrained(nowNs() + world.plan().config().limits().drainTimeout().toNanos());
    }

    private void awaitDrained(long untilNs) {
        world.agenda()
                .in(
                        20_000_000,
                        life,
                        () -> turn(() -> {
                            if (engine().counters().get(EngineCounter.IN_FLIGHT) > 0 && nowNs() < untilNs) {
                                awaitDrained(untilNs);
                            } else {
                                List.copyOf(sockets)
                                        .forEach(socket -> socket.session().signOff(nowNs()));
                                awaitSignedOff(nowNs() + 2_000_000_000L);
                            }
                        }));
    }

    private void awaitSignedOff(long untilNs) {
        world.agenda()
                .in(
                        20_000_000,
                        life,
                        () -> turn(() -> {
                            if (!sockets.isEmpty() && nowNs() < untilNs) {
                                awaitSignedOff(untilNs);
                            } else {
                                List.copyOf(sockets)
                                        .forEach(socket -> socket.session().closeFor(CloseCause.STOPPED, ""));
                                world.agenda().in(1_000_000, life, this::exit);
                            }
                        }));
    }

    private void exit() {
        try {
            NodeLog closing = log;
            if (closing != null) {
                closing.close();
            }
        } catch (IOException e) {
            world.trace().line(() -> "the log was not closed in good order: " + e.getMessage());
        }
        die();
    }

    // --- what the engine tells ---------------------------------------------------------------------------------------

    @Override
    public void onReady() {
        isListening = true;
        world.coverage().onRecord(RecordType.NODE_STARTED);
        world.onNodeReady();
        for (int i = 0; i < reconnects.size(); i++) {
            planDial(i);
        }
    }

    @Override
    public void onIssuersUsable(int count) {
        world.trace().line(() -> count + " issuers can be reached");
    }

    @Override
    public void onStopped(String reason, @Nullable Throwable cause) {
        world.trace().line(() -> "the node stops: " + reason);
        world.agenda().in(world.chance().between(0, LONGEST_STOP_NS), life, this::die);
    }

    @Override
    public void raise(Alarm alarm, String member, long epoch, long counter) {
        world.trace().line(() -> "alarm " + alarm + " " + member);
        world.onAlarm(alarm);
    }

    /**
     * Whether nothing is in flight and nothing owed.
     *
     * @param mayPark whether something may wait for an operator
     */
    boolean isAtRest(boolean mayPark) {
        return isListening()
                && engine().counters().get(EngineCounter.IN_FLIGHT) == 0
                && engine().counters().get(EngineCounter.OWED) == 0
                && (mayPark || engine().counters().get(EngineCounter.PARKED) == 0);
    }

    /** An operator asks for something, if the node is up. */
    void atDesk(Consumer<DeliveryDesk> wish) {
        if (isListening()) {
            turn(() -> wish.accept(engine().desk()));
        }
    }

    /** In few words what it still has to do. */
    String unrest() {
        if (!isListening()) {
            return "the node does not listen";
        }
        Counters<EngineCounter> counts = engine().counters();
        return counts.get(EngineCounter.IN_FLIGHT) + " in flight, " + counts.get(EngineCounter.OWED) + " owed, "
                + counts.get(EngineCounter.PARKED) + " parked";
    }

    /** What this life has counted, if it came so far. */
    void tell(Coverage coverage) {
        NodeLog told = log;
        if (engine != null && told != null) {
            coverage.onNodeGone("engine", engine.counters(), EngineCounter.LEVELS);
            told.tell(coverage);
        }
    }

    private SwitchEngine engine() {
        if (engine == null) {
            throw new IllegalStateException("not recovered");
        }
        return engine;
    }

    private LinkWorkspace workspace() {
        if (workspace == null) {
            throw new IllegalStateException("not recovered");
        }
        return workspace;
    }
}
