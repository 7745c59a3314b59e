package io.wasl.bench;

import io.wasl.ForgetfulNode;
import io.wasl.SwitchNode;
import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.config.FramingPresets;
import io.wasl.config.HostPort;
import io.wasl.config.LoadedConfig;
import io.wasl.engine.EngineCounter;
import io.wasl.sim.acquirer.Duty;
import io.wasl.sim.acquirer.LoadPlan;
import io.wasl.sim.acquirer.LoadReport;
import io.wasl.sim.acquirer.LoadRun;
import io.wasl.sim.acquirer.LoadSpan;
import io.wasl.sim.acquirer.Pace;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.acquirer.TrafficMix;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.issuer.Effect;
import io.wasl.sim.issuer.IssuerBook;
import io.wasl.sim.issuer.IssuerSimulator;
import io.wasl.sim.issuer.IssuerTrace;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.net.WireFormat;
import io.wasl.sim.rules.RuleBook;
import io.wasl.sim.yaml.Forms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A node over sockets between an issuer and an acquirer, all in this process, on either kind of log. */
final class DurabilityRig implements AutoCloseable {

    /** The node's log. */
    enum Log {
        FORCED("forced, as it ships"),
        FORGETFUL("written, never forced");

        private final String words;

        Log(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final long SEED = 8583;
    private static final int CONNECTIONS = 4;
    private static final long POLL_MILLIS = 10;

    private final FramedLoop issuerLoop = new FramedLoop("issuer", System::nanoTime);
    private final FramedLoop acquirerLoop = new FramedLoop("acquirer", System::nanoTime);
    private final WireFormat format = WireFormat.of(FramingPresets.preset("length-2"), "iso87-ascii");
    private final SwitchNode node;

    /** @param folder empty, on the disk that is measured */
    DurabilityRig(Path folder, Log log) throws ConfigException, IOException, InterruptedException {
        Files.createDirectories(folder);
        var setup = new IssuerSimulator.Setup(
                new HostPort("127.0.0.1", 0),
                format,
                RuleBook.approving(),
                new IssuerBook(Effect.Sink.NOWHERE),
                IssuerTrace.NONE);
        IssuerSimulator issuer = IssuerSimulator.start(issuerLoop, setup, new SeededRandom(SEED));
        LoadedConfig loaded = configuration(folder, issuer.port());
        node = switch (log) {
            case FORCED -> SwitchNode.start(loaded);
            case FORGETFUL -> ForgetfulNode.start(loaded);
        };
        while (node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static LoadedConfig configuration(Path folder, int issuerPort) throws ConfigException, IOException {
        Files.writeString(
                folder.resolve("routes.csv"),
                "low,high,issuer,brand,pan-length,priority\n400000,400000,atlas,test,16,1\n");
        Path file = Files.writeString(
                folder.resolve("switch.yaml"),
                "node: bench\n"
                        + "journal: { directory: data/journal, memory-window: 400000 }\n"
                        + "in-flight: { capacity: 8192 }\n"
                        + "ledger: { url: \"jdbc:h2:file:./data/ledger\" }\n"
                        + "admin: { listen: \"127.0.0.1:0\" }\n"
                        + "acquirers:\n"
                        + "  - { id: bank, listen: \"127.0.0.1:0\", framing: length-2, dialect: iso87-ascii,"
                        + " response-timeout: 10s }\n"
                        + "issuers:\n"
                        + "  - { id: atlas, connect: [\"127.0.0.1:" + issuerPort
                        + "\"], framing: length-2, dialect: iso87-ascii, response-timeout: 8s }\n"
                        + "routing: { table: routes.csv }\n");
        return ConfigLoader.load(file, name -> Optional.empty());
    }

    /**
     * Payments, so many in flight at a time.
     *
     * @throws IllegalStateException if one was answered wrongly, or not at all
     */
    LoadReport run(int window, Duration warmUp, Duration measured) throws InterruptedException {
        var traffic = new Traffic(
                "payment",
                1,
                0x0100,
                Traffic.cards("400000", 16, 1000),
                new Forms.Span(100, 50_000),
                "504",
                Map.of(),
                0,
                Set.of("00"));
        var plan = new LoadPlan(
                List.of(new HostPort("127.0.0.1", node.port("bank"))),
                CONNECTIONS,
                format,
                new Pace.ClosedLoop(window),
                new LoadSpan(warmUp, measured, Long.MAX_VALUE),
                Duty.defaults(),
                new TrafficMix(List.of(traffic)),
                true,
                false);
        LoadReport report = new LoadRun(
                        acquirerLoop, plan, System::currentTimeMillis, new SeededRandom(System.nanoTime()))
                .run(progress -> {});
        if (!report.isGood()) {
            throw new IllegalStateException(
                    "a run went wrong: " + report.faults() + " " + report.states() + " " + report.examples());
        }
        return report;
    }

    @Override
    public void close() {
        node.drain();
        acquirerLoop.close();
        issuerLoop.close();
    }
}
