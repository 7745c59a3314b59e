package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.sim.terminal.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultPrintTest {

    private final StringWriter out = new StringWriter();

    private List<String> printed(Measured... measured) {
        List<Target> targets = List.of(Target.WASL, Target.RELAY, Target.JPOS);
        new ResultPrint(new Results(List.of(measured)), targets, new Screen(new PrintWriter(out, true), false))
                .print(Figure.SHAPE);
        return out.toString()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }

    @Test
    void shouldShowFiguresAndRatiosOfALoad() {
        assertThat(printed(
                        Figure.measured(1, Target.WASL, 0.004),
                        Figure.measured(1, Target.RELAY, 0.001),
                        Figure.measured(1, Target.JPOS, 0.016)))
                .containsSequence(
                        "64 in flight medians of 1 round; CPU in microseconds a transaction",
                        "target a second p50 p99 p99.9 CPU loop journal ledger JIT rest load issuer",
                        "wasl 1,000 50 us 500 us 1.0 ms 4.00 2.00 1.00 1.00 0.00 0.00 2.00 1.00",
                        "relay 1,000 50 us 500 us 1.0 ms 1.00 - - - - - 2.00 1.00",
                        "jpos 1,000 50 us 500 us 1.0 ms 16.00 - - - - - 2.00 1.00",
                        "ratio to of a second p50 p99 p99.9 CPU loop+journal",
                        "relay wasl 1.00 1.00 1.00 1.00 4.00 3.00",
                        "jpos wasl 1.00 1.00 1.00 1.00 0.25 0.19");
    }

    @Test
    void shouldShowNoFigureOfATargetThatHasNoValidRound() {
        assertThat(printed(
                        Figure.measured(
                                1,
                                Target.WASL,
                                Figure.lossy(Figure.load(Figure.SHAPE, 1_000, 50_000)),
                                Figure.cpu(0.004, 0)),
                        Figure.measured(1, Target.RELAY, 0.001)))
                .contains("wasl - - - - - - - - - - - -", "wasl not counted: round 1");
    }

    @Test
    void shouldSayWhichRoundsWereDisturbedAndWhereTheLedgerLagged() {
        LoadResult load = Figure.load(Figure.SHAPE, 1_000, 50_000);
        assertThat(printed(
                        Figure.measured(1, Target.RELAY, load, Figure.cpu(0.001, 0.09)),
                        Figure.measured(2, Target.RELAY, load, Figure.cpu(0.001, 0.25)),
                        new Measured(
                                1,
                                "wasl",
                                load,
                                Figure.cpu(0.001, 0),
                                Optional.of(new Measured.Following(3_000, 2.5, 0.005)),
                                Optional.empty())))
                .contains(
                        "relay disturbed, processors used by others: round 2 0.25",
                        "wasl ledger behind at the window's end, and caught up: round 1 3,000 records, 2.5 s");
    }

    /** 1,000 answers: 48,000 bytes of the loop, 2,000 of what is not on the path. */
    @Test
    void shouldShowWhatTheJvmOfATargetTold() {
        Measured plain = Figure.measured(1, Target.WASL, 0.004);
        var jvm = new JvmUse(
                Map.of(CpuGroup.LOOP, 48_000L, CpuGroup.OTHER, 2_000L),
                List.of("G1 Young Generation"),
                3,
                5,
                2_400_000,
                "G1CollectForAllocation");

        assertThat(printed(
                        new Measured(1, "wasl", plain.load(), plain.cpu(), Optional.empty(), Optional.of(jvm)),
                        Figure.measured(1, Target.RELAY, 0.001)))
                .containsSequence(
                        "allocated, B a transaction all loop journal ledger collections pauses longest collector",
                        "wasl 50.0 48.0 0.0 0.0 3 5 2.4 ms G1 Young Generation",
                        "ratio to of a second p50 p99 p99.9 CPU loop+journal");
    }

    @Test
    void shouldPrintNothingOfALoadThatWasNotMeasured() {
        assertThat(printed()).isEmpty();
    }
}
