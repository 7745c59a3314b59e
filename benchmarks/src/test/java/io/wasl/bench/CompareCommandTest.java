package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The guard must see a slow-down that is planted, and let noise pass. */
class CompareCommandTest {

    private static final String NAME = "io.wasl.bench.HotPathBenchmark.hop";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path baseline;

    @BeforeEach
    void prepare() throws IOException {
        baseline = folder.resolve("baseline.json");
        assertThat(run(steady(2000, 0), "--write")).isZero();
    }

    /** At 100 ns for the limit. */
    private static MadeResults steady(double cpuNs, double bytes) {
        return new MadeResults()
                .limit(98, 100, 102)
                .add(NAME, "ascii", bytes, cpuNs * 0.95, cpuNs, cpuNs * 1.05)
                .limit(98, 100, 102);
    }

    private int run(MadeResults results, String... more) throws IOException {
        Path file = folder.resolve("results.json");
        Files.write(file, results.json());
        CommandLine line = new CommandLine(new CompareCommand());
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--from=" + file;
        arguments[1] = "--baseline=" + baseline;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return execute(line, arguments);
    }

    private int execute(CommandLine line, String... arguments) {
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void shouldPassWhatIsAsItWas() throws IOException {
        assertThat(run(steady(2000, 0))).isZero();
        assertThat(out.toString()).contains("Nothing became worse.");
    }

    @Test
    void shouldFailWhatTakesMoreThanHalfAsLongAgain() throws IOException {
        assertThat(run(steady(3200, 0))).isEqualTo(1);
        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains("HotPathBenchmark.hop ascii 20.000 32.000 +60% 5% 0.0 SLOWER");
        assertThat(out.toString()).contains("Worse than the baseline: HotPathBenchmark.hop ascii");
    }

    @Test
    void shouldPassWhatIsSlowerByLess() throws IOException {
        assertThat(run(steady(2900, 0))).isZero();
    }

    @Test
    void shouldPassASlowerMachine() throws IOException {
        MadeResults slower = new MadeResults()
                .limit(290, 300, 310)
                .add(NAME, "ascii", 0, 6000, 5900, 6200)
                .limit(300);
        assertThat(run(slower)).isZero();
    }

    @Test
    void shouldFailASlowDownOnAFasterMachine() throws IOException {
        MadeResults faster = new MadeResults()
                .limit(50, 51, 49)
                .add(NAME, "ascii", 0, 1900, 1950, 1850)
                .limit(50);
        assertThat(run(faster)).isEqualTo(1);
    }

    @Test
    void shouldPassNoiseThatReachesDownToTheBaseline() throws IOException {
        MadeResults noise = new MadeResults()
                .limit(100)
                .add(NAME, "ascii", 0, 2050, 3600, 5000)
                .limit(100);
        assertThat(run(noise)).isZero();
        MadeResults noisyLimit = new MadeResults()
                .limit(55)
                .add(NAME, "ascii", 0, 2400, 2600, 2700)
                .limit(115);
        assertThat(run(noisyLimit)).isZero();
    }

    @Test
    void shouldFailGarbageWhereThereWasNone() throws IOException {
        assertThat(run(steady(2000, 24))).isEqualTo(1);
        assertThat(out.toString()).contains("ALLOCATES");
    }

    @Test
    void shouldPassTheGarbageOfTheMeasuringLoop() throws IOException {
        assertThat(run(steady(2000, 1.3))).isZero();
    }

    @Test
    void shouldPassAndNameABenchmarkThatIsNew() throws IOException {
        MadeResults results = steady(2000, 0).add("io.wasl.bench.NewBenchmark.one", "ascii", 100, 9e9);
        assertThat(run(results)).isZero();
        assertThat(out.toString()).contains("NewBenchmark.one ascii").contains("new");
    }

    private static MadeResults two(MadeResults results) {
        return results.add("io.wasl.bench.DecodeBenchmark.request", "ascii", 0, 100)
                .limit(98, 100, 102);
    }

    @Test
    void shouldFailAndNameABenchmarkThatIsMissing() throws IOException {
        assertThat(run(two(steady(2000, 0)), "--write")).isZero();

        assertThat(run(steady(2000, 0))).isEqualTo(1);

        assertThat(out.toString())
                .contains("1 of 2 benchmarks of the baseline were compared.")
                .contains("Missing from the run: DecodeBenchmark.request ascii");
    }

    @Test
    void shouldSayHowManyWereCompared() throws IOException {
        assertThat(run(two(steady(2000, 0)), "--write")).isZero();
        assertThat(run(two(steady(2000, 0)))).isZero();
        assertThat(out.toString())
                .contains("2 of 2 benchmarks of the baseline were compared.")
                .doesNotContain("Missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--filter=HotPath.*ascii$",
                "--filter=HotPathBenchmark\\.hop$",
                "--filter=^io.wasl.*Hot",
                "--short"
            })
    void shouldExpectOnlyWhatIsAskedFor(String narrower) throws IOException {
        MadeResults both = steady(2000, 0)
                .add("io.wasl.bench.EncodeBenchmark.other", "ascii", 0, 100)
                .limit(100);
        assertThat(run(both, "--write")).isZero();

        assertThat(run(steady(2000, 0), narrower)).as(out.toString()).isZero();

        assertThat(out.toString())
                .contains("1 of 1 benchmarks of the baseline were compared; 1 more were not asked for.")
                .doesNotContain("Missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--filter=Decode", "--short"})
    void shouldFailWhatIsAskedForAndMissing(String narrower) throws IOException {
        MadeResults three = two(steady(2000, 0))
                .add("io.wasl.bench.DecodeBenchmark.answer", "ascii", 0, 100)
                .limit(100);
        assertThat(run(three, "--write")).isZero();

        MadeResults withoutIt = steady(2000, 0)
                .add("io.wasl.bench.DecodeBenchmark.answer", "ascii", 0, 100)
                .limit(100);
        assertThat(run(withoutIt, narrower)).isEqualTo(1);
        assertThat(out.toString()).contains("Missing from the run: DecodeBenchmark.request ascii");
    }

    @Test
    void shouldRefuseAFolderInPlaceOfResults() {
        assertThat(execute(new CommandLine(new CompareCommand()), "--baseline=" + baseline, "--from=" + folder))
                .isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("--from: " + folder + ": is no file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[null]", "{\"measured\":[{}]}", "[{\"benchmark\":null}]", "\u00e9"})
    void shouldRefuseOtherFilesInPlaceOfResults(String text) throws IOException {
        Path other = folder.resolve("other.json");
        Files.write(other, text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(execute(new CommandLine(new CompareCommand()), "--baseline=" + baseline, "--from=" + other))
                .isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("--from: " + other + ": ");
    }

    @Test
    void shouldRefuseAFolderInPlaceOfABaseline() throws IOException {
        baseline = folder;
        assertThat(run(steady(2000, 0))).isEqualTo(2);
        assertThat(run(steady(2000, 0), "--write")).isEqualTo(2);
        assertThat(err.toString()).contains("the baseline " + folder, "--baseline: must name a file");
    }

    @Test
    void shouldRefuseABaselineThatIsNotThere() throws IOException {
        Files.delete(baseline);
        assertThat(run(steady(2000, 0))).isEqualTo(2);
        assertThat(err.toString()).contains("there is no baseline");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "[]",
                "null",
                "what is this",
                "{\"format\": \"another\", \"limit\": \"LimitBenchmark.walk ascii\", \"benchmarks\": []}",
                "{\"format\": \"wasl benchmarks, ratios to a limit, 1\", \"limit\": \"another\", \"benchmarks\": []}",
                "{\"format\": \"wasl benchmarks, ratios to a limit, 1\", \"limit\": \"LimitBenchmark.walk ascii\"}",
                "{\"format\": \"wasl benchmarks, ratios to a limit, 1\", \"limit\": \"LimitBenchmark.walk ascii\","
                        + " \"benchmarks\": [null]}"
            })
    void shouldRefuseAForeignBaseline(String text) throws IOException {
        Files.writeString(baseline, text);
        assertThat(run(steady(2000, 0))).isEqualTo(2);
        assertThat(err.toString()).contains("baseline.json");
    }

    @Test
    void shouldRefuseResultsThatTheBaselineKnowsNothingOf() throws IOException {
        assertThat(run(new MadeResults().limit(100).add("io.wasl.bench.Other.one", "ascii", 0, 5)))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none of these");
    }

    @ParameterizedTest
    @CsvSource({
        "--write --filter Decode, --write",
        "--write --short, --write",
        "--short --filter Decode, --short",
        "--from x.json --quick, --from",
        "--from nowhere.json, nowhere.json",
        "--no-such-thing, --no-such-thing"
    })
    void shouldRefuseWrongArguments(String arguments, String said) {
        String[] all = ("--baseline " + baseline + " " + arguments).split(" ");
        assertThat(execute(new CommandLine(new CompareCommand()), all)).isEqualTo(2);
        assertThat(err.toString()).contains(said);
    }

    @ParameterizedTest
    @CsvSource({"--filter [, --filter", "--filter NoSuch, --filter", "--filter PeerBenchmark, --filter"})
    void shouldRefuseAFilterThatFindsNothing(String arguments, String said) {
        String[] all = ("--baseline " + baseline + " " + arguments).split(" ");
        assertThat(execute(new CommandLine(new CompareCommand()), all)).isEqualTo(2);
        assertThat(err.toString()).contains(said);
    }

    /** A name with a slip in it would guard nothing. */
    @Test
    void shouldFindEachOfTheShortOnesInTheSuiteAndInTheStoredBaseline() throws Exception {
        SuiteRun run = new SuiteRun(new Measurement(true, 1));
        assertThat(run.cases("", CompareCommand.SHORT))
                .extracting(Measurement.Case::toString)
                .hasSameElementsAs(CompareCommand.SHORT);
        Map<String, SuiteFile.Ratio> stored =
                Baseline.read(Path.of("baseline.json")).ratios();
        assertThat(stored).containsKeys(CompareCommand.SHORT.toArray(new String[0]));
    }

    /** What was added since must be measured too: with nothing to compare with it is not guarded. */
    @Test
    void shouldKnowEachBenchmarkOfTheSuiteInTheStoredBaseline() throws Exception {
        List<String> suite = new SuiteRun(new Measurement(true, 1))
                .cases("", List.of()).stream().map(Measurement.Case::toString).toList();
        assertThat(Baseline.read(Path.of("baseline.json")).ratios()).containsOnlyKeys(suite);
    }
}
