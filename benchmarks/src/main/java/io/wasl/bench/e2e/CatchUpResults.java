package io.wasl.bench.e2e;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What authorizations take while the ledger catches up, beside what they take without one. */
final class CatchUpResults {

    /**
     * One target in one round.
     *
     * @param following the rate alone: the ledger, if there is one, has all
     * @param afterPeak the same rate straight after more than a ledger can follow
     * @param lagBefore records behind when that began, its lead-in included; -1 without a ledger
     * @param overSeconds from there to the window's end
     */
    record One(Measured following, Measured afterPeak, long lagBefore, double overSeconds) {

        Target target() {
            return Target.parse(following.target());
        }

        boolean isValid() {
            return following.isValid() && afterPeak.isValid();
        }

        /** Records behind when the window ended; -1 where that is not known. */
        long lagAfter() {
            return afterPeak.following().map(Measured.Following::lagRecords).orElse(-1L);
        }

        /** Whether the ledger was catching up for all of the window: what is behind only shrinks at such a rate. */
        boolean wasBehindThroughout() {
            return lagBefore > 0 && lagAfter() > 0;
        }

        /** Records a second by which what is behind shrank, so applied beyond what this rate has made. */
        double gainedPerSecond() {
            return (lagBefore - lagAfter()) / overSeconds;
        }
    }

    private final List<One> all;

    CatchUpResults(List<One> all) {
        this.all = List.copyOf(all);
    }

    /**
     * How many times that latency is what it is without a ledger, at the same rate and with nothing to catch up: the median over
     * rounds that count, while the ledger caught up and while it only followed.
     */
    OptionalDouble catchingUp(Target target, String percentile) {
        return ratio(
                target, percentile, one -> one.wasBehindThroughout() ? latency(one.afterPeak, percentile) : Double.NaN);
    }

    OptionalDouble following(Target target, String percentile) {
        return ratio(target, percentile, one -> latency(one.following, percentile));
    }

    private OptionalDouble ratio(Target target, String percentile, ToDoubleFunction<One> figure) {
        return Results.median(of(target).stream()
                .filter(One::isValid)
                .flatMapToDouble(one -> of(Target.WASL_NO_LEDGER).stream()
                        .filter(other -> other.isValid() && other.following.round() == one.following.round())
                        .mapToDouble(other -> figure.applyAsDouble(one) / latency(other.following, percentile)))
                .filter(Double::isFinite)
                .toArray());
    }

    List<One> of(Target target) {
        return all.stream().filter(one -> one.target() == target).toList();
    }

    /** All answered, and the ledger behind in each window that is to tell what catching up costs. */
    boolean areValid() {
        return all.stream().allMatch(one -> one.isValid() && (!one.target().hasLedger() || one.wasBehindThroughout()));
    }

    private static double latency(Measured one, String percentile) {
        return one.load().latencyNs(percentile);
    }
}
