package io.wasl.sim.chaos;

import io.wasl.config.ConfigException;
import io.wasl.sim.acquirer.MixFile;
import io.wasl.sim.acquirer.TrafficMix;
import java.io.StringReader;
import java.util.List;

/**
 * What acquirers send while processes are killed, and how the issuers behave: two issuers with most of the habits that leave
 * an outcome unknown. Each habit has cards of its own.
 *
 * <pre>
 *   400000  atlas  approves, half of what ends in 10; declines what ends in 51
 *   510000  rif    approves          520000  books, and does not answer       530000  around the switch's patience
 *   540000  rif    slower than an acquirer without duty is patient
 *   550000  rif    answers twice     560000  under a wrong STAN               570000  with a wrong amount
 *   580000  rif    half an answer, then an RST, which ends all that is in flight there
 * </pre>
 */
public final class ChaosTraffic {

    /** In the order of {@link #RULES}. */
    public static final List<String> ISSUERS = List.of("atlas", "rif");

    /** Each issuer's rules file. */
    public static final List<String> RULES = List.of("""
            rules:
              - { name: no funds, when: { amount-ends: 51 }, then: decline 51, delay: 1ms-5ms }
              - { name: part, when: { amount-ends: 10 }, then: partial 50%, delay: 1ms-30ms }
              - { name: approve, then: approve, delay: 0ms-30ms }
            """, """
            rules:
              - { name: answer lost, when: { pan: 520000* }, then: approve, deliver: silence }
              - { name: late, when: { pan: 530000* }, then: approve, delay: 900ms-1300ms }
              - { name: slow, when: { pan: 540000* }, then: approve, delay: 700ms-750ms }
              - { name: twice, when: { pan: 550000* }, then: approve, deliver: twice, delay: 0ms-15ms }
              - { name: wrong stan, when: { pan: 560000* }, then: approve, deliver: wrong-stan }
              - { name: wrong amount, when: { pan: 570000* }, then: approve, deliver: wrong-amount }
              - { name: half an answer, when: { pan: 580000* }, then: approve, deliver: reset }
              - { name: approve, then: approve, delay: 0ms-15ms }
            """);

    /** The kind whose answers come around the switch's time-out. */
    static final String LATE = "late";

    /** A mix file. The rules of the amounts' last digits hold for atlas alone. */
    public static final String MIX = """
            mix:
              - { name: approved by atlas, weight: 3600, pan-prefix: 400000, cards: 100, amount: 20011-20050, currency: 504 }
              - { name: "approved, taken back", weight: 800, pan-prefix: 400000, cards: 100, amount: 20011-20050, currency: 504,
                  cancel-percent: 50 }
              - { name: approved in part, weight: 600, pan-prefix: 400000, cards: 100, amount: 50010, currency: 504,
                  cancel-percent: 20 }
              - { name: declined, weight: 1000, mti: 0200, pan-prefix: 400000, cards: 100, amount: 12351, currency: 504 }
              - { name: told afterwards, weight: 600, mti: 0220, pan-prefix: 400000, cards: 100, amount: 30011-30050,
                  currency: 504, cancel-percent: 10 }
              - { name: approved by rif, weight: 2400, mti: 0200, pan-prefix: 510000, cards: 100, amount: 100-80000,
                  currency: 504, cancel-percent: 10 }
              - { name: answer lost, weight: 200, pan-prefix: 520000, cards: 100, amount: 100-80000, currency: 504 }
              - { name: late, weight: 200, pan-prefix: 530000, cards: 100, amount: 100-80000, currency: 504,
                  cancel-percent: 10 }
              - { name: slow, weight: 300, pan-prefix: 540000, cards: 100, amount: 100-80000, currency: 504,
                  cancel-percent: 10 }
              - { name: answered twice, weight: 300, pan-prefix: 550000, cards: 100, amount: 100-80000, currency: 504 }
              - { name: wrong STAN, weight: 50, pan-prefix: 560000, cards: 100, amount: 100-80000, currency: 504 }
              - { name: wrong amount, weight: 50, pan-prefix: 570000, cards: 100, amount: 100-80000, currency: 504 }
              - { name: half an answer, weight: 1, pan-prefix: 580000, cards: 100, amount: 100-80000, currency: 504 }
            """;

    /** A routing table. */
    static final String ROUTES = """
            low,high,issuer,brand,pan-length,priority
            400000,400000,atlas,test,16,1
            510000,510000,rif,test,16,1
            520000,520000,rif,test,16,1
            530000,530000,rif,test,16,1
            540000,540000,rif,test,16,1
            550000,550000,rif,test,16,1
            560000,560000,rif,test,16,1
            570000,570000,rif,test,16,1
            580000,580000,rif,test,16,1
            """;

    private ChaosTraffic() {}

    /** The prefixes that lead to an issuer. */
    public static List<String> prefixes(String issuer) {
        return ROUTES.lines()
                .map(row -> row.split(",", -1))
                .filter(row -> row[2].equals(issuer))
                .map(row -> row[0])
                .toList();
    }

    public static TrafficMix mix() {
        try {
            return MixFile.parse("mix", new StringReader(MIX));
        } catch (ConfigException e) {
            throw new IllegalStateException("the mix of these runs is wrong", e);
        }
    }
}
