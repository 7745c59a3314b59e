package io.wasl.bench;

import io.wasl.bench.SuiteFile.Ratio;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run of the suite beside the baseline: benchmark by benchmark, and which of them have become worse. */
final class Comparison {

    /** Worse by more than half. */
    private static final double WORSE = 1.5;

    /** Below this it is JMH's own loop, spread over the operations. */
    private static final double NOTHING_BYTES = 0.5;

    /** No object is shorter than 16 bytes: what is less than half of that is no garbage of each operation. */
    private static final double SOMETHING_BYTES = 8;

    /** What is said of one benchmark. */
    enum Verdict {
        /** Not worse, or not outside both runs' errors. */
        HOLDS(""),
        /** The baseline does not know it. */
        NEW("new"),
        /** More than half as long again as it took, outside the errors of both. */
        SLOWER("SLOWER"),
        /** It made no garbage, and does now. */
        ALLOCATES("ALLOCATES");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }
    }

    private final Map<String, Ratio> baseline;
    private final Map<String, Ratio> now;

    /** @param baseline of those only that the run is to have */
    Comparison(Map<String, Ratio> baseline, Map<String, Ratio> now) {
        this.baseline = baseline;
        this.now = now;
    }

    /** The names of those that have become worse, in the run's order. */
    List<String> worse() {
        List<String> names = new ArrayList<>();
        now.forEach((name, ratio) -> {
            Verdict verdict = verdict(baseline.get(name), ratio);
            if (verdict == Verdict.SLOWER || verdict == Verdict.ALLOCATES) {
                names.add(name);
            }
        });
        return names;
    }

    /** How many of the run the baseline knows. */
    long known() {
        return now.keySet().stream().filter(baseline::containsKey).count();
    }

    /** The names of those that the baseline has and the run has not. */
    List<String> missing() {
        return baseline.keySet().stream().filter(name -> !now.containsKey(name)).toList();
    }

    private static Verdict verdict(@Nullable Ratio before, Ratio now) {
        if (before == null) {
            return Verdict.NEW;
        }
        if (before.bytes() < NOTHING_BYTES && now.bytes() >= SOMETHING_BYTES) {
            return Verdict.ALLOCATES;
        }
        Spread then = before.spread();
        boolean isMore = now.spread().median() > WORSE * then.median();
        boolean isOutside = now.spread().low() > then.high();
        return isMore && isOutside ? Verdict.SLOWER : Verdict.HOLDS;
    }

    void print(PrintWriter out) {
        out.println();
        out.printf(
                Locale.ROOT,
                "%-44s %9s %9s %8s %7s %9s%n",
                "CPU time ÷ " + SuiteFile.LIMIT,
                "baseline",
                "now",
                "change",
                "±",
                "B/op");
        now.forEach((name, ratio) -> printLine(out, name, ratio));
        out.flush();
    }

    private void printLine(PrintWriter out, String name, Ratio ratio) {
        Ratio before = baseline.get(name);
        String line = String.format(
                Locale.ROOT,
                "%-44s %9s %9.3f %8s %6.0f%% %9.1f  %s",
                name,
                before == null
                        ? "-"
                        : String.format(Locale.ROOT, "%.3f", before.spread().median()),
                ratio.spread().median(),
                before == null ? "-" : change(before, ratio),
                100 * ratio.spread().error(),
                ratio.bytes(),
                verdict(before, ratio).word);
        out.println(line.stripTrailing());
    }

    private static String change(Ratio before, Ratio now) {
        double change = now.spread().median() / before.spread().median() - 1;
        return String.format(Locale.ROOT, "%+.0f%%", 100 * change);
    }
}
