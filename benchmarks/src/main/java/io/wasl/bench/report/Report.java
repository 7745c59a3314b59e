package io.wasl.bench.report;

import io.wasl.bench.e2e.LoadShape;
import io.wasl.bench.e2e.Target;
import java.util.List;

/**
 * What the pages are made of.
 *
 * @param flames names of flame graphs beside the report
 */
record Report(List<MeasuredRun> runs, List<JmhFile> stages, List<String> flames) {

    /** The start of a flame graph's name. */
    static final String FLAME = "flame-";

    List<Verdict> goals() {
        return Goals.judge(runs);
    }

    FigureTable goalTable() {
        return new FigureTable(
                List.of("goal", "measured", "reached", "beside it", "command"),
                5,
                goals().stream()
                        .map(one -> List.of(
                                one.goal(), one.measured(), one.reached().word(), one.beside(), one.command()))
                        .toList(),
                List.of());
    }

    /** {@code latency-closed-64.svg}; of later runs {@code latency-2-closed-64.svg}. */
    String latencyFile(MeasuredRun run, LoadShape shape) {
        int number = runs.indexOf(run) + 1;
        return "latency-" + (number == 1 ? "" : number + "-") + shape.word().replace(':', '-') + ".svg";
    }

    static String flameFile(Target target, String kind) {
        return FLAME + target.word() + "-" + kind + ".html";
    }
}
