package io.wasl.sim.chaos;

import io.wasl.sim.proxy.FaultProxy;
import io.wasl.sim.proxy.Step;
import io.wasl.sim.yaml.Forms;
import io.wasl.time.RandomSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Does one fault at a time, sees to it that it was done, and heals it. Moments, lengths and victims are drawn. Owner: the
 * run.
 */
final class Storm {

    /** Of what stands still, milliseconds: around every time-out of the configuration. */
    private static final Forms.Span PAUSE_MS = new Forms.Span(200, 3_500);

    private static final Forms.Span NETWORK_MS = new Forms.Span(200, 1_200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Starts that a full disk has to bear: each takes one segment of the log's stock. */
    private static final int STARTS_ON_A_FULL_DISK = 3;

    private final ChaosSwitch node;
    private final LogDisk disk;
    private final List<FaultProxy> proxies;
    private final ChaosPlan plan;
    private final RandomSource random;

    /** What a fault was, exactly, and what became of it. */
    record Done(String what, String seen) {}

    /** @param proxies those before the switch first, then those before the issuers */
    Storm(ChaosSwitch node, LogDisk disk, List<FaultProxy> proxies, ChaosPlan plan, RandomSource random) {
        this.node = node;
        this.disk = disk;
        this.proxies = List.copyOf(proxies);
        this.plan = plan;
        this.random = random;
    }

    /** Returns when it is over and the switch is up. */
    Done perform(ChaosFault fault, Issuers issuers) throws IOException, InterruptedException {
        node.assertAlive();
        return switch (fault) {
            case KILL -> kill();
            case KILL_STARTING -> killStarting();
            case POWER_CUT -> cutPower();
            case STOP_SWITCH -> pause(fault.sentence(), List.of(node.pid()));
            case STOP_ISSUER -> stopIssuer(issuers);
            case STOP_DATABASE -> pause(fault.sentence(), databasePids());
            case DISK_FULL -> fillDisk();
            case DELAY, STALL, SPLIT, CUT, RESET, HALF_OPEN -> spoilNetwork(fault);
        };
    }

    private Done kill() throws IOException, InterruptedException {
        node.kill();
        return new Done(ChaosFault.KILL.sentence(), "ready again after " + millis(node.start()));
    }

    private Done killStarting() throws IOException, InterruptedException {
        List<Long> starts = node.startsNs();
        long afterNs = random.below(starts.get(starts.size() - 1));
        node.kill();
        boolean wasStarting = node.startAndKill(afterNs);
        String where = wasStarting ? "killed again " + millis(afterNs) + " into its start" : "killed again when ready";
        return new Done(ChaosFault.KILL_STARTING.sentence(), where + ", ready after " + millis(node.start()));
    }

    private Done cutPower() throws IOException, InterruptedException {
        boolean noticesFirst = random.below(2) == 0;
        disk.losePower();
        node.endWithItsMachine(noticesFirst);
        disk.restorePower();
        String how = noticesFirst ? ", the process sees its disk fail" : ", the process goes at once";
        return new Done(ChaosFault.POWER_CUT.sentence() + how, "ready again after " + millis(node.start()));
    }

    private Done stopIssuer(Issuers issuers) throws IOException, InterruptedException {
        int number = (int) random.below(ChaosTraffic.ISSUERS.size());
        return pause("SIGSTOP of " + ChaosTraffic.ISSUERS.get(number), List.of(issuers.pid(number)));
    }

    private List<Long> databasePids() {
        return Pause.family(plan.ledger().orElseThrow().pid().orElseThrow());
    }

    private Done pause(String what, List<Long> pids) throws IOException, InterruptedException {
        long millis = draw(PAUSE_MS);
        Pause.of(pids, Duration.ofMillis(millis));
        return new Done(what, "SIGCONT after " + millis(millis * NANOS_PER_MILLI));
    }

    /** Until it takes no new business; each start on the way takes a segment of the log's stock and gets none back. */
    private Done fillDisk() throws IOException, InterruptedException {
        disk.fill();
        boolean isFull = false;
        int starts = 0;
        try {
            for (; !isFull && starts < STARTS_ON_A_FULL_DISK; starts++) {
                node.kill();
                node.start();
                isFull = node.becomesReady(false, Duration.ofSeconds(2));
            }
            isFull = isFull || node.becomesReady(false, PATIENCE);
            TimeUnit.MILLISECONDS.sleep(draw(NETWORK_MS));
        } finally {
            disk.free();
        }
        if (!isFull || !node.becomesReady(true, PATIENCE)) {
            throw new IllegalStateException(
                    isFull ? "the switch does not resume when its disk has room again" : "the disk was never full");
        }
        return new Done(
                ChaosFault.DISK_FULL.sentence() + ", " + starts + " SIGKILLs on it", "91 meanwhile, resumed by itself");
    }

    private Done spoilNetwork(ChaosFault fault) throws InterruptedException {
        int number = (int) random.below(proxies.size());
        FaultProxy proxy = proxies.get(number);
        Step step = Step.parse(words(fault) + direction());
        proxy.apply(step);
        TimeUnit.MILLISECONDS.sleep(draw(NETWORK_MS));
        boolean leavesDeadConnections =
                fault == ChaosFault.HALF_OPEN || fault == ChaosFault.CUT || fault == ChaosFault.RESET;
        proxy.apply(Step.parse("clear"));
        if (leavesDeadConnections) {
            proxy.apply(Step.parse("rst")); // one side may never hear of it, and has no echo that would tell it
        }
        return new Done(fault.sentence(), step + " between " + side(number));
    }

    private String words(ChaosFault fault) {
        return switch (fault) {
            case DELAY -> "delay " + (1 + random.below(900)) + "ms jitter " + (1 + random.below(300)) + "ms";
            case STALL -> "stall";
            case SPLIT -> "split " + (1 + random.below(40)) + (random.below(2) == 0 ? "" : " pause 1ms");
            case CUT -> "cut";
            case RESET -> "rst";
            case HALF_OPEN -> "half-open";
            case KILL, KILL_STARTING, POWER_CUT, STOP_SWITCH, STOP_ISSUER, STOP_DATABASE, DISK_FULL ->
                throw new IllegalArgumentException(fault + " is none of the network's");
        };
    }

    private String direction() {
        return List.of("", " to-server", " to-client").get((int) random.below(3));
    }

    private static String side(int number) {
        int acquirers = Acquirers.NAMES.size();
        return number < acquirers
                ? Acquirers.NAMES.get(number) + " and the switch"
                : "the switch and " + ChaosTraffic.ISSUERS.get(number - acquirers);
    }

    private long draw(Forms.Span span) {
        return span.low() + random.below(span.high() - span.low() + 1);
    }

    private static String millis(long nanos) {
        return nanos / NANOS_PER_MILLI + " ms";
    }
}
