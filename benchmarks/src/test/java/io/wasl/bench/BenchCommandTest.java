package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.command.CommandProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        Object command = ServiceLoader.load(CommandProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider instanceof BenchCommands)
                .findFirst()
                .orElseThrow()
                .commands()
                .get(0);
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void shouldBeFoundAtTheTopLevel() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "Usage: bench",
                        "--quick",
                        "compare",
                        "routing",
                        "durability",
                        "e2e",
                        "report",
                        "fuzz",
                        "ledger",
                        "start");
    }

    @Test
    void shouldExplainTheTargetsOfAnEndToEndRun() {
        assertThat(run("e2e", "--help")).isZero();
        assertThat(out.toString()).contains("wasl-no-ledger", "relay", "jpos", "--rounds", "open:N");
    }

    @ParameterizedTest
    @CsvSource({
        "--filter [, --filter",
        "--filter NoSuchBenchmark, no benchmark has such a name",
        "--filter Decode --forks -1, --forks",
        "--filter NoSuchBenchmark --json nowhere/jmh.json, --json: must name a file",
        "compare --filter NoSuchBenchmark --baseline baseline.json --json nowhere/jmh.json, --json: must name a file",
        "compare --filter NoSuchBenchmark --baseline baseline.json --json target, --json: must name a file",
        "growth --target relay --json nowhere/growth.json, --json: must name a file",
        "growth idle --json nowhere/idle.json, --json: must name a file",
        "growth reload --json ., --json: must name a file",
        "growth idle --folder nowhere, --folder",
        "growth reload --folder nowhere, --folder",
        "compare --short --filter Decode, --short",
        "compare --baseline nowhere.json, nowhere.json",
        "routing --ranges 1, --ranges",
        "durability --seconds 0, --seconds",
        "durability --folder nowhere, --folder",
        "e2e --target tomcat, --target",
        "e2e --load closed:0, --load",
        "e2e --load 64, --load",
        "e2e --rounds 0, --rounds",
        "e2e --seconds 0, --seconds",
        "e2e --warm-up -1, --warm-up",
        "e2e --connections 20001, --connections",
        "growth --connections 20001, --connections",
        "growth --target relay, --target",
        "growth reload --target relay, --target",
        "e2e --folder nowhere, --folder",
        "e2e --json nowhere/e2e.json, --json",
        "e2e --json ., --json",
        "e2e --flames pom.xml, --flames",
        "e2e --no-such-thing, --no-such-thing",
        "start --rounds 0, --rounds",
        "start --json nowhere/start.json, --json",
        "report --e2e nowhere.json, --e2e: nowhere.json: is no file",
        "report --jmh nowhere.json, --jmh: nowhere.json: is no file",
        "report --jmh pom.xml --out nowhere, PERFORMANCE.md: is not there",
        "fuzz --minutes 0, --minutes",
        "fuzz --jobs 0, --jobs",
        "fuzz --target ../x, --target"
    })
    void shouldRefuseWrongArguments(String arguments, String said) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(said);
    }

    /** The hop alone has no stages. */
    @Test
    void shouldSayOfTheReportWhatItMeasuresItself() {
        assertThat(run("report", "--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains(
                        "the whole hop with its peers and the limit",
                        "the stages alone are in what bench compare --json");
    }

    @Test
    void shouldMeasureTheLoadingOfATable() {
        assertThat(run("routing", "--ranges", "1000")).isZero();
        assertThat(out.toString()).contains("1,000 ranges", "load ", "memory ");
    }

    @Test
    void shouldPrintFiguresAndRatiosOfProcessorTimeWhereBothHaveIt() {
        new BenchReport(List.of(
                        new BenchReport.Line("HotPathBenchmark.hop", "ascii", 900, 10, 500, 0.01),
                        new BenchReport.Line("PeerBenchmark.jposHop", "ascii", 15_000, 500, 12_500, 9000),
                        new BenchReport.Line("PeerBenchmark.j8583Hop", "ascii", 9_000, 500, 6_000, 7000),
                        new BenchReport.Line("LimitBenchmark.hop", "ascii", 700, 9, Double.NaN, 0)))
                .print(new PrintWriter(out, true));

        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "HotPathBenchmark.hop ascii 900.0 10.0 500.0 0.0",
                        "LimitBenchmark.hop ascii 700.0 9.0 - 0.0",
                        "ascii jposHop ÷ hop 25.0",
                        "ascii j8583Hop ÷ hop 12.0",
                        "ascii hop ÷ LimitBenchmark.hop 1.29");
    }
}
