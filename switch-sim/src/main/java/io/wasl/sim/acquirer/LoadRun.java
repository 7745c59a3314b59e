package io.wasl.sim.acquirer;

import io.wasl.iso.Version;
import io.wasl.sim.net.FramedLoop;
import io.wasl.time.EpochClock;
import io.wasl.time.RandomSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Drives one {@link AcquirerHost} at a pace, from connecting to the last settled payment.
 *
 * <p>Everything private runs on the loop; {@link #run} blocks its caller.
 */
public final class LoadRun {

    /** Payments open at once in an open loop; one more is not sent and counted so. */
    static final int IN_FLIGHT_CAPACITY = 65_536;

    private static final long TICK_NS = 5_000_000L;
    /** Waits for all connections this long, then starts with what there is; gives up without any after the second. */
    private static final long ALL_CONNECTED_NS = 3_000_000_000L;

    private static final long ANY_CONNECTED_NS = 10_000_000_000L;
    private static final long PROGRESS_MILLIS = 200;

    private final FramedLoop loop;
    private final LoadPlan plan;
    private final RandomSource random;
    private final AcquirerBook book;
    private final PaymentMessages messages;
    private final AcquirerHost host;
    private final AcquirerConnections connections;
    private final CompletableFuture<LoadReport> result = new CompletableFuture<>();

    private long bornNs;
    private long startNs;
    private boolean started;
    private boolean pumping;
    private boolean pumpPlanned;
    private long stopNs;
    private double nextDueNs;
    private long offered;
    /** Of these, before the end of the warm-up. */
    private long offeredWarm;

    private volatile boolean stopRequested;

    /**
     * How a run stands.
     *
     * @param answered payments that have their first answer
     */
    public record Progress(
            double seconds,
            long payments,
            long answered,
            long inFlight,
            int connections,
            long approved,
            long declined,
            long other,
            long faults,
            boolean settling) {}

    /**
     * @param clock for DE 7; latency and pace use the loop's own clock
     * @param random makes traffic, gaps and keys; the same seed makes the same traffic
     */
    public LoadRun(FramedLoop loop, LoadPlan plan, EpochClock clock, RandomSource random) {
        this.loop = loop;
        this.plan = plan;
        this.random = random;
        book = new AcquirerBook(plan.keepsPayments());
        Version version = plan.format().dialect().version();
        var keys = new KeySequence(clock, version, random);
        messages = new PaymentMessages(keys, version, random);
        host = new AcquirerHost(loop.clock(), plan.duty(), messages, book, random, payment -> onEnded());
        connections = new AcquirerConnections(loop, keys, random, plan.signOn(), host);
        host.attach(connections);
    }

    /** The book; read it after {@link #run} has returned. */
    public AcquirerBook book() {
        return book;
    }

    /** Starts no more payments and settles what is open. Any thread. */
    public void stop() {
        stopRequested = true;
    }

    /**
     * Connects, sends, settles.
     *
     * @param progress told five times a second on the calling thread
     * @throws InterruptedException if the caller is interrupted while it waits
     * @throws IllegalStateException if the simulator itself failed
     */
    public LoadReport run(Consumer<Progress> progress) throws InterruptedException {
        loop.execute(() -> {
            bornNs = loop.clock().nanoTime();
            connections.open(plan.targets(), plan.format(), plan.connections());
            tick();
        });
        while (true) {
            try {
                LoadReport report = result.get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
                rethrow();
                return report;
            } catch (TimeoutException e) {
                rethrow();
                progress.accept(loop.call(this::snapshot));
            } catch (ExecutionException e) {
                throw new IllegalStateException("the load generator failed", e.getCause());
            }
        }
    }

    private void rethrow() {
        loop.failure().ifPresent(cause -> {
            throw new IllegalStateException("the load generator failed", cause);
        });
    }

    private void tick() {
        long nowNs = loop.clock().nanoTime();
        if (!started) {
            startWhenConnected(nowNs);
        } else {
            host.tick(nowNs);
            if (isOver(nowNs) && settle(nowNs)) {
                return;
            }
        }
        if (!result.isDone()) {
            loop.schedule(TICK_NS, this::tick);
        }
    }

    private void startWhenConnected(long nowNs) {
        int usable = connections.usable();
        long waitedNs = nowNs - bornNs;
        if (usable == connections.size() || usable > 0 && waitedNs > ALL_CONNECTED_NS) {
            started = true;
            startNs = nowNs;
            host.measureFrom(startNs + plan.span().warmUp().toNanos());
            nextDueNs = 0;
            pump();
        } else if (waitedNs > ANY_CONNECTED_NS || stopRequested) {
            connections.close();
            result.complete(report(List.of("no connection to " + plan.targets())));
        }
    }

    private boolean settle(long nowNs) {
        if (stopNs == 0) {
            stopNs = nowNs;
        }
        boolean late = nowNs - stopNs > plan.duty().settle().toNanos();
        if (!late && !host.isSettled(nowNs)) {
            return false;
        }
        pumping = true;
        host.giveUp();
        connections.close();
        result.complete(report(host.faults().sentences()));
        return true;
    }

    private boolean isOver(long nowNs) {
        return stopRequested
                || offered >= plan.span().count()
                || nowNs - startNs >= plan.span().totalNs();
    }

    private void onEnded() {
        if (plan.pace() instanceof Pace.ClosedLoop) {
            planPump(0);
        }
    }

    private void planPump(long delayNs) {
        if (!pumpPlanned) {
            pumpPlanned = true;
            loop.schedule(delayNs, () -> {
                pumpPlanned = false;
                pump();
            });
        }
    }

    /** Starts every payment that is due. */
    private void pump() {
        if (pumping || result.isDone()) {
            return;
        }
        pumping = true;
        long nowNs = loop.clock().nanoTime();
        if (plan.pace() instanceof Pace.OpenLoop open) {
            pumpOpen(open, nowNs);
        } else if (plan.pace() instanceof Pace.ClosedLoop closed) {
            pumpClosed(closed, nowNs);
        }
        pumping = false;
    }

    private void pumpOpen(Pace.OpenLoop open, long nowNs) {
        long elapsedNs = nowNs - startNs;
        long lastDueNs = plan.span().totalNs();
        while (nextDueNs <= elapsedNs
                && nextDueNs < lastDueNs
                && offered < plan.span().count()
                && !stopRequested) {
            offer(startNs + (long) nextDueNs);
            nextDueNs += open.gapNs(random);
        }
        if (nextDueNs < lastDueNs && offered < plan.span().count() && !stopRequested) {
            long waitNs = startNs + (long) nextDueNs - loop.clock().nanoTime();
            planPump(Math.max(0, waitNs));
        }
    }

    private void pumpClosed(Pace.ClosedLoop closed, long nowNs) {
        while (host.inFlight() < closed.window() && !isOver(nowNs) && connections.usable() > 0) {
            offer(nowNs);
        }
        if (connections.usable() == 0 && !isOver(nowNs)) {
            planPump(TICK_NS);
        }
    }

    private void offer(long dueNs) {
        offered++;
        if (dueNs - startNs < plan.span().warmUp().toNanos()) {
            offeredWarm++;
        }
        Payment payment = messages.payment(plan.mix().draw(random), dueNs);
        if (host.inFlight() >= IN_FLIGHT_CAPACITY) {
            host.refuse(payment);
        } else {
            host.start(payment);
        }
    }

    private Progress snapshot() {
        long nowNs = loop.clock().nanoTime();
        long approved = book.count(PaymentState.APPROVED);
        long declined = book.count(PaymentState.DECLINED);
        long ended = book.states().values().stream().mapToLong(Long::longValue).sum();
        long faults = host.faults().counts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        double seconds = started ? (nowNs - startNs) / 1e9 : 0;
        return new Progress(
                seconds,
                offered,
                host.answered(),
                host.inFlight(),
                connections.usable(),
                approved,
                declined,
                ended - approved - declined,
                faults,
                stopNs != 0);
    }

    private LoadReport report(List<String> examples) {
        Histogram micros = host.latencyMicros();
        boolean none = micros.getTotalCount() == 0;
        var latency = new LoadReport.Latency(
                micros.getTotalCount(),
                none ? 0 : micros.getMean(),
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(90),
                micros.getValueAtPercentile(99),
                micros.getValueAtPercentile(99.9),
                micros.getValueAtPercentile(99.99),
                micros.getMaxValue());
        double seconds = started ? (stopNs - startNs) / 1e9 : 0;
        double warmUpSeconds = Math.min(seconds, plan.span().warmUp().toNanos() / 1e9);
        return new LoadReport(
                warmUpSeconds,
                offeredWarm,
                seconds - warmUpSeconds,
                offered,
                host.messagesSent(),
                host.repeatsSent(),
                host.reversalsSent(),
                connections.lost(),
                book.states(),
                book.outcomes(),
                book.net().byCurrency(),
                latency,
                host.faults().counts(),
                examples);
    }
}
