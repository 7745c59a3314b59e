package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.SwitchNode;
import io.wasl.config.HostPort;
import io.wasl.engine.EngineCounter;
import io.wasl.iso.Version;
import io.wasl.sim.acquirer.Duty;
import io.wasl.sim.acquirer.LoadPlan;
import io.wasl.sim.acquirer.LoadReport;
import io.wasl.sim.acquirer.LoadSpan;
import io.wasl.sim.acquirer.Pace;
import io.wasl.sim.acquirer.PaymentState;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.acquirer.TrafficMix;
import io.wasl.sim.issuer.IssuerCounter;
import io.wasl.sim.yaml.Forms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An acquirer of one version of ISO 8583 and an issuer of another, with answers that get lost and cardholders who cancel:
 * in the end all three books agree on the money.
 */
final class VersionsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAYMENTS = 150;

    private static final Map<Version, String> NO_FUNDS =
            Map.of(Version.V1987, "51", Version.V1993, "116", Version.V2003, "1016");
    private static final Map<Version, String> NO_ISSUER =
            Map.of(Version.V1987, "91", Version.V1993, "911", Version.V2003, "9111");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "iso87-ascii, iso93-binary",
        "iso93-ascii, iso87-binary",
        "iso87-binary, iso03-ascii",
        "iso03-ebcdic, iso93-ascii",
        "iso03-ascii, iso87-ascii",
        "iso03-ascii, iso03-binary"
    })
    void shouldAgreeOnTheMoneyAcrossVersions(String acquirer, String issuer) throws Exception {
        Version toIssuer = Issuers.format(issuer).dialect().version();
        int port = SwitchFiles.unusedPort();
        try (var issuers = new Issuers(issuer);
                var load = new BackgroundLoad(plan(port, acquirer), 8_583)) {
            String rules = "rules:\n"
                    + "  - { when: { amount-ends: 13 }, then: approve, deliver: silence }\n"
                    + "  - { when: { amount-ends: 51 }, then: decline " + code(NO_FUNDS, toIssuer) + " }\n";
            int issuerPort = issuers.start(rules, 8_583).port();
            try (SwitchNode node =
                    SwitchNode.start(files(port, acquirer, issuerPort, issuer).load())) {
                await().atMost(PATIENCE).until(() -> node.engineCounters().get(EngineCounter.ISSUERS_USABLE) == 1);
                load.start();
                LoadReport report = load.await();

                assertThat(report.isGood()).as("%s", report).isTrue();
                assertThat(report.states().keySet())
                        .containsExactly(PaymentState.APPROVED, PaymentState.DECLINED, PaymentState.CANCELLED);
                assertThat(report.outcomes().keySet()).containsExactly("approved", "lost", "no funds", "told");
                Agreement.awaitSettled(node, PATIENCE);
                assertThat(issuers.count(IssuerCounter.REVERSALS)).isPositive();
                assertThat(issuers.count(IssuerCounter.UNKNOWN_ORIGINALS)).isZero();
                assertThat(issuers.count(IssuerCounter.MALFORMED)).isZero();
                assertThat(Agreement.differences(load.net(), issuers.totals(), node.ledger()))
                        .isEmpty();
                assertThat(load.net().byCurrency().get("504")).isPositive();
            }
        }
    }

    private SwitchFiles files(int port, String acquirer, int issuerPort, String issuer) throws java.io.IOException {
        return new SwitchFiles(folder)
                .acquirer("bank", port, "framing: length-2", "dialect: " + acquirer, "response-timeout: 5s")
                .issuer("card", issuerPort, "framing: length-2", "dialect: " + issuer, "response-timeout: 1s")
                .route("400000", "card")
                .write();
    }

    private static LoadPlan plan(int port, String dialect) throws Exception {
        Version version = Issuers.format(dialect).dialect().version();
        var duty = new Duty(true, Duration.ofSeconds(10), 3, Duration.ofSeconds(5), Duration.ofSeconds(60));
        var mix = new TrafficMix(List.of(
                kind("approved", 8, 1_000, Set.of()),
                told("told", 3),
                kind("no funds", 1, 1_051, Set.of(code(NO_FUNDS, version))),
                kind("lost", 1, 1_013, Set.of(code(NO_ISSUER, version)))));
        return new LoadPlan(
                List.of(new HostPort("127.0.0.1", port)),
                2,
                Issuers.format(dialect),
                new Pace.ClosedLoop(16),
                new LoadSpan(Duration.ofMinutes(2), PAYMENTS),
                duty,
                mix,
                true,
                false);
    }

    private static Traffic kind(String name, int weight, long amountMinor, Set<String> expected) {
        var amounts = new Forms.Span(amountMinor, amountMinor);
        return new Traffic(
                name, weight, 0x0200, Traffic.cards("400000", 16, 50), amounts, "504", Map.of(), 10, expected);
    }

    private static Traffic told(String name, int weight) {
        return new Traffic(
                name,
                weight,
                0x0220,
                Traffic.cards("400000", 16, 50),
                new Forms.Span(1_300, 1_300),
                "504",
                Map.of(),
                10,
                Set.of());
    }

    private static String code(Map<Version, String> codes, Version version) {
        return codes.getOrDefault(version, "");
    }
}
