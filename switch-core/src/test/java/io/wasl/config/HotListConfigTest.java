package io.wasl.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which cards are declined, when, and who may list them, as the file says it. */
class HotListConfigTest {

    private static final String ACQUIRER = "    response-timeout: 12s\n";
    private static final String ISSUER = "    response-timeout: 10s\n";

    @TempDir
    Path folder;

    private ConfigFile file(String ofAcquirer, String ofIssuer) {
        return new ConfigFile(folder, Map.of())
                .with(ACQUIRER, ACQUIRER + ofAcquirer)
                .with(ISSUER, ISSUER + ofIssuer);
    }

    @Test
    void shouldListNothingAndLetNobodyListByDefault() throws ConfigException {
        SwitchConfig config = file("", "").load().config();
        assertThat(config.issuers().get(0).hotList()).isEqualTo(HotListConfig.none());
        assertThat(config.acquirers().get(0).fileMaintenance()).isEmpty();
        assertThat(HotListConfig.none()).isEqualTo(new HotListConfig(HotListConfig.Applies.STAND_IN, Optional.empty()));
    }

    @Test
    void shouldReadEveryKey() throws ConfigException {
        SwitchConfig config = file(
                        "    file-maintenance: { issuers: [atlas], pick-up: STOP, lost: L, stolen: 'S 1' }\n",
                        "    hot-list: { applies: always, file: hot.csv }\n")
                .load()
                .config();
        assertThat(config.issuers().get(0).hotList())
                .isEqualTo(new HotListConfig(HotListConfig.Applies.ALWAYS, Optional.of(folder.resolve("hot.csv"))));
        assertThat(config.acquirers().get(0).fileMaintenance())
                .contains(new FileMaintenanceConfig(List.of("atlas"), "STOP", "L", "S 1"));
    }

    @Test
    void shouldPinTheNamesOfTheLists() throws ConfigException {
        assertThat(file("    file-maintenance: { issuers: [atlas] }\n", "")
                        .load()
                        .config()
                        .acquirers()
                        .get(0)
                        .fileMaintenance())
                .contains(new FileMaintenanceConfig(List.of("atlas"), "HOT", "LOST", "STOLEN"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '{ issuers: [] }'                           | issuers: must
            '{ lost: L }'                               | issuers: must name an issuer whose cards are listed
            '{ issuers: [rif] }'                        | issuers[0]: is the id of no issuer
            '{ issuers: [atlas, atlas] }'               | issuers[1]: is also acquirers[0].file-maintenance.issuers[0]
            '{ issuers: [atlas], lost: HOT }'           | lost: is another file's name
            '{ issuers: [atlas], stolen: ABCDEFGHIJKLMNOPQR }' | stolen: must be up to 17 ASCII characters without spaces around
            '{ issuers: [atlas], hot: HOT }'            | hot: is not a known key
            """)
    void shouldNameWhatIsWrong(String section, String error) {
        List<String> errors =
                file("    file-maintenance: " + section + "\n", "").refused();
        assertThat(errors).anyMatch(told -> told.contains(" acquirers[0].file-maintenance." + error));
    }

    @Test
    void shouldRefuseAWordThatIsNone() {
        assertThat(file("", "    hot-list: { applies: sometimes }\n").refused())
                .anyMatch(told -> told.endsWith(" issuers[0].hot-list.applies: must be one of stand-in, always"));
    }
}
