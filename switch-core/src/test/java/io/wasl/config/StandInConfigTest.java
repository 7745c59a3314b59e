package io.wasl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.StandInConfig.MessageClass;
import io.wasl.config.StandInConfig.Trigger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When Wasl may answer in an issuer's place, as the file says it. */
class StandInConfigTest {

    private static final String LEG = "    response-timeout: 10s\n";

    @TempDir
    Path folder;

    private ConfigFile file(String standIn) {
        return new ConfigFile(folder, Map.of()).with(LEG, LEG + "    stand-in:\n" + standIn);
    }

    @Test
    void shouldNeverStandInWhereNothingIsSaid() throws ConfigException {
        assertThat(new ConfigFile(folder, Map.of())
                        .load()
                        .config()
                        .issuers()
                        .get(0)
                        .standIn())
                .isEmpty();
    }

    @Test
    void shouldReadEveryKey() throws ConfigException {
        StandInConfig config =
                file("""
                      on: [sign-off, time-out]
                      arqc: approve
                      mark: { element: 61, value: STAND-IN }
                      rules:
                        - brands: [visa, mastercard]
                          types: ["00", "09"]
                          classes: [financial]
                          currency: "504"
                          per-transaction: 50000
                          per-card-per-day: { count: 3, amount: 100000 }
                """).load().config().issuers().get(0).standIn().orElseThrow();
        assertThat(config.on()).containsExactlyInAnyOrder(Trigger.SIGN_OFF, Trigger.TIME_OUT);
        assertThat(config.arqc()).isEqualTo(StandInConfig.Arqc.APPROVE);
        assertThat(config.mark()).contains(new StandInConfig.Mark(61, "STAND-IN"));
        StandInConfig.Rule rule = config.rules().get(0);
        assertThat(rule.brands()).containsExactlyInAnyOrder("visa", "mastercard");
        assertThat(rule.types()).containsExactlyInAnyOrder("00", "09");
        assertThat(rule.classes()).containsExactly(MessageClass.FINANCIAL);
        assertThat(List.of(rule.perTransactionMinor(), (long) rule.perDayCount(), rule.perDayMinor()))
                .containsExactly(50_000L, 3L, 100_000L);
    }

    @Test
    void shouldPinTheDefaults() throws ConfigException {
        StandInConfig config =
                file("""
                      rules: [ { currency: "504", per-transaction: 1, per-card-per-day: { count: 1, amount: 1 } } ]
                """).load().config().issuers().get(0).standIn().orElseThrow();
        assertThat(config.on()).containsExactlyInAnyOrder(Trigger.values());
        assertThat(config.arqc()).isEqualTo(StandInConfig.Arqc.DECLINE);
        assertThat(config.mark()).isEmpty();
        assertThat(config.rules().get(0).brands()).isEmpty();
        assertThat(config.rules().get(0).types()).containsExactly("00");
        assertThat(config.rules().get(0).classes()).containsExactlyInAnyOrder(MessageClass.values());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            per-transaction: 1   | per-transaction: 0          | rules[0].per-transaction: must be from 1 to 999999999999
            per-transaction: 1   | per-transaction: 1.50       | rules[0].per-transaction: must be a whole number
            per-transaction: 1   | per-transaction: 10         | rules[0].per-transaction: must not be above per-card-per-day.amount (9)
            per-transaction: 1   | note: 1                     | rules[0].per-transaction: is required
            amount: 9            | amounts: 9                  | rules[0].per-card-per-day.amount: is required
            '"504"'              | dirham                      | rules[0].currency: must be three digits or capital letters, as DE 49
            '["00"]'             | '["31"]'                    | rules[0].types[0]: must be the first two digits of DE 3; 30 to 39 (inquiries) and 90 to 99 cannot be stood in for
            '["00"]'             | '["00", "00"]'              | rules[0].types[1]: stands there twice
            '[time-out]'         | '[timeout]'                 | on[0]: must be one of time-out, link-down, sign-off
            arqc: decline        | arqc: maybe                 | arqc: must be one of decline, approve
            element: 60          | element: 55                 | mark.element: must be one of 44, 46 to 48, 57 to 63, 111 to 127, which are free for such use
            element: 60          | element: 2                  | mark.element: must be from 44 to 127
            """)
    void shouldNameWhatIsWrong(String old, String replacement, String error) {
        List<String> errors = file("""
                      on: [time-out]
                      arqc: decline
                      mark: { element: 60, value: STIP }
                      rules:
                        - types: ["00"]
                          currency: "504"
                          per-card-per-day: { count: 1, amount: 9 }
                          <
                """.replace("<", "per-transaction: 1"))
                .with(old, replacement)
                .refused();
        assertThat(errors).anyMatch(told -> told.endsWith(" issuers[0].stand-in." + error));
        assertThat(errors).allMatch(told -> told.matches(":[0-9]+:[0-9]+ .*"));
    }
}
