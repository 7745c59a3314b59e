package io.wasl.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ReportCommandTest {

    private static final String MARKS = "<!-- report: goals -->\n<!-- /report: goals -->\nby hand\n"
            + "<!-- report: e2e -->\n<!-- /report: e2e -->\n<!-- report: stages -->\n<!-- /report: stages -->\nthe end";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> measured = new ArrayList<>();

    @BeforeEach
    void writePage() throws IOException {
        Files.writeString(page(), MARKS);
    }

    private Path page() {
        return folder.resolve("PERFORMANCE.md");
    }

    private List<String> made() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("performance"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private int run(Benches benches, String... words) {
        var all = new ArrayList<String>(List.of(words));
        all.add("--out=" + folder);
        return new CommandLine(new ReportCommand(benches))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private int run(String... words) {
        return run(new FakeBenches(0), words);
    }

    private static String golden(String name) {
        return Golden.FOLDER.resolve(name).toString();
    }

    /** Writes made-up figures, as if it had measured. */
    private final class FakeBenches implements Benches {

        private final int status;

        FakeBenches(int status) {
            this.status = status;
        }

        @Override
        public int runE2e(Path json, Path flames) {
            measured.add("e2e");
            if (status < 2) {
                write(json, Golden.text("e2e.json"));
                write(flames.resolve("wasl-cpu.html"), "a graph");
                write(flames.resolve("wasl-cpu.collapsed"), "stacks");
            }
            return status;
        }

        @Override
        public int runJmh(Path json) {
            measured.add("jmh");
            write(json, Golden.text("jmh.json"));
            return 0;
        }

        private static void write(Path file, String text) {
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void shouldWriteTheFolderAndTheMarkedSectionsAndTellTheGoals() throws Exception {
        assertThat(run("--e2e", golden("e2e.json"), "--jmh", golden("jmh.json")))
                .isZero();

        assertThat(made())
                .containsExactly(
                        "e2e.json", "index.html", "jmh.json", "latency-closed-64.svg", "latency-open-5000.svg");
        assertThat(folder.resolve("performance/e2e.json")).hasContent(Golden.text("e2e.json"));
        assertThat(folder.resolve("performance/latency-open-5000.svg"))
                .content()
                .contains("<style>", "polyline");
        assertThat(page())
                .content()
                .contains(
                        "| wasl, 64 in flight: CPU of loop and journal ≤ 0.1 × jPOS |",
                        "by hand\n",
                        "DecodeBenchmark.request")
                .endsWith("<!-- /report: stages -->\nthe end");
        assertThat(out.toString())
                .contains("wasl, 64 in flight: CPU of loop and journal ≤ 0.1 × jPOS", "not measured", "reached ");
        assertThat(measured).isEmpty();
    }

    @Test
    void shouldMakeTheSameOfTheSameFiles() throws Exception {
        run("--e2e", golden("e2e.json"), "--jmh", golden("jmh.json"));
        String first = Files.readString(page()) + Files.readString(folder.resolve("performance/index.html"));

        assertThat(run("--e2e", folder.resolve("performance/e2e.json").toString()))
                .as(err.toString())
                .isZero();

        assertThat(Files.readString(page()) + Files.readString(folder.resolve("performance/index.html")))
                .isEqualTo(first);
    }

    @Test
    void shouldMeasureBothWhenNothingIsGiven() throws Exception {
        assertThat(run()).isZero();

        assertThat(measured).containsExactly("e2e", "jmh");
        assertThat(made())
                .contains("e2e.json", "jmh.json", "flame-wasl-cpu.html")
                .doesNotContain("wasl-cpu.collapsed");
        assertThat(page()).content().contains("(performance/flame-wasl-cpu.html)");
    }

    @Test
    void shouldReportARunInWhichSomethingWasLostAndSaySoByItsStatus() throws Exception {
        assertThat(run(new FakeBenches(1))).isEqualTo(1);
        assertThat(made()).contains("index.html");
    }

    @Test
    void shouldWriteNothingWhenARunHasNoFigures() {
        assertThat(run(new FakeBenches(2))).isEqualTo(1);
        assertThat(err.toString()).contains("no report was written");
        assertThat(folder.resolve("performance")).doesNotExist();
        assertThat(page()).hasContent(MARKS);
    }

    @Test
    void shouldKeepTheOtherKindOfFiguresAndTheGraphsAndRemoveWhatIsOld() throws Exception {
        run();
        Files.writeString(folder.resolve("performance/e2e-2.json"), Golden.text("e2e.json"));
        Files.writeString(folder.resolve("performance/by-hand.html"), "kept");

        assertThat(run("--e2e", golden("e2e.json"))).isZero();

        assertThat(made())
                .contains("jmh.json", "flame-wasl-cpu.html", "by-hand.html")
                .doesNotContain("e2e-2.json");
        assertThat(page()).content().contains("DecodeBenchmark.request", "(performance/flame-wasl-cpu.html)");
    }

    @Test
    void shouldTellSeveralRunsApart() throws Exception {
        assertThat(run("--e2e", golden("e2e.json"), golden("e2e.json"))).isZero();
        assertThat(made()).contains("e2e.json", "e2e-2.json", "latency-closed-64.svg", "latency-2-closed-64.svg");
    }

    @Test
    void shouldRefuseAPageWithoutMarksBeforeItMeasures() throws Exception {
        Files.writeString(page(), MARKS.replace("<!-- report: e2e -->", ""));

        assertThat(run()).isEqualTo(2);

        assertThat(err.toString()).contains("PERFORMANCE.md: has no line <!-- report: e2e -->");
        assertThat(measured).isEmpty();
        assertThat(folder.resolve("performance")).doesNotExist();
    }

    @Test
    void shouldRefuseWrongFiles() throws Exception {
        Path other = Files.writeString(folder.resolve("other.json"), "{}");

        assertThat(run("--e2e", other.toString())).isEqualTo(2);
        assertThat(run("--jmh", other.toString())).isEqualTo(2);
        assertThat(run("--e2e", "nowhere.json")).isEqualTo(2);
        assertThat(run("--flames", "nowhere")).isEqualTo(2);
        Files.delete(page());
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString())
                .contains("is not what bench e2e --json writes", "is not what bench --json writes", "is no file")
                .contains("is no folder", "PERFORMANCE.md: is not there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "{\"measured\":[{}]}", "{\"machine\":null}", "[{\"benchmark\":null}]", "\u00e9"
            })
    void shouldNameOptionFileAndReasonOfAWrongFile(String text) throws Exception {
        Path other = folder.resolve("other.json");
        Files.write(other, text.getBytes(StandardCharsets.ISO_8859_1));

        for (String option : List.of("--e2e", "--jmh")) {
            err.getBuffer().setLength(0);
            assertThat(run(option, other.toString())).isEqualTo(2);
            assertThat(err.toString().lines().findFirst().orElse("")).startsWith(option + ": " + other + " is no");
            assertThat(err.toString()).doesNotContain("\tat ");
        }
        assertThat(folder.resolve("performance")).doesNotExist();
    }

    @Test
    void shouldRefuseAGraphOrAPageThatIsNoText() throws Exception {
        byte[] noText = {(byte) 0xe9, 'x'};
        Path graphs = Files.createDirectory(folder.resolve("graphs"));
        Files.write(graphs.resolve("wasl-cpu.html"), noText);

        assertThat(run("--e2e", golden("e2e.json"), "--flames", graphs.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--flames: " + graphs.resolve("wasl-cpu.html") + " is no text in UTF-8");

        Files.write(page(), noText);
        assertThat(run("--e2e", golden("e2e.json"))).isEqualTo(2);
        assertThat(err.toString()).contains("PERFORMANCE.md: is no text in UTF-8");
    }
}
