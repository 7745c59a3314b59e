package io.wasl.bench.report;

import io.wasl.bench.e2e.JvmUse;
import io.wasl.bench.e2e.LoadResult;
import io.wasl.bench.e2e.LoadShape;
import io.wasl.bench.e2e.Measured;
import io.wasl.bench.e2e.Results;
import io.wasl.bench.e2e.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * Something that the switch is to reach, of a kind. Every kind is judged by medians over rounds, and is missed when a round of its
 * target was not counted or did not hold its rate, whatever the figure.
 */
sealed interface Goal {

    /** As the goal says it, without a figure. */
    String words();

    /** By the first run that can tell; empty when this one cannot. */
    Optional<Verdict> judge(MeasuredRun run);

    default Verdict judge(List<MeasuredRun> runs) {
        return runs.stream()
                .filter(MeasuredRun::isPlain)
                .flatMap(run -> judge(run).stream())
                .findFirst()
                .orElseGet(() -> notMeasured(""));
    }

    default Verdict notMeasured(String beside) {
        return new Verdict(words(), Words.NONE, Verdict.Reached.NOT_MEASURED, beside, Words.NONE);
    }

    /** Judges what was measured, with the rounds of the target in mind. */
    default Verdict verdict(MeasuredRun run, Target target, LoadShape shape, boolean isKept, String said, String more) {
        var rounds = new Rounds(run, target, shape);
        return new Verdict(
                words(),
                said,
                isKept && rounds.areSound() ? Verdict.Reached.YES : Verdict.Reached.NO,
                Rounds.join(more, rounds.remark()),
                run.command());
    }

    /** {@code wasl, 64 in flight: }. */
    static String about(Target target, LoadShape shape) {
        return target.word() + ", " + shape.title() + ": ";
    }

    /** Nothing of this shape is more than so many times what another target takes. */
    record Ratio(String what, Target target, Target to, LoadShape shape, ToDoubleFunction<Measured> figure, Bound bound)
            implements Goal {

        @Override
        public String words() {
            return about(target, shape) + what + " " + bound + " × " + to.word();
        }

        @Override
        public Optional<Verdict> judge(MeasuredRun run) {
            OptionalDouble ratio = run.results().ratio(target, to, shape, figure);
            return ratio.isEmpty()
                    ? Optional.empty()
                    : Optional.of(verdict(
                            run,
                            target,
                            shape,
                            bound.isKept(ratio.getAsDouble()),
                            Words.hundredths(ratio) + " × " + to.word(),
                            new Rounds(run, to, shape).remarkOfPeer()));
        }
    }

    /** The same beside both forms of the jPOS switch; the stricter one decides, the other is told. */
    record ToJpos(String what, Target target, LoadShape shape, ToDoubleFunction<Measured> figure, Bound bound)
            implements Goal {

        @Override
        public String words() {
            return about(target, shape) + what + " " + bound + " × jPOS";
        }

        @Override
        public Optional<Verdict> judge(MeasuredRun run) {
            OptionalDouble batched = run.results().ratio(target, Target.JPOS, shape, figure);
            OptionalDouble plain = run.results().ratio(target, Target.JPOS_PLAIN, shape, figure);
            if (batched.isEmpty() && plain.isEmpty()) {
                return Optional.empty();
            }
            boolean isByBatched = plain.isEmpty()
                    || batched.isPresent() && bound.isStricter(batched.getAsDouble(), plain.getAsDouble());
            OptionalDouble judged = isByBatched ? batched : plain;
            OptionalDouble other = isByBatched ? plain : batched;
            Target judgedBy = isByBatched ? Target.JPOS : Target.JPOS_PLAIN;
            Target otherForm = isByBatched ? Target.JPOS_PLAIN : Target.JPOS;
            return Optional.of(verdict(
                    run,
                    target,
                    shape,
                    bound.isKept(judged.getAsDouble()),
                    Words.hundredths(judged) + " × " + judgedBy.word(),
                    Rounds.join(
                            other.isEmpty()
                                    ? otherForm.word() + " not measured"
                                    : Words.hundredths(other) + " × " + otherForm.word(),
                            new Rounds(run, judgedBy, shape).remarkOfPeer(),
                            new Rounds(run, otherForm, shape).remarkOfPeer())));
        }
    }

