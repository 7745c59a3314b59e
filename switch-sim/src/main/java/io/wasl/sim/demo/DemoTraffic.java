package io.wasl.sim.demo;

import io.wasl.config.ConfigException;
import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.acquirer.TrafficMix;
import io.wasl.sim.rules.RuleBook;
import io.wasl.sim.rules.RulesFile;
import io.wasl.sim.yaml.Forms;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the demonstration sends, and how its issuers behave.
 *
 * <pre>
 *   400000  atlas   approves, declines what ends in 51, approves half of what ends in 10
 *   510000  rif     approves, in dirhams and euros
 *   520000  rif     approves, but the answer is lost: the switch answers 91 and must reverse
 *   620000  draa    is down
 *   990000          no issuer
 * </pre>
 */
final class DemoTraffic {

    static final List<String> ISSUERS = List.of("atlas", "rif", "draa");
    /** How many of them run: the last one is the one that is down. */
    static final int RUNNING = 2;

    /** The issuer's leg: short enough to see time-outs soon, long enough for a machine with other work. */
    static final Duration ISSUER_TIMEOUT = Duration.ofSeconds(3);

    static final Duration SWITCH_TIMEOUT = Duration.ofMillis(4_500);

    /** The kind whose answers are lost. */
    static final String SILENT = "rif stays silent";
    /** The kind that reaches no issuer: 91 too, but nothing was sent and nothing is owed. */
    static final String DOWN = "draa is down";

    /** No amount of it ends in 10 or 51, which atlas treats otherwise. */
    private static final Forms.Span PLAIN = new Forms.Span(20_011, 20_050);

    private static final int CARDS = 200;
    private static final int PAN_LENGTH = 16;
    private static final String DIRHAM = "504";
    private static final String EURO = "978";

    private static final String ATLAS_RULES = "rules:\n"
            + "  - { name: no funds, when: { amount-ends: 51 }, then: decline 51, delay: 1ms-5ms }\n"
            + "  - { name: part, when: { amount-ends: 10 }, then: partial 50%, delay: 1ms-5ms }\n"
            + "  - { name: approve, then: approve, delay: 1ms-8ms }\n";
    private static final String RIF_RULES = "rules:\n"
            + "  - { name: answer lost, when: { pan: 520000* }, then: approve, deliver: silence }\n"
            + "  - { name: approve, then: approve, delay: 1ms-15ms }\n";

    private DemoTraffic() {}

    static TrafficMix mix() {
        return new TrafficMix(List.of(
                kind("approved by atlas", 40, 0x0100, "400000", PLAIN, DIRHAM, "00"),
                kind("approved in part", 4, 0x0100, "400000", new Forms.Span(50_010, 50_010), DIRHAM, "10"),
                kind("declined, no funds", 10, 0x0200, "400000", new Forms.Span(12_351, 12_351), DIRHAM, "51"),
                kind("approved by rif", 20, 0x0200, "510000", new Forms.Span(100, 80_000), DIRHAM, "00"),
                kind("approved by rif, EUR", 12, 0x0100, "510000", new Forms.Span(100, 80_000), EURO, "00"),
                kind(SILENT, 4, 0x0100, "520000", new Forms.Span(100, 80_000), EURO, "91"),
                kind(DOWN, 5, 0x0100, "620000", new Forms.Span(100, 80_000), DIRHAM, "91"),
                kind("unknown BIN", 5, 0x0100, "990000", new Forms.Span(100, 80_000), DIRHAM, "15")));
    }

    /** The rules of an issuer that runs, by its place in {@link #ISSUERS}. */
    static RuleBook rules(int issuer) {
        try {
            String yaml = issuer == 0 ? ATLAS_RULES : RIF_RULES;
            return RulesFile.parse(ISSUERS.get(issuer), new StringReader(yaml));
        } catch (ConfigException e) {
            throw new IllegalStateException("the demonstration's own rules are wrong", e);
        }
    }

    static String routes() {
        return "low,high,issuer,brand,pan-length,priority\n"
                + "400000,400000,atlas,visa,16,1\n"
                + "510000,510000,rif,mastercard,16,1\n"
                + "520000,520000,rif,mastercard,16,1\n"
                + "620000,620000,draa,unionpay,16,1\n";
    }

    private static Traffic kind(
            String name, int weight, int mti, String prefix, Forms.Span amounts, String... currencyAndCode) {
        return new Traffic(
                name,
                weight,
                mti,
                Traffic.cards(prefix, PAN_LENGTH, CARDS),
                amounts,
                currencyAndCode[0],
                Map.of(),
                0,
                Set.of(currencyAndCode[1]));
    }
}
