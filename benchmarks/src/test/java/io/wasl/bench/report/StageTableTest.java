package io.wasl.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StageTableTest {

    private static JmhFile.Line line(String benchmark, double nanos) {
        return new JmhFile.Line(benchmark, "ascii", nanos, 1, nanos, 0);
    }

    private static FigureTable table(JmhFile.Line... lines) {
        return new StageTable(new JmhFile("jmh.json", "once", Optional.empty(), List.of(lines))).figures();
    }

    @Test
    void shouldDivideByTheLimitsHopWhereItWasMeasured() {
        FigureTable table = table(line("DecodeBenchmark.request", 200), line("LimitBenchmark.hop", 400));

        assertThat(table.head()).endsWith("÷ limit's hop");
        assertThat(table.rows().get(0)).endsWith("0.50");
    }

    /** A run of the suite has the limit's walk in it, and no hop. */
    @Test
    void shouldHaveNoColumnOfRatiosWithoutTheLimitsHop() {
        FigureTable table = table(line("DecodeBenchmark.request", 200), line("LimitBenchmark.walk", 100));

        assertThat(table.head()).doesNotContain("÷ limit's hop").endsWith("allocated, B");
    }
}
