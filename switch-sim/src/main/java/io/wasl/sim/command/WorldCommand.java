package io.wasl.sim.command;

import io.wasl.sim.chance.Ambient;
import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import io.wasl.sim.terminal.Table;
import io.wasl.sim.world.Campaign;
import io.wasl.sim.world.CampaignReport;
import io.wasl.sim.world.Commit;
import io.wasl.sim.world.WorldFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./wasl sim world}. */
@Command(
        name = "world",
        header = "The switch in a simulated world: seeds, virtual time, every fault, and checks.",
        description = {
            "",
            "Each seed is a world of its own in one thread: the switch as it ships, between acquirers and issuers with",
            "bad habits, on a network and a disk that fail, with crashes, power cuts and restarts. While it storms what",
            "must never happen is looked for; then the world heals, must come to rest, and the books must agree.",
            "A seed tells the same story every time, in the same version.",
            ""
        },
        footer = {
            "",
            "  wasl sim world --seeds 2000             seeds 1 to 2000, all cores",
            "  wasl sim world --seed 1917 --trace      one seed, told line by line",
            "",
            "Exit status: 0 no violation, 1 a violation, or in 1,000 seeds or more something that never happened and",
            "should have (each fault, state, reason, code and count), 2 wrong usage."
        })
public final class WorldCommand extends SimCommand {

    private static final int FAILURES_SHOWN = 5;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many seeds (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--from",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "The first of them (default: ${DEFAULT-VALUE}).")
    private long from;

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "0", description = "This seed alone.")
    private long seed;

    @Option(names = "--trace", description = "With --seed: tell what happens.")
    private boolean trace;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Worlds at one time (default: one for each core).")
    private int threads;

    public WorldCommand(Ambient ambient) {
        super(ambient);
    }

    @Override
    int run(Screen screen) throws InterruptedException {
        if (seed != 0) {
            return one(screen);
        }
        if (seeds < 1 || threads < 0 || trace) {
            throw misused("--seeds and --threads are at least 1, and --trace goes with --seed");
        }
        int cores = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        long startNs = ambient().nanos().nanoTime();
        CampaignReport report = Campaign.run(
                from,
                seeds,
                cores,
                done -> screen.progress(Figures.count(done) + " of " + Figures.count(seeds) + " seeds"));
        double seconds = (ambient().nanos().nanoTime() - startNs) / 1e9;
        print(screen, report, seconds, cores);
        List<String> missing = seeds >= CampaignReport.FULL ? report.neverHappened() : List.of();
        missing.forEach(what -> screen.check(false, "never happened: " + what));
        report.impossible().forEach(what -> screen.check(false, "happened, and should be impossible: " + what));
        boolean isCovered = missing.isEmpty() && report.impossible().isEmpty();
        return report.failures().isEmpty() && isCovered ? DONE : FAILED;
    }

    private int one(Screen screen) {
        WorldFailure told = Campaign.tell(seed, trace);
        told.lines().forEach(screen::line);
        told.violations().forEach(violation -> screen.check(false, violation));
        screen.check(told.violations().isEmpty(), String.format(Locale.ROOT, "seed %d, hash %08x", seed, told.hash()));
        return told.violations().isEmpty() ? DONE : FAILED;
    }

    private void print(Screen screen, CampaignReport report, double seconds, int cores) {
        var coverage = new Table("happened", "times");
        Map<String, Long> counts = new TreeMap<>(report.coverage());
        counts.forEach((what, times) -> coverage.row(what, Figures.count(times)));
        coverage.print(screen);
        screen.line();
        screen.line(String.format(
                Locale.ROOT,
                "%s seeds, %s lives of the node, %s things that happened, %s virtual hours in %.1f s: %.1f seeds/s and core",
                Figures.count(seeds),
                Figures.count(report.lives()),
                Figures.count(report.events()),
                Figures.tenths(report.virtualSeconds() / 3600),
                seconds,
                seeds / seconds / cores));
        screen.line(Figures.count(report.crashed()) + " seeds crash nodes, " + Figures.count(report.twice())
                + " ran twice and told the same story");
        screen.check(report.failures().isEmpty(), report.failures().size() + " seeds with a violation");
        report.failures().stream().limit(FAILURES_SHOWN).forEach(failure -> {
            screen.line();
            screen.line(Commit.here());
            screen.line("seed " + failure.seed() + ", " + failure.payments() + " payments, "
                    + failure.lines().size() + " lines: wasl sim world --seed " + failure.seed() + " --trace");
            failure.violations().forEach(violation -> screen.check(false, violation));
        });
    }
}
