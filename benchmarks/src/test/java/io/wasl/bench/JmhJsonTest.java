package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JmhJsonTest {

    @Test
    void shouldTellTheMachineInEachResultAndKeepTheRest() throws Exception {
        byte[] results = new MadeResults()
                .limit(100, 90)
                .add("io.wasl.bench.A.one", "ascii", 0, 400.25)
                .json();

        byte[] told = JmhJson.withMachine(results, "two cores; 2026-11-24T01:00:00Z");

        JsonNode all = JsonMapper.shared().readTree(told);
        assertThat(all)
                .hasSize(2)
                .allSatisfy(
                        one -> assertThat(one.path("machine").asString()).isEqualTo("two cores; 2026-11-24T01:00:00Z"));
        assertThat(SuiteFile.parse(told).ratios())
                .isEqualTo(SuiteFile.parse(results).ratios());
    }

    /** JMH writes no result at all where nothing ran. */
    @Test
    void shouldLeaveAnEmptyRunEmpty() {
        assertThat(JsonMapper.shared().readTree(JmhJson.withMachine(new MadeResults().json(), "x")))
                .isEmpty();
    }
}
