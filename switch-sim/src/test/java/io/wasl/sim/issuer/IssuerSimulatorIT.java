package io.wasl.sim.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.FramingPresets;
import io.wasl.config.HostPort;
import io.wasl.sim.acquirer.Duty;
import io.wasl.sim.acquirer.LoadPlan;
import io.wasl.sim.acquirer.LoadReport;
import io.wasl.sim.acquirer.LoadRun;
import io.wasl.sim.acquirer.LoadSpan;
import io.wasl.sim.acquirer.Pace;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.acquirer.TrafficMix;
import io.wasl.sim.book.Totals;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.net.FramedLoop;
import io.wasl.sim.net.WireFormat;
import io.wasl.sim.rules.RulesFile;
import io.wasl.sim.yaml.Forms;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Acquirer and issuer face to face: with the duty done their books agree whatever gets lost; without it they do not. */
final class IssuerSimulatorIT {

    private static final String LOSSY = "rules:\n"
            + "  - { when: { amount-ends: 01 }, then: approve, deliver: silence }\n"
            + "  - { when: { amount-ends: 02 }, then: approve, deliver: disconnect }\n"
            + "  - { when: { amount-ends: 03 }, then: silence }\n"
            + "  - { when: { amount-ends: 04 }, then: disconnect }\n"
            + "  - { when: { amount-ends: 10 }, then: partial 50% }\n"
            + "  - { when: { amount-ends: 51 }, then: decline 51 }\n"
            + "  - { when: { amount-ends: 60 }, then: approve, delay: 1ms-30ms }\n"
            + "  - { when: { mti: 0420, amount-ends: 01 }, then: decline 91 }\n";

    @ParameterizedTest(name = "{0}, duty {1}, seed {2}")
    @CsvSource({
        "iso87-ascii, true, 1, 51, 91",
        "iso87-binary, true, 2, 51, 91",
        "iso87-ascii, false, 3, 51, 91",
        "iso93-ascii, true, 4, 116, 907",
        "iso93-binary, false, 5, 116, 907",
        "iso03-binary, true, 6, 1016, 9107",
        "iso03-ebcdic, true, 7, 1016, 9107"
    })
    void shouldAgreeWithItsAcquirerExactlyWhenTheAcquirerDoesItsDuty(
            String dialect, boolean duty, long seed, String declined, String later) throws Exception {
        String rules = LOSSY.replace("decline 51", "decline " + declined).replace("decline 91", "decline " + later);
        var format = WireFormat.of(FramingPresets.preset("length-2"), dialect);
        var book = new IssuerBook(Effect.Sink.NOWHERE);
        var setup = new IssuerSimulator.Setup(
                new HostPort("127.0.0.1", 0),
                format,
                RulesFile.parse("lossy.yaml", new StringReader(rules)),
                book,
                IssuerTrace.NONE);
        try (var issuerLoop = new FramedLoop("issuer", System::nanoTime);
                var acquirerLoop = new FramedLoop("acquirer", System::nanoTime);
                var issuer = IssuerSimulator.start(issuerLoop, setup, new SeededRandom(seed))) {
            LoadPlan plan = plan(new HostPort("127.0.0.1", issuer.port()), format, duty);
            var run = new LoadRun(acquirerLoop, plan, System::currentTimeMillis, new SeededRandom(seed));
            LoadReport report = run.run(progress -> {});
            Totals acquirer = run.book().net();

            assertThat(issuerLoop.failure()).isEmpty();
            List<String> differences = acquirer.differences(issuer.totals(), "acquirer", "issuer");
            if (duty) {
                assertThat(differences).as("%s", report).isEmpty();
                assertThat(acquirer.byCurrency().get("504")).isPositive();
                assertThat(issuer.count(IssuerCounter.REVERSALS)).isPositive();
                assertThat(issuer.count(IssuerCounter.REPEATS)).isPositive();
            } else {
                assertThat(differences).isNotEmpty();
            }
        }
    }

    private static LoadPlan plan(HostPort target, WireFormat format, boolean honoured) {
        var duty = new Duty(honoured, Duration.ofMillis(150), 2, Duration.ofMillis(150), Duration.ofSeconds(60));
        var mix = new TrafficMix(List.of(
                new Traffic(
                        "one",
                        3,
                        0x0100,
                        Traffic.cards("400000", 16, 20),
                        new Forms.Span(0, 99),
                        "504",
                        Map.of(),
                        10,
                        Set.of()),
                new Traffic(
                        "two",
                        1,
                        0x0200,
                        Traffic.cards("510000", 16, 20),
                        new Forms.Span(0, 99),
                        "978",
                        Map.of(),
                        0,
                        Set.of())));
        return new LoadPlan(
                List.of(target),
                3,
                format,
                new Pace.ClosedLoop(64),
                new LoadSpan(Duration.ofMinutes(5), 1_500),
                duty,
                mix,
                true,
                false);
    }
}
