package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wasl.bench.SuiteFile.Ratio;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteFileTest {

    @Test
    void shouldDivideByTheLimitsMeasuredBeforeAndAfter() throws Exception {
        MadeResults made = new MadeResults()
                .limit(100, 90, 120)
                .add("io.wasl.bench.A.one", "ascii", 0, 400, 380, 420)
                .limit(300)
                .add("io.wasl.bench.A.two", "ascii", 16, 400)
                .limit(500);

        Map<String, Ratio> ratios = SuiteFile.parse(made.json()).ratios();
        assertThat(ratios).containsOnlyKeys("A.one ascii", "A.two ascii");
        Ratio one = Objects.requireNonNull(ratios.get("A.one ascii"));
        assertThat(one.spread()).isEqualTo(new Spread(400.0 / 200, 380.0 / 300, 420.0 / 100));
        Ratio two = Objects.requireNonNull(ratios.get("A.two ascii"));
        assertThat(two.spread().median()).isEqualTo(1, within(1e-9));
        assertThat(two.bytes()).isEqualTo(16);
    }

    @Test
    void shouldTakeTheBetterOfTwoMeasurements() throws Exception {
        MadeResults made = new MadeResults()
                .limit(100)
                .add("io.wasl.bench.A.one", "ascii", 8, 900)
                .limit(100)
                .add("io.wasl.bench.A.one", "ascii", 0, 400)
                .limit(100);

        Ratio ratio =
                Objects.requireNonNull(SuiteFile.parse(made.json()).ratios().get("A.one ascii"));
        assertThat(ratio.spread().median()).isEqualTo(4);
        assertThat(ratio.bytes()).isZero();
    }

    @Test
    void shouldRefuseResultsWithoutTheLimit() {
        byte[] json =
                new MadeResults().add("io.wasl.bench.A.one", "ascii", 0, 400).json();
        assertThatThrownBy(() -> SuiteFile.parse(json))
                .isInstanceOf(BaselineException.class)
                .hasMessageContaining("LimitBenchmark.walk ascii");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "7", "[7]", "[{\"benchmark\": \"x\"}]", "{\"a\": 1}"})
    void shouldRefuseWhatJmhDidNotWrite(String json) {
        assertThatThrownBy(() -> SuiteFile.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BaselineException.class);
    }
}
