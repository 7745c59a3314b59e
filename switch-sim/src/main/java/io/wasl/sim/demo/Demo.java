package io.wasl.sim.demo;

import io.wasl.config.ConfigException;
import io.wasl.config.FramingPresets;
import io.wasl.config.HostPort;
import io.wasl.sim.acquirer.Duty;
import io.wasl.sim.acquirer.LoadPlan;
import io.wasl.sim.acquirer.LoadReport;
import io.wasl.sim.acquirer.LoadRun;
import io.wasl.sim.acquirer.LoadSpan;
import io.wasl.sim.acquirer.Pace;
import io.wasl.sim.book.Totals;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.issuer.Effect;
import io.wasl.sim.issuer.IssuerBook;
import io.wasl.sim.issuer.IssuerSimulator;
import io.wasl.sim.issuer.IssuerTrace;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.net.WireFormat;
import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One demonstration: switch, three issuers of which one is down, and an acquirer, on loopback; then the check that what
 * each of them believes is the same. The calling thread owns it.
 */
public final class Demo {

    private static final int CONNECTIONS = 4;

    private final Settings settings;
    private final RunningSwitch.Starter starter;
    private final Ambient ambient;
    private final Screen screen;

    /**
     * @param seconds how long payments are started
     * @param rate payments a second
     * @param keep whether the temporary folder stays
     */
    public record Settings(int seconds, int rate, boolean keep) {}

    public Demo(Settings settings, RunningSwitch.Starter starter, Ambient ambient, Screen screen) {
        this.settings = settings;
        this.starter = starter;
        this.ambient = ambient;
        this.screen = screen;
    }

    /**
     * Runs it and prints what happened.
     *
     * @return whether every check passed
     */
    public boolean run() throws ConfigException, IOException, InterruptedException {
        long startNs = ambient.nanos().nanoTime();
        screen.line(screen.bold("Wasl demo") + "  a switch with an embedded ledger, three issuers (one is down), "
                + settings.rate() + " payments a second for " + settings.seconds() + " s");
        boolean passed;
        try (DemoFiles files = DemoFiles.create(settings.keep());
                var issuerLoop = new FramedLoop("issuers", ambient.nanos());
                var acquirerLoop = new FramedLoop("acquirer", ambient.nanos())) {
            List<IssuerSimulator> issuers = startIssuers(issuerLoop);
            Path configuration = files.write(ports(issuers));
            try (RunningSwitch node = starter.start(configuration)) {
                var run = new LoadRun(acquirerLoop, plan(node.acquirerPort()), ambient.epoch(), random());
                LoadReport report = run.run(this::show);
                var checks = new DemoChecks(node, report, run.book().net(), () -> totals(issuers));
                passed = checks.print(screen, ambient.nanos())
                        && issuerLoop.failure().isEmpty();
            }
            if (settings.keep()) {
                screen.line("  kept: " + files.folder());
            }
        }
        double seconds = (ambient.nanos().nanoTime() - startNs) / 1e9;
        String outcome = passed ? screen.good("all checks passed") : screen.bad("a check failed");
        screen.line();
        screen.line("  " + screen.bold(outcome) + " in " + Figures.tenths(seconds) + " s");
        return passed;
    }

    private List<IssuerSimulator> startIssuers(FramedLoop loop) throws ConfigException, IOException {
        var issuers = new ArrayList<IssuerSimulator>();
        for (int i = 0; i < DemoTraffic.RUNNING; i++) {
            var book = new IssuerBook(Effect.Sink.NOWHERE);
            var setup = new IssuerSimulator.Setup(
                    new HostPort("127.0.0.1", 0), format(), DemoTraffic.rules(i), book, IssuerTrace.NONE);
            issuers.add(IssuerSimulator.start(loop, setup, random()));
        }
        return issuers;
    }

    /** Where each issuer listens; the one that is down has a port on which nobody does. */
    private static List<Integer> ports(List<IssuerSimulator> issuers) throws IOException {
        var ports = new ArrayList<Integer>();
        issuers.forEach(issuer -> ports.add(issuer.port()));
        try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ports.add(unused.getLocalPort());
        }
        return ports;
    }

    private LoadPlan plan(int port) throws ConfigException {
        var duty = new Duty(
                true, DemoTraffic.SWITCH_TIMEOUT.plusSeconds(1), 3, Duration.ofSeconds(2), Duration.ofSeconds(15));
        return new LoadPlan(
                List.of(new HostPort("127.0.0.1", port)),
                CONNECTIONS,
                format(),
                new Pace.OpenLoop(settings.rate(), true),
                new LoadSpan(Duration.ofSeconds(settings.seconds()), Long.MAX_VALUE),
                duty,
                DemoTraffic.mix(),
                true,
                false);
    }

    private static WireFormat format() throws ConfigException {
        return WireFormat.of(FramingPresets.preset("length-2"), "iso87-ascii");
    }

    private static Totals totals(List<IssuerSimulator> issuers) {
        var all = new Totals();
        issuers.forEach(issuer -> all.addAll(issuer.totals()));
        return all;
    }

    private SeededRandom random() {
        return new SeededRandom(ambient.random().below(Long.MAX_VALUE));
    }

    private void show(LoadRun.Progress progress) {
        screen.progress(String.format(
                "  %5s s   %s sent   %s approved   %s declined   %s in flight%s",
                Figures.tenths(progress.seconds()),
                Figures.count(progress.payments()),
                Figures.count(progress.approved()),
                Figures.count(progress.declined()),
                Figures.count(progress.inFlight()),
                progress.faults() > 0 ? "   " + Figures.count(progress.faults()) + " FAULTS" : ""));
    }
}
