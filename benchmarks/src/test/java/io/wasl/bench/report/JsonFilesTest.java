package io.wasl.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.bench.e2e.E2eFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class JsonFilesTest {

    @Test
    void shouldReadWhatJmhWrites() {
        JmhFile file = Golden.stages();

        assertThat(file.lines())
                .contains(
                        new JmhFile.Line("DecodeBenchmark.request", "ascii", 400, 12.5, 390, 0.01),
                        new JmhFile.Line("DecodeBenchmark.request", "binary", 410, Double.NaN, 395, 0.01));
        assertThat(file.lines())
                .as("other units are left out")
                .noneMatch(line -> line.benchmark().contains("Throughput"));
        assertThat(file.how()).contains("17.0.15", "forks 2");
        assertThat(file.machine()).hasValue("a made-up machine; 2026-11-22T10:00:00Z");
    }

    /** Written before the target's JVM was asked. */
    @Test
    void shouldReadARunThatTellsNoAllocation() throws Exception {
        String old = Golden.text("e2e.json").replaceAll("(?s),\\s*\"jvm\":\\{.*?\"longestPause\":\"\\w+\"\\}", "");
        assertThat(old).doesNotContain("allocated");

        E2eFile file = E2eFile.parse(old);

        assertThat(file.measured())
                .allSatisfy(one -> assertThat(one.allocated()).isNaN());
        assertThat(new HtmlPage(Golden.report()).make()).contains("allocated, B");
        var run = new MeasuredRun("e2e.json", file);
        assertThat(new LoadTables(run, run.shapes().get(0)).memory().rows()).isEmpty();
    }

    /** As JMH itself writes it. */
    @Test
    void shouldReadAFileWithoutAMachineAndSaySo() throws Exception {
        String bare = Golden.text("jmh.json").replaceAll("\"machine\":\"[^\"]*\",", "");
        JmhFile file = JmhFile.parse("jmh.json", bare);

        assertThat(file.machine()).isEmpty();
        assertThat(RunFacts.of(file).facts())
                .anySatisfy(fact -> assertThat(fact.words()).contains("not in this file"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[null]",
                "[{\"benchmark\":null}]",
                "[{\"benchmark\":\"A.b\"}]",
                "[{\"benchmark\":null,\"primaryMetric\":{\"score\":1,\"scoreUnit\":\"ns/op\"}}]",
                "[{\"benchmark\":\"A.b\",\"primaryMetric\":{\"score\":null,\"scoreUnit\":\"ns/op\"}}]",
                "[{\"benchmark\":\"A.b\",\"primaryMetric\":null}]",
                "{\"measured\":[{}]}"
            })
    void shouldRefuseResultsThatLackSomething(String json) {
        assertThatThrownBy(() -> JmhFile.parse("jmh.json", json))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("is not what bench --json writes");
    }

    /** Fields of a good run, as null and as what they never are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/machine",
                "/command",
                "/command/0",
                "/jvmOptions",
                "/plan",
                "/plan/targetOptions",
                "/disk",
                "/failures",
                "/measured",
                "/measured/0",
                "/measured/0/target",
                "/measured/0/load",
                "/measured/0/load/shape",
                "/measured/0/load/count",
                "/measured/0/load/latencyNs",
                "/measured/0/load/latencyNs/50",
                "/measured/0/cpu",
                "/measured/0/cpu/groups",
                "/measured/0/cpu/groups/LOOP",
                "/measured/0/jvm/allocated",
                "/measured/0/jvm/longestPause"
            })
    void shouldRefuseARunInWhichAFieldIsNullOrSomethingElse(String pointer) {
        for (String value : List.of("null", "[[]]")) {
            String json = with(pointer, value);
            assertThatThrownBy(() -> E2eFile.parse(json))
                    .as(value)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("is not what bench e2e --json writes")
                    .satisfies(e -> assertThat(e.toString().lines()).hasSize(1));
        }
    }

    private static String with(String pointer, String value) {
        var mapper = JsonMapper.shared();
        JsonNode all = mapper.readTree(Golden.text("e2e.json"));
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = all.at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1);
        assertThat(all.at(pointer).isMissingNode()).as(pointer).isFalse();
        if (parent instanceof ObjectNode object) {
            object.set(last, mapper.readTree(value));
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(last), mapper.readTree(value));
        }
        return mapper.writeValueAsString(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "[1]", "\"x\"", "{\"machine\":\"x\"}", "{\"measured\":[{}]}", "null"})
    void shouldRefuseOtherFiles(String json) {
        assertThatThrownBy(() -> E2eFile.parse(json)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JmhFile.parse("jmh.json", json)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldLeaveOutWhatNoPageShowsOfALargeFileOnly() {
        String small = "{ \"rawData\": [1], \"score\": 2 }";
        String large =
                "{ \"a\": [ { \"rawData\": [" + "1, ".repeat(SmallJson.MOST_BYTES / 3) + "1], \"score\": 2 } ] }";

        assertThat(SmallJson.of(small)).isEqualTo(small);
        assertThat(SmallJson.of(large)).isEqualTo("{\"a\":[{\"score\":2}]}\n");
    }
}
