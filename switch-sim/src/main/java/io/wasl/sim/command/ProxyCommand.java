package io.wasl.sim.command;

import io.wasl.config.ConfigException;
import io.wasl.config.HostPort;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.proxy.FaultProxy;
import io.wasl.sim.proxy.ProxyCounter;
import io.wasl.sim.proxy.ProxyTrace;
import io.wasl.sim.proxy.Script;
import io.wasl.sim.proxy.ScriptFile;
import io.wasl.sim.proxy.Step;
import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import io.wasl.sim.terminal.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./wasl sim proxy}. */
@Command(
        name = "proxy",
        header = "A TCP proxy that delays, stalls, splits, cuts and spoils what goes through it.",
        description = {
            "",
            "Put it between an acquirer and the switch, or between the switch and an issuer. It knows bytes, not",
            "messages. Faults come from a script, at times, and from the standard input, a step a line; quit ends it.",
            "A fault that stands holds for new connections too. Ctrl-C ends it as well; then it prints its counts.",
            ""
        },
        footer = {
            "",
            "Steps:",
            "",
            "  delay TIME [jitter TIME]      later, by a random time up to the jitter more; the order stays",
            "  jitter TIME                   the random part alone",
            "  stall [TIME]                  forward nothing, then go on",
            "  split BYTES [pause TIME]      forward in pieces",
            "  corrupt every BYTES           flip a bit of each Nth byte",
            "  corrupt chance N%%             flip a bit of a byte with this chance",
            "  half-open                     drop everything from now on, close nothing",
            "  cut, rst                      end all connections, with a FIN or an RST",
            "  clear [KIND]                  lift delay, stall, split, corrupt, half-open, or all of them",
            "",
            "Behind each, to-server or to-client means one direction only; behind those that stand, for TIME.",
            "",
            "A script:",
            "",
            "  repeat: 60s                   # begin again every minute; default once",
            "  steps:",
            "    - after: 5s                 # since the beginning",
            "      fault: delay 50ms jitter 10ms",
            "      direction: to-server      # default both",
            "      for: 10s                  # default until it is cleared",
            "    - { after: 20s, fault: stall 2s to-client }",
            "    - { after: 30s, fault: rst }",
            "",
            "In the background give it an input of its own (< /dev/null).",
            "",
            "Exit status: 0 ended, 1 it cannot listen, 2 bad usage or script."
        })
public final class ProxyCommand extends SimCommand {

    private static final String QUIT = "quit";

    @Option(
            names = "--listen",
            required = true,
            paramLabel = "HOST:PORT",
            converter = OptionForms.Address.class,
            description = "Where clients find it; port 0 lets the system choose.")
    private HostPort listen = new HostPort("127.0.0.1", 0);

    @Option(
            names = "--connect",
            required = true,
            paramLabel = "HOST:PORT",
            converter = OptionForms.Address.class,
            description = "The server, dialled anew for each connection.")
    private HostPort connect = new HostPort("127.0.0.1", 0);

    @Option(names = "--script", paramLabel = "FILE", description = "Steps at times (YAML); see below.")
    private Optional<Path> script = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Makes jitter and flipped bits repeatable; 0 (default) draws one, and it is printed.")
    private long seed;

    private final CountDownLatch stopped = new CountDownLatch(1);

    public ProxyCommand(Ambient ambient) {
        super(ambient);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, InterruptedException {
        Optional<Script> steps = script.isPresent() ? Optional.of(ScriptFile.load(script.get())) : Optional.empty();
        long used = seed == 0 ? 1 + ambient().random().below(Long.MAX_VALUE - 1) : seed;
        long startNs = ambient().nanos().nanoTime();
        var setup = new FaultProxy.Setup(listen, connect, new Printed(screen, startNs));
        try (var loop = FramedLoop.halfClosing("proxy", ambient().nanos());
                var proxy = FaultProxy.start(loop, setup, new SeededRandom(used))) {
            screen.line("proxy listening on " + new HostPort(listen.host(), proxy.port()) + ", connecting to " + connect
                    + ", " + steps.map(found -> found.steps().size()).orElse(0) + " steps, seed " + used);
            steps.ifPresent(proxy::play);
            var commands = new Thread(() -> obey(loop, proxy, screen), "proxy-commands");
            commands.setDaemon(true);
            commands.start();
            serve(screen, loop, proxy);
            return loop.failure().isEmpty() ? DONE : FAILED;
        }
    }

    /** Ends {@link #run} from another thread, as SIGTERM does. */
    void stop() {
        stopped.countDown();
    }

    /** The end of the input ends nothing: it may never have had one. */
    private void obey(FramedLoop loop, FaultProxy proxy, Screen screen) {
        try (var lines = new BufferedReader(new InputStreamReader(ambient().input(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.strip().equalsIgnoreCase(QUIT)) {
                    stop();
                    return;
                }
                if (!line.isBlank()) {
                    obey(line, loop, proxy, screen);
                }
            }
        } catch (IOException e) {
            loop.execute(() -> screen.line("no more commands: the input cannot be read"));
        } catch (RejectedExecutionException e) {
            stop(); // the proxy has ended meanwhile
        }
    }

    private static void obey(String line, FramedLoop loop, FaultProxy proxy, Screen screen) {
        Step step;
        try {
            step = Step.parse(line);
        } catch (IllegalArgumentException e) {
            loop.call(() -> {
                screen.line("  not done: " + e.getMessage());
                return true;
            });
            return;
        }
        proxy.apply(step);
    }

    private void serve(Screen screen, FramedLoop loop, FaultProxy proxy) throws InterruptedException {
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(ended), "proxy-stop"));
        try {
            stopped.await();
            proxy.close();
            loop.call(() -> {
                print(screen, proxy);
                return true;
            });
            loop.failure().ifPresent(cause -> screen.line("failed: " + cause));
        } finally {
            ended.countDown();
        }
    }

    private void stopAndWait(CountDownLatch ended) {
        stop();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(Screen screen, FaultProxy proxy) {
        var counts = new Table("what it did", "times");
        for (ProxyCounter counter : ProxyCounter.values()) {
            boolean isAlwaysTold = List.of(
                            ProxyCounter.CONNECTIONS, ProxyCounter.BYTES_TO_SERVER, ProxyCounter.BYTES_TO_CLIENT)
                    .contains(counter);
            if (isAlwaysTold || proxy.count(counter) > 0) {
                String name = counter.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                counts.row(name, Figures.count(proxy.count(counter)));
            }
        }
        screen.line();
        counts.print(screen);
    }

    /** A line a step. Called on the proxy's loop. */
    private final class Printed implements ProxyTrace {

        private final Screen screen;
        private final long startNs;

        Printed(Screen screen, long startNs) {
            this.screen = screen;
            this.startNs = startNs;
        }

        @Override
        public void onDone(Step step, int connections) {
            screen.line(stamp() + step + screen.dim("  (" + Figures.count(connections) + " connections)"));
        }

        @Override
        public void onOver(Step step) {
            screen.line(stamp() + step + screen.dim("  is over"));
        }

        private String stamp() {
            double seconds = (ambient().nanos().nanoTime() - startNs) / 1e9;
            return String.format("%8s s  ", Figures.tenths(seconds));
        }
    }
}
