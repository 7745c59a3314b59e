package io.wasl.link.netty;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.wasl.link.CloseCause;
import io.wasl.link.LinkCounter;
import io.wasl.link.LinkWorkspace;
import io.wasl.metric.Counters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that carries all sockets and the engine, and the order of things in each of its turns.
 *
 * <pre>
 *   wake-up ─► reads of all links, ticks, tasks ─► listener.onTurnEnd ─► one write a link ─► deliveries told
 *              (each arms the turn's end)          (engine commits, may send)                (engine may send: next turn)
 * </pre>
 *
 * Owner: its own thread, except where a method says otherwise.
 */
final class LinkLoop implements Executor, Outbound.Turn {

    /** Fine enough for deadlines of seconds, coarse enough to cost nothing. */
    static final long BUSY_TICK_MS = 5;

    /** With nothing pending; also for the links' own timers (echo, sign-on), which are counted in seconds. */
    static final long IDLE_TICK_MS = 50;

    /**
     * What all links together may hold for slow peers before each is cut to a small share: a buffer may be twice as large
     * as what is in it, and the direct memory set aside for network and journal is 256 MiB.
     */
    static final long ALL_LINKS_WRITE_BYTES = 96L << 20;

    private static final long STOP_TIMEOUT_MS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(LinkLoop.class);

    final LinkSettings settings;
    final Counters<LinkCounter> counters = new Counters<>(LinkCounter.class);
    final LinkWorkspace workspace;

    private final LoopHooks hooks;
    private final MultiThreadIoEventLoopGroup group;
    private final SingleThreadEventLoop eventLoop;
    private final Runnable turnEnd = this::endTurn;
    private final Runnable tick = this::tick;
    private final Ticker ticker;
    private final Set<LinkPipeline> open = new LinkedHashSet<>();
    private final CompletableFuture<Void> allClosed = new CompletableFuture<>();

    /** Links with something to hand over or to tell in this turn, and those of the turn before, swapped. */
    private List<Outbound> dirty = new ArrayList<>();

    private List<Outbound> flushed = new ArrayList<>();
    /** Used again for the same task: the journal has one and tells it after each force. */
    private volatile @Nullable GuardedTask newestTask;

    private long lastConnectionId;
    private long heldBytes;
    private boolean turnEndArmed;
    private boolean traffic;
    private long linksTickedNs;
    private boolean stopping;

    LinkLoop(LinkSettings settings, LoopHooks hooks) {
        this.settings = settings;
        this.hooks = hooks;
        workspace = new LinkWorkspace(
                hooks.listener(),
                settings.wallClock(),
                counters,
                settings.limits().maxFrameBytes());
        group = new MultiThreadIoEventLoopGroup(
                1,
                (ThreadFactory) task -> new FastThreadLocalThread(task, "wasl-loop"),
                settings.sockets().handlerFactory());
        eventLoop = (SingleThreadEventLoop) group.next();
        ticker = new Ticker(() -> eventLoop.execute(tick), IDLE_TICK_MS);
        ticker.start();
    }

    /** Any thread: runs a task on the loop, with a turn's end behind it. */
    @Override
    public void execute(Runnable task) {
        GuardedTask guarded = newestTask;
        if (guarded == null || guarded.task != task) {
            guarded = new GuardedTask(task);
            newestTask = guarded;
        }
        eventLoop.execute(guarded);
    }

    /** With a turn's end behind it. */
    private final class GuardedTask implements Runnable {

        private final Runnable task;

        private GuardedTask(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            guard(task);
            armTurnEnd();
        }
    }

    /** Any thread. */
    void schedule(Runnable task, long delayNs) {
        // Nobody waits for it: what fails in the task is a fault, what is due after the stop is not needed.
        Future<?> unused = eventLoop.schedule(() -> guard(task), delayNs, TimeUnit.NANOSECONDS);
    }

    /** Any thread. */
    boolean isCurrentThread() {
        return eventLoop.inEventLoop();
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    long nowNs() {
        return settings.nanoClock().nanoTime();
    }

    long nextConnectionId() {
        return ++lastConnectionId;
    }

    void opened(LinkPipeline link) {
        open.add(link);
    }

    void closed(LinkPipeline link) {
        open.remove(link);
        armTurnEnd();
        checkAllClosed();
    }

    /** Something was received. */
    void onTraffic() {
        traffic = true;
        armTurnEnd();
    }

    @Override
    public void markDirty(Outbound outbound) {
        if (!outbound.isDirty) {
            outbound.isDirty = true;
            dirty.add(outbound);
            armTurnEnd();
        }
    }

    @Override
    public void hold(int bytes) {
        heldBytes += bytes;
    }

    @Override
    public boolean isCrowded() {
        return heldBytes > ALL_LINKS_WRITE_BYTES;
    }

    void fault(Throwable fault) {
        LOG.error("fault on the loop: {}", Faults.describe(fault));
        hooks.fault().onFault(fault);
    }

    /** Any thread: signs off or closes every link and takes no new one; done when all are gone. */
    CompletableFuture<Void> signOffAll() {
        execute(() -> {
            stopping = true;
            long nowNs = nowNs();
            open.forEach(link -> link.session().signOff(nowNs));
            checkAllClosed();
        });
        return allClosed;
    }

    /** Any thread: closes every link at once. */
    CompletableFuture<Void> closeAll() {
        execute(() -> {
            stopping = true;
            open.forEach(link -> link.session().closeFor(CloseCause.STOPPED, ""));
            checkAllClosed();
        });
        return allClosed;
    }

    boolean isStopping() {
        return stopping;
    }

    /** Any thread but the loop's. */
    void shutDown() {
        ticker.stop();
        group.shutdownGracefully(0, STOP_TIMEOUT_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private void checkAllClosed() {
        if (stopping && open.isEmpty()) {
            allClosed.complete(null);
        }
    }

    private void tick() {
        guard(() -> {
            long nowNs = nowNs();
            boolean pending = hooks.tick().onTick(nowNs);
            if (nowNs - linksTickedNs >= TimeUnit.MILLISECONDS.toNanos(IDLE_TICK_MS)) {
                linksTickedNs = nowNs;
                open.forEach(link -> link.session().onTick(nowNs));
            }
            ticker.onTick(pending || traffic ? BUSY_TICK_MS : IDLE_TICK_MS);
            traffic = false;
            counters.set(LinkCounter.WAITING_BYTES, heldBytes);
        });
        armTurnEnd();
    }

    private void armTurnEnd() {
        if (!turnEndArmed) {
            turnEndArmed = true;
            eventLoop.executeAfterEventLoopIteration(turnEnd);
        }
    }

    private void endTurn() {
        try {
            hooks.listener().onTurnEnd(nowNs());
            flushDirty();
            turnEndArmed = false;
            tellDelivered();
        } catch (RuntimeException | Error fault) {
            turnEndArmed = false;
            fault(fault);
        }
    }

    private void flushDirty() {
        for (int i = 0; i < dirty.size(); i++) {
            dirty.get(i).endTurn();
        }
    }

    /** What is sent from in here belongs to the next turn, whose end comes right after this one. */
    private void tellDelivered() {
        List<Outbound> telling = dirty;
        dirty = flushed;
        flushed = telling;
        for (int i = 0; i < telling.size(); i++) {
            Outbound outbound = telling.get(i);
            outbound.isDirty = false;
            outbound.tellDelivered();
        }
        telling.clear();
    }

    /** What fails here belongs to no one link: the node cannot go on with half of a turn done. */
    private void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error fault) {
            fault(fault);
        }
    }
}
