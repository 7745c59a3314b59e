package io.wasl.bench.report;

import io.wasl.bench.BenchCommands;
import io.wasl.bench.e2e.E2eFile;
import io.wasl.sim.terminal.Screen;
import io.wasl.sim.terminal.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./wasl bench report}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Writes docs/performance (a page with plots, and the figures as JSON) and the marked sections of"
                    + " docs/PERFORMANCE.md, and prints the goals with what was reached.",
            "",
            "Without --e2e and --jmh it measures first: bench e2e and bench with their defaults, and draws flame graphs (40"
                    + " minutes). That is the whole hop with its peers and the limit; the stages alone are in what"
                    + " bench compare --json wrote, given by --jmh. Given one of them, it takes the other's figures from the"
                    + " report that is there."
        },
        footer = {
            "",
            "A goal is judged by the first run of those given that can tell: most ask for one connection and no --target-option,",
            "a rate that is to be held for 60 s for a run of --seconds 60, and 128 MB for one of --target-option -Xmx128m.",
            "Exit status: 0 written, whatever was reached, 1 a measurement failed, 2 wrong arguments, or a page without marks."
        })
public final class ReportCommand implements Callable<Integer> {

    private final Benches benches;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--e2e",
            arity = "1..*",
            paramLabel = "FILE",
            description = "What bench e2e --json wrote; may be several.")
    private List<Path> e2e = List.of();

    @Option(
            names = "--jmh",
            arity = "1..*",
            paramLabel = "FILE",
            description = "What bench --json or bench compare --json wrote; may be several.")
    private List<Path> jmh = List.of();

    @Option(names = "--flames", paramLabel = "DIR", description = "What bench e2e --flames wrote.")
    private Optional<Path> flames = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "The folder with PERFORMANCE.md (${DEFAULT-VALUE}).")
    private Path out = Path.of("docs");

    public ReportCommand() {
        benches = new Benches() {
            @Override
            public int runE2e(Path json, Path flames) {
                return bench("e2e", "--json", json.toString(), "--flames", flames.toString());
            }

            @Override
            public int runJmh(Path json) {
                return bench("--json", json.toString());
            }
        };
    }

    ReportCommand(Benches benches) {
        this.benches = benches;
    }

    private int bench(String... words) {
        return new CommandLine(new BenchCommands().commands().get(0))
                .setOut(spec.commandLine().getOut())
                .setErr(spec.commandLine().getErr())
                .execute(words);
    }

    @Override
    public Integer call() throws IOException {
        var folder = new ReportFolder(out);
        e2e.forEach(file -> require(Files.isRegularFile(file), "--e2e: " + file + ": is no file"));
        jmh.forEach(file -> require(Files.isRegularFile(file), "--jmh: " + file + ": is no file"));
        require(flames.isEmpty() || Files.isDirectory(flames.get()), "--flames: is no folder");
        try {
            folder.check();
            return e2e.isEmpty() && jmh.isEmpty() && flames.isEmpty() ? measureAndWrite(folder) : write(folder);
        } catch (MarkedText.MarkException e) {
            throw new ParameterException(spec.commandLine(), folder.page() + ": " + e.getMessage(), e);
        } catch (WrongFileException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private int measureAndWrite(ReportFolder folder) throws IOException, MarkedText.MarkException, WrongFileException {
        Path work = Files.createTempDirectory("wasl-report-");
        try {
            Path e2eFile = work.resolve("e2e.json");
            Path jmhFile = work.resolve("jmh.json");
            Path graphs = work.resolve("flames");
            int failed = Math.max(benches.runE2e(e2eFile, graphs), benches.runJmh(jmhFile));
            // What was lost or went wrong in a run is in its file; without one there is nothing to tell.
            if (!Files.isRegularFile(e2eFile) || !Files.isRegularFile(jmhFile)) {
                spec.commandLine().getErr().println("a measurement failed: no report was written");
                return 1;
            }
            e2e = List.of(e2eFile);
            jmh = List.of(jmhFile);
            flames = Files.isDirectory(graphs) ? Optional.of(graphs) : Optional.empty();
            write(folder);
            return failed == 0 ? 0 : 1;
        } finally {
            try (Stream<Path> paths = Files.walk(work)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private int write(ReportFolder folder) throws IOException, MarkedText.MarkException, WrongFileException {
        Map<String, String> files = new LinkedHashMap<>();
        var runs = new ArrayList<MeasuredRun>();
        for (Source source : folder.e2e(e2e)) {
            runs.add(new MeasuredRun(source.name(), source.parse(E2eFile::parse)));
            files.put(source.name(), source.text());
        }
        var stages = new ArrayList<JmhFile>();
        for (Source source : folder.jmh(jmh)) {
            stages.add(source.parse(json -> JmhFile.parse(source.name(), json)));
            files.put(source.name(), source.text());
        }
        var graphs = new ArrayList<String>();
        for (Source source : folder.flames(flames)) {
            graphs.add(source.name());
            files.put(source.name(), source.text());
        }
        require(!runs.isEmpty() || !stages.isEmpty(), "--flames: there are no figures to go with them");
        var report = new Report(runs, stages, List.copyOf(graphs));
        folder.write(report, files);
        print(report, folder);
        return 0;
    }

    private void print(Report report, ReportFolder folder) {
        var screen = new Screen(spec.commandLine().getOut(), System.getenv("WASL_TERMINAL") != null);
        if (!report.runs().isEmpty()) {
            var table = new Table("goal", "<measured", "<reached", "<beside it");
            List<Verdict> goals = report.goals();
            goals.forEach(
                    one -> table.row(one.goal(), one.measured(), one.reached().word(), one.beside()));
            table.print(screen);
            screen.line();
            screen.line("  reached " + count(goals, Verdict.Reached.YES) + ", missed "
                    + count(goals, Verdict.Reached.NO) + ", not measured "
                    + count(goals, Verdict.Reached.NOT_MEASURED));
        }
        screen.line("  written: " + folder.folder().resolve("index.html") + ", " + folder.page());
    }

    private static long count(List<Verdict> goals, Verdict.Reached reached) {
        return goals.stream().filter(one -> one.reached() == reached).count();
    }

    private void require(boolean isRight, String what) {
        if (!isRight) {
            throw new ParameterException(spec.commandLine(), what);
        }
    }
}
