package io.wasl.bench.report;

import io.wasl.bench.e2e.LoadShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sections of docs/PERFORMANCE.md that are written by the report. */
final class Markdown {

    /** Each by its name in the marks; what a report cannot tell is not in it. */
    static final List<String> SECTIONS = List.of("goals", "e2e", "stages");

    private static final String FOLDER = "performance/";

    private final Report report;

    Markdown(Report report) {
        this.report = report;
    }

    Map<String, String> sections() {
        Map<String, String> sections = new TreeMap<>();
        if (!report.runs().isEmpty()) {
            sections.put("goals", table(report.goalTable()));
            sections.put("e2e", runs());
        }
        if (!report.stages().isEmpty()) {
            sections.put("stages", stages());
        }
        return sections;
    }

    private String runs() {
        var text = new StringBuilder();
        text.append("With pictures: [performance/index.html](").append(FOLDER).append("index.html).\n\n");
        for (MeasuredRun run : report.runs()) {
            text.append("### Run [")
                    .append(run.file())
                    .append("](")
                    .append(FOLDER)
                    .append(run.file())
                    .append(")\n\n");
            text.append(facts(RunFacts.of(run)));
            for (LoadShape shape : run.shapes()) {
                text.append(load(run, shape));
            }
        }
        if (!report.flames().isEmpty()) {
            text.append("Flame graphs, of windows that are not counted, to be opened in a browser: ")
                    .append(String.join(
                            ", ",
                            report.flames().stream()
                                    .map(name -> "["
                                            + name.substring(Report.FLAME.length(), name.length() - ".html".length())
                                            + "](" + FOLDER + name + ")")
                                    .toList()))
                    .append(".\n\n");
        }
        return text.toString().stripTrailing() + "\n";
    }

    private String load(MeasuredRun run, LoadShape shape) {
        var text = new StringBuilder("#### " + shape.title() + "\n\n");
        var tables = new LoadTables(run, shape);
        for (FigureTable table : List.of(tables.figures(), tables.memory(), tables.ratios())) {
            if (!table.rows().isEmpty()) {
                text.append(table(table)).append('\n');
            }
        }
        text.append("![Latency by percentile, ")
                .append(shape.title())
                .append("](")
                .append(FOLDER)
                .append(report.latencyFile(run, shape))
                .append(")\n\n");
        return text.toString();
    }

    private String stages() {
        var text = new StringBuilder();
        for (JmhFile file : report.stages()) {
            text.append("### Run [")
                    .append(file.file())
                    .append("](")
                    .append(FOLDER)
                    .append(file.file())
                    .append(")\n\n");
            text.append(facts(RunFacts.of(file)));
            text.append(table(new StageTable(file).figures())).append('\n');
        }
        return text.toString().stripTrailing() + "\n";
    }

    private static String facts(RunFacts facts) {
        var text = new StringBuilder();
        for (RunFacts.Fact fact : facts.facts()) {
            text.append("- ")
                    .append(fact.name())
                    .append(": ")
                    .append(
                            fact.isCode()
                                    ? "`" + fact.words() + "`"
                                    : fact.words().replace("\n", " "))
                    .append('\n');
        }
        return text.append('\n').toString();
    }

    static String table(FigureTable table) {
        var text = new StringBuilder();
        text.append(row(table.head()));
        var rule = new ArrayList<String>();
        for (int i = 0; i < table.head().size(); i++) {
            rule.add(i < table.texts() ? "---" : "---:");
        }
        text.append(row(rule));
        table.rows().forEach(row -> text.append(row(row)));
        if (!table.notes().isEmpty()) {
            text.append('\n');
            table.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        }
        return text.toString();
    }

    private static String row(List<String> cells) {
        return "| "
                + String.join(
                        " | ",
                        cells.stream()
                                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                                .toList())
                + " |\n";
    }
}
