package io.wasl.bench.e2e;

import io.wasl.sim.terminal.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must be known beside a target's figures under a load: a line for each kind of thing, with the rounds. */
public final class Remarks {

    private Remarks() {}

    public static List<String> of(Results results, Target target, LoadShape shape) {
        List<Measured> rounds = results.of(target, shape);
        var lines = new ArrayList<String>();
        add(lines, target, "not counted", rounds, one -> one.isValid() ? Optional.empty() : Optional.of(""));
        add(
                lines,
                target,
                "did not hold this rate, and its latencies are lower bounds",
                rounds,
                one -> one.isHeld() ? Optional.empty() : Optional.of(""));
        add(lines, target, "disturbed, processors used by others", rounds, Remarks::disturbance);
        add(
                lines,
                target,
                "ledger behind at the window's end, and caught up",
                rounds,
                one -> one.following().flatMap(Remarks::lag));
        return lines;
    }

    private static Optional<String> disturbance(Measured one) {
        CpuUse cpu = one.cpu();
        return cpu.isDisturbed() ? Optional.of(String.format(Locale.ROOT, " %.2f", cpu.foreign())) : Optional.empty();
    }

    private static Optional<String> lag(Measured.Following ledger) {
        return ledger.lagRecords() > 0
                ? Optional.of(" " + Figures.count(ledger.lagRecords()) + " records, "
                        + Figures.tenths(ledger.catchUpSeconds()) + " s")
                : Optional.empty();
    }

    /** A line of the rounds about which there is something to say. */
    private static void add(
            List<String> lines,
            Target target,
            String what,
            List<Measured> rounds,
            Function<Measured, Optional<String>> remark) {
        String found = rounds.stream()
                .flatMap(one -> remark.apply(one).map(text -> "round " + one.round() + text).stream())
                .collect(Collectors.joining("; "));
        if (!found.isEmpty()) {
            lines.add(target.word() + " " + what + ": " + found);
        }
    }
}