    /** So many microseconds above the relay's, at most. */
    record OverRelay(String what, Target target, LoadShape shape, ToDoubleFunction<Measured> figure, double most)
            implements Goal {

        @Override
        public String words() {
            return String.format(Locale.ROOT, "%s%s ≤ relay's + %.1f µs", about(target, shape), what, most);
        }

        @Override
        public Optional<Verdict> judge(MeasuredRun run) {
            OptionalDouble over = run.results()
                    .paired(
                            target,
                            Target.RELAY,
                            shape,
                            (one, relay) -> figure.applyAsDouble(one) - figure.applyAsDouble(relay));
            return over.isEmpty()
                    ? Optional.empty()
                    : Optional.of(verdict(
                            run,
                            target,
                            shape,
                            over.getAsDouble() <= most,
                            String.format(
                                    Locale.ROOT,
                                    "relay's %s %.2f µs",
                                    over.getAsDouble() < 0 ? "-" : "+",
                                    Math.abs(over.getAsDouble())),
                            new Rounds(run, Target.RELAY, shape).remarkOfPeer()));
        }
    }

    /**
     * A durable answer takes what one that forgets takes (or may take, where that is less), some forces of this disk and a little more.
     *
     * @param relayTimes what the one that forgets may take of the relay's
     */
    record DurableP50(Target target, LoadShape shape, double relayTimes, int forces, long moreNs) implements Goal {

        @Override
        public String words() {
            return about(target, shape) + "p50 ≤ wasl-volatile's + " + forces + " × this disk's force + "
                    + Words.latency(moreNs);
        }

        @Override
        public Optional<Verdict> judge(MeasuredRun run) {
            Results results = run.results();
            OptionalDouble over =
                    results.paired(target, Target.WASL_VOLATILE, shape, (one, other) -> p50(one) - p50(other));
            OptionalDouble overRelay =
                    results.paired(target, Target.RELAY, shape, (one, relay) -> p50(one) - relayTimes * p50(relay));
            if (over.isEmpty()) {
                return Optional.empty();
            }
            double judged = Math.max(over.getAsDouble(), overRelay.orElse(over.getAsDouble()));
            double most = (double) forces * run.e2e().disk().p50Ns() + moreNs;
            return Optional.of(verdict(
                    run,
                    target,
                    shape,
                    judged <= most,
                    "+ " + Words.latency(Math.max(0, judged)) + " (limit + " + Words.latency(most) + ")",
                    Rounds.join(
                            "p50 " + Words.latency(results.median(target, shape, DurableP50::p50)),
                            "this disk's force p50 "
                                    + Words.latency(run.e2e().disk().p50Ns()),
                            new Rounds(run, Target.WASL_VOLATILE, shape).remarkOfPeer(),
                            new Rounds(run, Target.RELAY, shape).remarkOfPeer())));
        }

        private static double p50(Measured one) {
            return one.load().latencyNs(LoadResult.P50);
        }
    }

    /**
     * A rate is held, in windows of so many seconds.
     *
     * @param option of the target's JVM that the run must have; empty for a plain one
     */
    record Held(Target target, LoadShape shape, int seconds, String option) implements Goal {

        @Override
        public String words() {
            return about(target, shape) + "held"
                    + (seconds == 0 ? "" : " for " + seconds + " s")
                    + (option.isEmpty() ? "" : " within " + option);
        }

        /** The run with the longest windows decides. */
        @Override
        public Verdict judge(List<MeasuredRun> runs) {
            return runs.stream()
                    .filter(run -> option.isEmpty()
                            ? run.isPlain()
                            : run.e2e().plan().targetOptions().equals(List.of(option)))
                    .filter(run -> !run.results().of(target, shape).isEmpty())
                    .max(Comparator.comparingDouble(run -> run.e2e().plan().seconds()))
                    .flatMap(this::judge)
                    .orElseGet(() -> notMeasured(""));
        }

