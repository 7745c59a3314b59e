package io.wasl.bench.e2e;

import java.util.Objects;
import java.util.Optional;

/**
 * One window of one target in one round.
 *
 * @param cpu from the window's begin to its end
 * @param following where the target has a ledger that follows
 * @param jvm where the target's JVM could be asked
 */
public record Measured(
        int round, String target, LoadResult load, CpuUse cpu, Optional<Following> following, Optional<JvmUse> jvm) {

    /** An open load is held when so much of it is answered within its window. */
    private static final double HELD = 0.99;

    private static final double MICROS = 1e6;

    /**
     * The ledger behind its log.
     *
     * @param lagRecords at the window's end; -1 where the node was too busy to say
     * @param catchUpSeconds from the last answer until it had all
     * @param cpuSeconds of its threads, from before the lead-in until it had all
     */
    public record Following(long lagRecords, double catchUpSeconds, double cpuSeconds) {}

    /** What is read from a file may lack something. */
    public Measured {
        Objects.requireNonNull(target, "target is missing");
        Objects.requireNonNull(load, "load is missing");
        Objects.requireNonNull(cpu, "cpu is missing");
    }

    public boolean isValid() {
        return load.count().isGood() && load.windowAnswers() > 0;
    }

    public boolean isHeld() {
        return !(LoadShape.parse(load.shape()) instanceof LoadShape.Open open)
                || load.unsent() == 0 && load.perSecond() >= HELD * open.perSecond();
    }

    /** Microseconds of the whole target for each answer, of what ran within the window. */
    public double targetMicros() {
        return micros(cpu.target());
    }

    /** The same of one kind of thread. */
    public double micros(CpuGroup group) {
        return micros(cpu.of(group));
    }

    /** Of Wasl its loop and journal; of others, all there is. */
    public double pathMicros() {
        return Target.parse(target).isWasl() ? micros(cpu.path()) : targetMicros();
    }

    /** The ledger's, until it had all that this load has made: what one transaction costs it, whenever it is applied. */
    public double ledgerMicros() {
        return following
                .map(ledger -> ledger.cpuSeconds() * MICROS / load.count().answered())
                .orElse(micros(CpuGroup.LEDGER));
    }

    /** The whole target with all of the ledger's work in it. */
    public double wholeMicros() {
        return targetMicros() - micros(CpuGroup.LEDGER) + ledgerMicros();
    }

    /** The collector's and all else. */
    public double restMicros() {
        return micros(CpuGroup.COLLECTOR) + micros(CpuGroup.OTHER);
    }

    public double loadMicros() {
        return micros(cpu.load());
    }

    public double issuerMicros() {
        return micros(cpu.issuer());
    }

    /** Bytes for each answer that these threads allocated; NaN where that was not told. */
    public double allocated(CpuGroup group) {
        return jvm.map(use -> perAnswer(use.of(group))).orElse(Double.NaN);
    }

    /** The same of loop and journal together. */
    public double allocatedOnPath() {
        return jvm.map(use -> perAnswer(use.path())).orElse(Double.NaN);
    }

    /** The same of all threads. */
    public double allocated() {
        return jvm.map(use -> perAnswer(use.total())).orElse(Double.NaN);
    }

    private double perAnswer(long bytes) {
        return bytes / (double) load.windowAnswers();
    }

    private double micros(double seconds) {
        return seconds * MICROS / load.windowAnswers();
    }
}
