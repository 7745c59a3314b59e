package io.wasl.bench.report;

import io.wasl.bench.e2e.StandPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What figures must be read with: a line each, of what and what it was. */
record RunFacts(List<Fact> facts) {

    /** @param isCode what somebody would type */
    record Fact(String name, String words, boolean isCode) {}

    static RunFacts of(MeasuredRun run) {
        StandPlan plan = run.e2e().plan();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("machine, JVM, begin", run.e2e().machine(), false));
        facts.add(new Fact("command", run.command(), true));
        facts.addAll(options(run));
        facts.add(new Fact(
                "plan",
                String.format(
                        Locale.ROOT,
                        "%d %s; windows of %.1f s after %.1f s of the same load, warm-up %.1f s, %d %s",
                        run.rounds(),
                        run.rounds() == 1 ? "round" : "rounds",
                        plan.seconds(),
                        plan.leadInSeconds(),
                        plan.warmUpSeconds(),
                        plan.connections(),
                        plan.connections() == 1 ? "connection" : "connections"),
                false));
        facts.add(new Fact(
                "this disk's own write and force of 4 KiB",
                "p50 " + Words.latency(run.e2e().disk().p50Ns()) + ", p99 "
                        + Words.latency(run.e2e().disk().p99Ns()) + ", p99.9 "
                        + Words.latency(run.e2e().disk().p999Ns()) + ", longest "
                        + Words.latency(run.e2e().disk().maxNs()),
                false));
        run.e2e().failures().forEach(failure -> facts.add(new Fact("failed", failure, false)));
        return new RunFacts(facts);
    }

    /** What all targets' JVMs had, and what each had beside that; of older files the bench's own and what was asked for. */
    private static List<Fact> options(MeasuredRun run) {
        var facts = new ArrayList<Fact>();
        Map<String, List<String>> starts = run.e2e().starts();
        if (starts.isEmpty()) {
            facts.add(new Fact("JVM options", String.join(" ", run.e2e().jvmOptions()), true));
            if (!run.e2e().plan().targetOptions().isEmpty()) {
                facts.add(new Fact(
                        "the target's too", String.join(" ", run.e2e().plan().targetOptions()), true));
            }
            return facts;
        }
        var common = new ArrayList<>(starts.values().iterator().next());
        starts.values().forEach(common::retainAll);
        facts.add(new Fact("JVM options of all targets", String.join(" ", common), true));
        starts.forEach((target, words) -> {
            var own = new ArrayList<>(words);
            own.removeAll(common);
            facts.add(new Fact(target + " beside these", Words.withoutFolders(String.join(" ", own)), true));
        });
        return facts;
    }

    static RunFacts of(JmhFile file) {
        return new RunFacts(List.of(
                new Fact("machine, JVM, begin", file.machine().orElse("not in this file"), false),
                new Fact("JVM and how often", file.how(), false)));
    }
}
