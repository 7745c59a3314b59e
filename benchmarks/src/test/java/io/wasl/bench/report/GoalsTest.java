package io.wasl.bench.report;

import static io.wasl.bench.e2e.Target.JPOS;
import static io.wasl.bench.e2e.Target.JPOS_PLAIN;
import static io.wasl.bench.e2e.Target.RELAY;
import static io.wasl.bench.e2e.Target.WASL;
import static io.wasl.bench.e2e.Target.WASL_APART;
import static io.wasl.bench.e2e.Target.WASL_NO_LEDGER;
import static io.wasl.bench.e2e.Target.WASL_VOLATILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wasl.bench.e2e.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoalsTest {

    private static final String SMALL_HEAP = "wasl-no-ledger, 10,000 a second: held within -Xmx128m";

    private static List<String> missed(MadeUpRun... runs) {
        return named(Verdict.Reached.NO, runs);
    }

    private static List<String> named(Verdict.Reached reached, MadeUpRun... runs) {
        return judged(runs).stream()
                .filter(one -> one.reached() == reached)
                .map(Verdict::goal)
                .toList();
    }

    private static List<Verdict> judged(MadeUpRun... runs) {
        return Goals.judge(Arrays.stream(runs).map(MadeUpRun::run).toList());
    }

    private static Verdict verdict(String goal, MadeUpRun... runs) {
        return judged(runs).stream()
                .filter(one -> one.goal().equals(goal))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldReachAllThatOneRunCanTell() {
        assertThat(missed(MadeUpRun.good())).isEmpty();
        assertThat(named(Verdict.Reached.NOT_MEASURED, MadeUpRun.good())).containsExactly(SMALL_HEAP);
        assertThat(judged(MadeUpRun.good()))
                .allSatisfy(one -> assertThat(one.reached() == Verdict.Reached.NOT_MEASURED
                                || one.command().equals("./wasl bench e2e --json e2e.json"))
                        .isTrue());
    }

    static Stream<Arguments> worse() {
        return Stream.concat(ofClosedLoads(), ofLatencyRateAndMemory());
    }

    private static Stream<Arguments> ofClosedLoads() {
        return Stream.of(
                worse(
                        WASL,
                        "closed:64",
                        one -> one.withPath(6.1),
                        "wasl, 64 in flight: CPU of loop and journal ≤ 0.1 × jPOS"),
                worse(
                        WASL,
                        "closed:64",
                        one -> one.withLedger(15.1),
                        "wasl, 64 in flight: CPU of the whole process ≤ 0.33 × jPOS"),
                worse(
                        WASL_VOLATILE,
                        "closed:64",
                        one -> one.withPath(3.1),
                        "wasl-volatile, 64 in flight: CPU ≤ 1.5 × relay"),
                worse(
                        WASL_VOLATILE,
                        "closed:1024",
                        one -> one.withPath(2.3),
                        "wasl-volatile, 1,024 in flight: CPU ≤ relay's + 1.2 µs"),
                worse(
                        WASL_NO_LEDGER,
                        "closed:1024",
                        one -> one.withPerSecond(119_000),
                        "wasl-no-ledger, 1,024 in flight: throughput ≥ 6 × jPOS"),
                worse(
                        WASL,
                        "closed:1024",
                        one -> one.withPerSecond(59_000),
                        "wasl, 1,024 in flight: throughput ≥ 3 × jPOS"),
                worse(
                        WASL_VOLATILE,
                        "closed:1024",
                        one -> one.withPerSecond(299_000),
                        "wasl-volatile, 1,024 in flight: throughput ≥ 0.6 × relay"));
    }

    private static Stream<Arguments> ofLatencyRateAndMemory() {
        return Stream.of(
                worse(
                        WASL_VOLATILE,
                        "closed:1",
                        one -> one.withP50(66),
                        "wasl-volatile, 1 in flight: p50 ≤ 1.15 × relay"),
                worse(
                        WASL,
                        "closed:1",
                        one -> one.withP50(321),
                        "wasl, 1 in flight: p50 ≤ wasl-volatile's + 2 × this disk's force + 60 µs"),
                worse(WASL, "open:20000", one -> one.withPerSecond(19_000), "wasl, 20,000 a second: held for 60 s"),
                worse(
                        WASL_NO_LEDGER,
                        "open:50000",
                        one -> one.withPerSecond(49_000),
                        "wasl-no-ledger, 50,000 a second: held for 60 s"),
                worse(
                        WASL_NO_LEDGER,
                        "open:20000",
                        one -> one.withP99(2_100),
                        "wasl-no-ledger, 20,000 a second: p99 ≤ 2 × relay"),
                worse(WASL, "open:5000", one -> one.withP99(2_100), "wasl, 5,000 a second: p99 ≤ 1 × jPOS"),
                worse(
                        WASL,
                        "closed:64",
                        one -> one.withBytes(17),
                        "wasl, 64 in flight: loop and journal allocate ≤ 16 B a transaction"),
                worse(
                        WASL,
                        "open:5000",
                        one -> one.withBytes(65),
                        "wasl, 5,000 a second: loop and journal allocate ≤ 64 B a transaction"),
                worse(
                        WASL,
                        "closed:1024",
                        one -> one.withPause(2_100),
                        "wasl, any load: no pause of the JVM over 2.0 ms"),
                worse(
                        WASL_APART,
                        "open:20000",
                        one -> one.withPerSecond(19_000),
                        "wasl-apart, 20,000 a second: held for 60 s"),
                worse(WASL_APART, "open:5000", one -> one.withP99(2_100), "wasl-apart, 5,000 a second: p99 ≤ 1 × jPOS"),
                worse(
                        WASL_APART,
                        "open:20000",
                        one -> one.withPause(2_100),
                        "wasl-apart, any load: no pause of the JVM over 2.0 ms"),
                worse(
                        WASL_NO_LEDGER,
                        "open:20000",
                        one -> one.withPause(2_100),
                        "wasl-no-ledger, any load: no pause of the JVM over 2.0 ms"),
                worse(
                        WASL_NO_LEDGER,
                        "open:5000",
                        one -> one.withP99(340),
                        "wasl-apart, 5,000 a second: p99 ≤ 4 × wasl-no-ledger"),
                worse(
                        WASL_NO_LEDGER,
                        "open:5000",
                        one -> one.withP99(370),
                        "wasl, 5,000 a second: p99 ≤ 4 × wasl-no-ledger"));
    }

    private static Arguments worse(Target target, String shape, UnaryOperator<MadeUpRun.Window> change, String goal) {
        return arguments(target, shape, change, goal);
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource("worse")
    void shouldMissTheGoalThatAWorseFigureIsAbout(
            Target target, String shape, UnaryOperator<MadeUpRun.Window> change, String goal) {
        assertThat(missed(MadeUpRun.good().with(target, shape, change))).contains(goal);
    }

    /** All that is planted above, and no goal that nothing was planted for. */
    @Test
    void shouldHaveAPlantedMissForEachGoal() {
        List<String> planted = new ArrayList<>(
                worse().map(one -> one.get()[3]).map(String.class::cast).toList());
        planted.add(SMALL_HEAP);

        assertThat(judged(MadeUpRun.good())).extracting(Verdict::goal).containsExactlyInAnyOrderElementsOf(planted);
    }

    @Test
    void shouldTellThePauseOfTheWorstOfAllPlainRuns() {
        String goal = "wasl, any load: no pause of the JVM over 2.0 ms";
        MadeUpRun worse = MadeUpRun.good().with(WASL, "open:20000", one -> one.withPause(2_300));
        MadeUpRun worstOfOwnOptions = MadeUpRun.good()
                .with(WASL, "closed:64", one -> one.withPause(9_000))
                .planned(5, 1, "-Xmx128m");

        Verdict said = verdict(goal, MadeUpRun.good(), worse, worstOfOwnOptions);

        assertThat(said.measured()).isEqualTo("2.3 ms");
        assertThat(said.reached()).isEqualTo(Verdict.Reached.NO);
        assertThat(said.beside()).contains("20,000 a second").contains("longest of 2 runs");
    }

    @Test
    void shouldMissThePauseThatNoJvmTold() {
        String goal = "wasl, any load: no pause of the JVM over 2.0 ms";
        Verdict said = verdict(goal, MadeUpRun.good().with(WASL, "closed:64", one -> one.withPause(-1)));

        assertThat(said.reached()).isEqualTo(Verdict.Reached.NO);
        assertThat(said.beside()).contains("the JVM told nothing of 1 window");
    }

    @Test
    void shouldTellWhatMakesAPeersFiguresDoubtful() {
        MadeUpRun slow = MadeUpRun.good()
                .with(RELAY, "open:20000", one -> one.withPerSecond(15_000))
                .with(JPOS, "open:5000", one -> one.withPerSecond(4_000));

        assertThat(verdict("wasl-no-ledger, 20,000 a second: p99 ≤ 2 × relay", slow)
                        .beside())
                .contains("relay: 1 of 1 rounds below the rate");
        assertThat(verdict("wasl, 5,000 a second: p99 ≤ 1 × jPOS", slow).beside())
                .contains("jpos: 1 of 1 rounds below the rate");
        assertThat(verdict("wasl-no-ledger, 20,000 a second: p99 ≤ 2 × relay", MadeUpRun.good())
                        .beside())
                .doesNotContain("relay");
    }

    @Test
    void shouldJudgeByTheHarderFormOfJposAndTellTheOther() {
        String goal = "wasl, 64 in flight: CPU of loop and journal ≤ 0.1 × jPOS";
        Verdict easy = verdict(goal, MadeUpRun.good());
        Verdict hard = verdict(goal, MadeUpRun.good().with(JPOS_PLAIN, "closed:64", one -> one.withPath(40)));
        Verdict alone = verdict(goal, MadeUpRun.good().without(JPOS_PLAIN));

        assertThat(easy.measured()).isEqualTo("0.08 × jpos");
        assertThat(easy.beside()).isEqualTo("0.06 × jpos-plain");
        assertThat(hard.reached()).isEqualTo(Verdict.Reached.NO);
        assertThat(hard.measured()).isEqualTo("0.13 × jpos-plain");
        assertThat(hard.beside()).isEqualTo("0.08 × jpos");
        assertThat(alone.reached()).isEqualTo(Verdict.Reached.YES);
        assertThat(alone.beside()).isEqualTo("jpos-plain not measured");

        String throughput = "wasl, 1,024 in flight: throughput ≥ 3 × jPOS";
        assertThat(verdict(
                                throughput,
                                MadeUpRun.good().with(JPOS_PLAIN, "closed:1024", one -> one.withPerSecond(24_000)))
                        .measured())
                .isEqualTo("2.92 × jpos-plain");
    }

    /** A fast switch that loses a payment is none. */
    @Test
    void shouldMissAGoalWhoseWindowLostAKey() {
        Verdict lossy = verdict(
                "wasl, 20,000 a second: held for 60 s",
                MadeUpRun.good().with(WASL, "open:20000", MadeUpRun.Window::lossy));

        assertThat(lossy.reached()).isEqualTo(Verdict.Reached.NO);
        assertThat(lossy.beside()).startsWith("1 of 1 rounds not counted");
    }

    /** A p99 of what was not offered in time is a lower bound, and shows nothing. */
    @Test
    void shouldMissALatencyAtARateThatWasNotHeld() {
        Verdict slow = verdict(
                "wasl, 5,000 a second: p99 ≤ 1 × jPOS",
                MadeUpRun.good().with(WASL, "open:5000", one -> one.withPerSecond(4_000)));

        assertThat(slow.reached()).isEqualTo(Verdict.Reached.NO);
        assertThat(slow.beside()).contains("1 of 1 rounds below the rate", "this disk's force p99.9 3.0 ms");
    }

    @Test
    void shouldNotCallARateHeldForAMinuteAfterTenSeconds() {
        String goal = "wasl, 20,000 a second: held for 60 s";
        Verdict brief = verdict(goal, MadeUpRun.good().planned(10, 1));

        assertThat(brief.reached()).isEqualTo(Verdict.Reached.NOT_MEASURED);
        assertThat(brief.beside()).startsWith("the windows are too short to tell");
        assertThat(verdict(
                                goal,
                                MadeUpRun.good()
                                        .planned(10, 1)
                                        .with(WASL, "open:20000", one -> one.withPerSecond(15_000)))
                        .reached())
                .isEqualTo(Verdict.Reached.NO);
        assertThat(verdict(goal, MadeUpRun.good().planned(10, 1), MadeUpRun.good())
                        .reached())
                .as("the run with longer windows decides")
                .isEqualTo(Verdict.Reached.YES);
    }

    @Test
    void shouldAskForTheRunsThatAGoalIsAbout() {
        MadeUpRun small = smallHeap();
        assertThat(verdict(SMALL_HEAP, MadeUpRun.good(), small).reached()).isEqualTo(Verdict.Reached.YES);
        assertThat(verdict(SMALL_HEAP, smallHeap().with(WASL_NO_LEDGER, "open:10000", one -> one.withPerSecond(9_000)))
                        .reached())
                .isEqualTo(Verdict.Reached.NO);
        assertThat(judged(small))
                .as("a run with options of its own shows nothing else")
                .allSatisfy(one -> assertThat(one.reached() == Verdict.Reached.NOT_MEASURED)
                        .isEqualTo(!one.goal().equals(SMALL_HEAP)));
    }

    private static MadeUpRun smallHeap() {
        return MadeUpRun.good().planned(10, 1, "-Xmx128m").renamed("open:20000", "open:10000", 10_000);
    }

    @Test
    void shouldTellNothingOfARunWithoutTheTargetToCompareWith() {
        assertThat(named(
                        Verdict.Reached.NOT_MEASURED,
                        MadeUpRun.good().without(RELAY).without(JPOS).without(JPOS_PLAIN)))
                .contains(
                        "wasl, 64 in flight: CPU of loop and journal ≤ 0.1 × jPOS",
                        "wasl-volatile, 1 in flight: p50 ≤ 1.15 × relay");
    }
}
