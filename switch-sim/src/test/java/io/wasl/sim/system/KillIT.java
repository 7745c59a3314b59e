package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.config.HostPort;
import io.wasl.sim.acquirer.Duty;
import io.wasl.sim.acquirer.LoadPlan;
import io.wasl.sim.acquirer.LoadReport;
import io.wasl.sim.acquirer.LoadSpan;
import io.wasl.sim.acquirer.Pace;
import io.wasl.sim.acquirer.PaymentState;
import io.wasl.sim.chaos.ChaosTraffic;
import io.wasl.sim.issuer.IssuerCounter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The switch's own process is killed with SIGKILL under load and started again on the same ports and folders, while its
 * acquirer and its issuers live on. When the acquirer has done its duty, all books agree.
 */
final class KillIT {

    private static final int KILLS = 10;
    private static final int KILLS_OF_THE_CONTROL = 2;
    private static final int KILLS_WITH_STARTS = 3;
    /** Before the first life and after each killed one so many starts are killed too; the next recovers from all. */
    private static final int STARTS_KILLED = 2;
    /** A life lasts until its issuers have seen up to so many requests more. */
    private static final int LONGEST_LIFE = 200;

    private static final int CONNECTIONS = 4;
    private static final int WINDOW = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void shouldAgreeAfterTenKillsWhenTheAcquirerDoesItsDuty() throws Exception {
        List<String> differences = killUnderLoad(KILLS, 0, true);

        assertThat(differences).isEmpty();
    }

    /** What one start has made, ended or owes, the next one finds, however far the first has come. */
    @Test
    @Tag("long")
    void shouldAgreeWhenItIsKilledAgainWhileItStartsAndRecovers() throws Exception {
        List<String> differences = killUnderLoad(KILLS_WITH_STARTS, STARTS_KILLED, true);

        assertThat(differences).isEmpty();
    }

    /** The same, but for an acquirer that gives up where it has no answer: a check that sees nothing here is no check. */
    @Test
    void shouldDisagreeWhenTheAcquirerDoesNotDoItsDuty() throws Exception {
        List<String> differences = killUnderLoad(KILLS_OF_THE_CONTROL, 0, false);

        assertThat(differences)
                .isNotEmpty()
                .anyMatch(line -> line.contains("issuers"))
                .anyMatch(line -> line.contains("ledger"));
    }

    /** @param starts how many are killed before each life */
    private List<String> killUnderLoad(int kills, int starts, boolean honoured) throws Exception {
        long seed = new Random().nextLong();
        System.out.println("KillIT, " + kills + " kills, " + starts + " starts killed before each life, duty "
                + (honoured ? "done" : "not done") + ": seed " + seed);
        var random = new Random(seed);
        int port = SwitchFiles.unusedPort();
        try (var issuers = new Issuers();
                var load = new BackgroundLoad(plan(port, honoured), seed)) {
            SwitchFiles files = files(port, issuers, seed);
            var killed = new KilledStarts(files.configuration(), (kills + 1) * starts, random);
            check(live(killed, issuers, load, random, kills), kills, honoured);
            try (SwitchNode node = SwitchNode.start(files.load())) {
                Agreement.awaitSettled(node, PATIENCE);
                return Agreement.differences(load.net(), issuers.totals(), node.ledger());
            }
        }
    }

    /** One life after another, each killed but the last. */
    private static LoadReport live(KilledStarts starts, Issuers issuers, BackgroundLoad load, Random random, int kills)
            throws Exception {
        starts.killSome(kills + 1);
        SwitchProcess node = starts.startWhole();
        try {
            load.start();
            for (int i = 0; i < kills; i++) {
                awaitRequests(issuers, 1 + random.nextInt(LONGEST_LIFE));
                node.kill();
                starts.killSome(kills - i);
                node = starts.startWhole();
            }
            starts.report();
            awaitRequests(issuers, LONGEST_LIFE);
            LoadReport report = load.stop();
            assertThat(node.drain()).isZero();
            return report;
        } finally {
            node.close();
        }
    }

    private static void awaitRequests(Issuers issuers, int more) {
        long wanted = issuers.count(IssuerCounter.REQUESTS) + more;
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> issuers.count(IssuerCounter.REQUESTS) >= wanted);
    }

    private static void check(LoadReport report, int kills, boolean honoured) {
        System.out.println("KillIT: " + report.payments() + " payments, " + report.repeats() + " repeats, "
                + report.reversals() + " reversals, " + report.states());
        assertThat(report.connectionsLost()).as("connections lost by kills").isGreaterThanOrEqualTo(kills);
        assertThat(report.states()).doesNotContainKeys(PaymentState.UNSETTLED, PaymentState.REFUSED);
        if (honoured) {
            assertThat(report.faults()).as("%s", report.examples()).isEmpty();
            assertThat(report.repeats()).isPositive();
            assertThat(report.reversals()).isPositive();
        }
    }

    private SwitchFiles files(int port, Issuers issuers, long seed) throws Exception {
        String[] issuer = {
            "framing: length-2",
            "dialect: iso87-ascii",
            "response-timeout: 1s",
            "reconnect: { first: 50ms, max: 500ms }",
            "reversal: { response-timeout: 1s, retry-first: 200ms, retry-max: 1s }"
        };
        var files = new SwitchFiles(folder)
                .acquirer("bank", port, "framing: length-2", "dialect: iso87-ascii", "response-timeout: 2s");
        for (int i = 0; i < ChaosTraffic.ISSUERS.size(); i++) {
            String id = ChaosTraffic.ISSUERS.get(i);
            files.issuer(id, issuers.start(ChaosTraffic.RULES.get(i), seed + i).port(), issuer);
            ChaosTraffic.prefixes(id).forEach(prefix -> files.route(prefix, id));
        }
        return files.write();
    }

    private static LoadPlan plan(int port, boolean honoured) throws Exception {
        // The control gives up sooner than rif is slow: then approvals it never counts are certain, kill or no kill.
        Duration patience = honoured ? Duration.ofMillis(2_500) : Duration.ofMillis(600);
        var duty = new Duty(honoured, patience, 3, Duration.ofSeconds(1), PATIENCE);
        return new LoadPlan(
                List.of(new HostPort("127.0.0.1", port)),
                CONNECTIONS,
                Issuers.format(),
                new Pace.ClosedLoop(WINDOW),
                new LoadSpan(Duration.ofMinutes(10), Long.MAX_VALUE),
                duty,
                ChaosTraffic.mix(),
                true,
                false);
    }
}
