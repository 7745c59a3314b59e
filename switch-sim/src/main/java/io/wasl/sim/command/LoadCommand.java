package io.wasl.sim.command;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.HostPort;
import io.wasl.sim.acquirer.Duty;
import io.wasl.sim.acquirer.LoadPlan;
import io.wasl.sim.acquirer.LoadReport;
import io.wasl.sim.acquirer.LoadRun;
import io.wasl.sim.acquirer.LoadSpan;
import io.wasl.sim.acquirer.Pace;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./wasl sim load}. */
@Command(
        name = "load",
        header = "An acquirer host that sends traffic, checks every answer and does its duty.",
        description = {
            "",
            "With --rate payments start when they are due, whatever the switch does (open loop); with --window one",
            "starts when another ends (closed loop). Latency counts from the moment a payment was due, so a stall is",
            "seen by all who would have waited. After a time-out or a lost connection it repeats with the same keys,",
            "then reverses until the reversal is acknowledged. Keys never come again, in this run or the next.",
            ""
        },
        footer = {
            "",
            "A mix file:",
            "",
            "  mix:",
            "    - name: purchases",
            "      weight: 80",
            "      mti: 0200                 # default 0100",
            "      pan-prefix: 400000        # cards are made below it, with a Luhn digit",
            "      cards: 1000",
            "      amount: 100-50000         # minor units",
            "      currency: 504",
            "      cancel-percent: 5         # approvals taken back with an 0420",
            "      expect: [\"00\", \"51\"]      # any other code is a fault",
            "      set: { 3: \"010000\" }      # data elements",
            "",
            "Exit status: 0 all answered rightly, 1 a fault or an unsettled payment, 2 bad usage or files."
        })
public final class LoadCommand extends SimCommand {

    private static final double USUAL_RATE = 100;
    /** Beyond what is open at the end. */
    private static final Duration PRINTING = Duration.ofSeconds(5);

    @Option(
            names = "--connect",
            required = true,
            split = ",",
            paramLabel = "HOST:PORT",
            converter = OptionForms.Address.class,
            description = "Where the switch listens for this acquirer; several, with commas, share the connections.")
    private List<HostPort> connect = List.of();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "4",
            description = "Connections held open (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Mixin
    private WireOptions wire = new WireOptions();

    @ArgGroup(heading = "%nPace (default: --rate 100):%n", exclusive = true)
    private PaceOptions pace = new PaceOptions();

    /** One of them. */
    static final class PaceOptions {
        @Option(names = "--rate", paramLabel = "N", description = "Payments a second, open loop, with random gaps.")
        private Optional<Double> rate = Optional.empty();

        @Option(names = "--fixed-rate", paramLabel = "N", description = "Payments a second, open loop, equal gaps.")
        private Optional<Double> fixedRate = Optional.empty();

        @Option(names = "--window", paramLabel = "N", description = "Payments in flight, closed loop.")
        private Optional<Integer> window = Optional.empty();
    }