        @Override
        public Optional<Verdict> judge(MeasuredRun run) {
            OptionalDouble held =
                    run.results().median(target, shape, one -> one.load().perSecond());
            double windows = run.e2e().plan().seconds();
            boolean isLong = windows >= seconds;
            String said = Words.count(held) + "/s in windows of " + String.format(Locale.ROOT, "%.0f s", windows);
            Verdict verdict = verdict(run, target, shape, true, said, "");
            boolean isOpen = verdict.reached() == Verdict.Reached.YES && !isLong;
            return Optional.of(
                    isOpen
                            ? new Verdict(
                                    words(),
                                    said,
                                    Verdict.Reached.NOT_MEASURED,
                                    Rounds.join("the windows are too short to tell", verdict.beside()),
                                    verdict.command())
                            : verdict);
        }
    }

    /** Loop and journal allocate no more than so many bytes a transaction. */
    record Allocated(Target target, LoadShape shape, int most) implements Goal {

        @Override
        public String words() {
            return about(target, shape) + "loop and journal allocate ≤ " + most + " B a transaction";
        }

        @Override
        public Optional<Verdict> judge(MeasuredRun run) {
            OptionalDouble bytes = run.results().median(target, shape, Measured::allocatedOnPath);
            return bytes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(verdict(
                            run,
                            target,
                            shape,
                            bytes.getAsDouble() <= most,
                            Words.tenths(bytes) + " B",
                            "whole process " + Words.tenths(run.results().median(target, shape, Measured::allocated))
                                    + " B"));
        }
    }

    /** No pause in any window of any plain run, whether it was counted or not; a window of which the JVM told nothing misses it. */
    record LongestPause(Target target, long mostNs) implements Goal {

        @Override
        public String words() {
            return target.word() + ", any load: no pause of the JVM over " + Words.latency(mostNs);
        }

        @Override
        public Verdict judge(List<MeasuredRun> runs) {
            List<MeasuredRun> plain = runs.stream()
                    .filter(MeasuredRun::isPlain)
                    .filter(run -> run.targets().contains(target))
                    .toList();
            Optional<Verdict> worst = plain.stream()
                    .filter(run -> longest(run).isPresent())
                    .max(Comparator.comparingLong(run -> longest(run).orElse(0)))
                    .flatMap(this::judge);
            if (worst.isEmpty()) {
                return notMeasured("");
            }
            Verdict said = worst.get();
            long silent = plain.stream().mapToLong(this::silentWindows).sum();
            return new Verdict(
                    words(),
                    said.measured(),
                    silent == 0 ? said.reached() : Verdict.Reached.NO,
                    Rounds.join(
                            said.beside(),
                            silent == 0
                                    ? ""
                                    : "the JVM told nothing of " + silent + (silent == 1 ? " window" : " windows"),
                            plain.size() == 1 ? "" : "longest of " + plain.size() + " runs"),
                    said.command());
        }

        @Override
        public Optional<Verdict> judge(MeasuredRun run) {
            Optional<LoadShape> worst = run.shapes().stream()
                    .filter(shape -> longest(run, shape).isPresent())
                    .max(Comparator.comparingLong(shape -> longest(run, shape).orElse(0)));
            return worst.map(shape -> {
                JvmUse jvm = run.results().longestPause(target, shape).orElseThrow();
                return new Verdict(
                        words(),
                        Words.latency(jvm.longestPauseNs()),
                        jvm.longestPauseNs() <= mostNs ? Verdict.Reached.YES : Verdict.Reached.NO,
                        Rounds.join(
                                (jvm.pauses() == 0 ? "" : jvm.longestPause() + ", ") + shape.title(),
                                String.join(", ", jvm.collectors())),
                        run.command());
            });
        }

        private long silentWindows(MeasuredRun run) {
            return run.e2e().measured().stream()
                    .filter(one ->
                            one.target().equals(target.word()) && one.jvm().isEmpty())
                    .count();
        }

        /** Empty where no JVM told. */
        private OptionalLong longest(MeasuredRun run) {
            return run.shapes().stream()
                    .flatMapToLong(shape -> longest(run, shape).stream())
                    .max();
        }

        private OptionalLong longest(MeasuredRun run, LoadShape shape) {
            return run.results().longestPause(target, shape).stream()
                    .mapToLong(JvmUse::longestPauseNs)
                    .max();
        }
    }
}
