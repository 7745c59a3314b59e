package io.wasl.sim.chaos;

import io.wasl.time.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The switch, life after life, on the same folders and ports. Owner: the run. */
final class ChaosSwitch {

    private static final Pattern READY = Pattern.compile(" is ready: ");
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 50;

    private final Children children;
    private final Path configuration;
    private final NanoClock clock;
    private final NodePages pages;
    private final List<Long> startsNs = new ArrayList<>();
    private @Nullable Child life;
    private long kills;

    ChaosSwitch(Children children, Path configuration, int adminPort, NanoClock clock) {
        this.children = children;
        this.configuration = configuration;
        this.clock = clock;
        pages = new NodePages(adminPort);
    }

    /** Starts it and waits until its listeners are open; how long that took. */
    long start() throws IOException, InterruptedException {
        Child started = launch();
        long begunNs = clock.nanoTime();
        started.awaitReady(START_PATIENCE);
        long tookNs = clock.nanoTime() - begunNs;
        startsNs.add(tookNs);
        return tookNs;
    }

    private Child launch() throws IOException {
        Child started =
                children.start("switch", "-Xmx512m", READY, List.of("run", "--config", configuration.toString()));
        life = started;
        return started;
    }

    /**
     * A start that is killed so long after it has begun.
     *
     * @return whether that was before it was ready
     */
    boolean startAndKill(long afterNs) throws IOException, InterruptedException {
        boolean isReady = launch().isReadyWithin(Duration.ofNanos(afterNs));
        kill();
        return !isReady;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        life().kill();
        kills++;
    }

    /** The machine's power is gone: it ends by itself when it notices, or with the machine. */
    void endWithItsMachine(boolean noticesFirst) throws InterruptedException {
        Child dying = life();
        boolean hasNoticed = noticesFirst && dying.hasEndedWithin(LogDisk.NOTICED_WITHIN);
        if (!hasNoticed) {
            dying.killQuietly();
        }
        dying.awaitEnd(DRAIN_PATIENCE);
    }

    /** SIGTERM; everything in flight must end in good order. */
    void drain() throws InterruptedException {
        Child draining = life();
        draining.terminate();
        int status = draining.awaitEnd(DRAIN_PATIENCE);
        if (status != 0) {
            throw draining.failed("drained with status " + status);
        }
    }

    /**
     * @throws IllegalStateException if it has ended by itself
     */
    void assertAlive() {
        Child running = life();
        if (!running.isAlive()) {
            throw running.failed(running.ended());
        }
    }

    boolean isReady() throws InterruptedException {
        return pages.isReady();
    }

    /** Waits until it takes business again; false when it does not. */
    boolean becomesReady(boolean ready, Duration patience) throws InterruptedException {
        long begunNs = clock.nanoTime();
        while (pages.isReady() != ready) {
            if (clock.nanoTime() - begunNs > patience.toNanos()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }

    /** Waits until nothing is in flight or owed and the ledger has all of it; how long that took. */
    long awaitSettled(Duration patience) throws InterruptedException {
        long begunNs = clock.nanoTime();
        while (!pages.isSettled()) {
            assertAlive();
            if (clock.nanoTime() - begunNs > patience.toNanos()) {
                throw life().failed("does not come to rest: " + pages.standing());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return clock.nanoTime() - begunNs;
    }

    long metric(String name) throws InterruptedException {
        return pages.metric(name);
    }

    long pid() {
        return life().pid();
    }

    /** Lives that ended by SIGKILL alone. */
    long kills() {
        return kills;
    }

    /** From a process's start to open listeners, of all that came so far; unsorted. */
    List<Long> startsNs() {
        return Collections.unmodifiableList(startsNs);
    }

    private Child life() {
        if (life == null) {
            throw new IllegalStateException("the switch has not been started");
        }
        return life;
    }
}