    @Option(names = "--seconds", paramLabel = "N", description = "How long payments are started (default: 10).")
    private Optional<Integer> seconds = Optional.empty();

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = OptionForms.Time.class,
            description = "Payments start this long before what is measured (default: not at all).")
    private Duration warmUp = Duration.ZERO;

    @Option(names = "--count", paramLabel = "N", description = "How many payments are started at most.")
    private Optional<Long> count = Optional.empty();

    @ArgGroup(heading = "%nTraffic:%n", exclusive = false)
    private MixOptions mix = new MixOptions();

    @ArgGroup(heading = "%nDuty:%n", exclusive = false)
    private DutyOptions duty = new DutyOptions();

    @Option(
            names = "--sign-on",
            description = "Sign on (0800/001, since 1993 x804/801) on each connection before business.")
    private boolean signOn;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Repeats a run's traffic, its keys too: for a fresh switch; 0 (default) draws one.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--book",
            paramLabel = "FILE",
            description = "Write the book as JSON: net by card and currency, and every payment's final state.")
    private Optional<Path> book = Optional.empty();

    @Option(
            names = "--samples",
            paramLabel = "FILE",
            description = "Write counts five times a second as CSV, to see a run over time.")
    private Optional<Path> samples = Optional.empty();

    /** The duty's settings. */
    static final class DutyOptions {
        @Option(names = "--no-duty", description = "Never repeat, never reverse: for control runs.")
        private boolean none;

        @Option(
                names = "--timeout",
                paramLabel = "TIME",
                converter = OptionForms.Time.class,
                description = "How long a request waits for its answer (default: 15s).")
        private Duration timeout = Duty.defaults().timeout();

        @Option(
                names = "--repeats",
                paramLabel = "N",
                description = "Copies with the repeat digit before a reversal (default: 3).")
        private int repeats = Duty.defaults().repeats();

        @Option(
                names = "--reversal-timeout",
                paramLabel = "TIME",
                converter = OptionForms.Time.class,
                description = "How long a reversal waits before its next copy (default: 5s).")
        private Duration reversalTimeout = Duty.defaults().reversalTimeout();

        @Option(
                names = "--settle",
                paramLabel = "TIME",
                converter = OptionForms.Time.class,
                description = "How long the end waits for what is open (default: 60s).")
        private Duration settle = Duty.defaults().settle();

        Duty duty() {
            return new Duty(!none, timeout, repeats, reversalTimeout, settle);
        }
    }

    public LoadCommand(Ambient ambient) {
        super(ambient);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, InterruptedException {
        var plan = new LoadPlan(
                connect,
                positive("--connections", connections),
                wire.format(),
                pace(),
                new LoadSpan(warmUp, duration(), count.orElse(Long.MAX_VALUE)),
                duty.duty(),
                mix.mix(),
                signOn,
                book.isPresent());
        try (var loop = new FramedLoop("acquirer", ambient().nanos())) {
            var run = new LoadRun(loop, plan, ambient().epoch(), random(seed));
            var finished = new CountDownLatch(1);
            var hook = new Thread(() -> stop(run, finished, screen), "load-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            try (SampleFile sampled = SampleFile.open(samples, ambient().epoch())) {
                LoadReport report = run.run(progress -> {
                    sampled.append(progress);
                    screen.progress(line(progress));
                });
                LoadPrint.print(report, screen);
                if (json.isPresent()) {
                    report.export(json.get());
                }
                if (book.isPresent()) {
                    run.book().export(book.get());
                }
                return report.isGood() ? DONE : FAILED;
            } finally {
                finished.countDown();
                removeQuietly(hook);
            }
        }
    }

    /** Ctrl-C: nothing new starts, what is open settles, and the report is still printed before the process ends. */
    private void stop(LoadRun run, CountDownLatch finished, Screen screen) {
        run.stop();
        try {
            if (!finished.await(duty.duty().settle().plus(PRINTING).toMillis(), TimeUnit.MILLISECONDS)) {
                screen.line("the load did not settle in time: no report");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The virtual machine may be going down already; then the hook has run. */
    static void removeQuietly(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            assert hook.getState() != Thread.State.NEW : "a hook that did not run is removed";
        }
    }

    private Pace pace() throws ConfigException {
        if (pace.window.isPresent()) {
            return new Pace.ClosedLoop(positive("--window", pace.window.get()));
        }
        if (pace.fixedRate.isPresent()) {
            return new Pace.OpenLoop(aboveZero("--fixed-rate", pace.fixedRate.get()), false);
        }
        return new Pace.OpenLoop(aboveZero("--rate", pace.rate.orElse(USUAL_RATE)), true);
    }

    private Duration duration() throws ConfigException {
        if (seconds.isPresent()) {
            return Duration.ofSeconds(positive("--seconds", seconds.get()));
        }
        return count.isPresent() ? Duration.ofDays(365) : Duration.ofSeconds(10);
    }

    private static double aboveZero(String option, double value) throws ConfigException {
        if (value > 0 && value < Double.POSITIVE_INFINITY) {
            return value;
        }
        throw refused(option, "must be above 0");
    }

    private static int positive(String option, int value) throws ConfigException {
        if (value < 1) {
            throw refused(option, "must be at least 1");
        }
        return value;
    }

    static ConfigException refused(String option, String reason) {
        return new ConfigException(new ConfigError(option, 0, 0, "", reason));
    }

    private static String line(LoadRun.Progress progress) {
        return String.format(
                "  %6s s  %s started  %s approved  %s declined  %s otherwise  %s in flight  %d connections%s%s",
                Figures.tenths(progress.seconds()),
                Figures.count(progress.payments()),
                Figures.count(progress.approved()),
                Figures.count(progress.declined()),
                Figures.count(progress.other()),
                Figures.count(progress.inFlight()),
                progress.connections(),
                progress.faults() > 0 ? "  " + Figures.count(progress.faults()) + " FAULTS" : "",
                progress.settling() ? "  settling" : "");
    }
}
