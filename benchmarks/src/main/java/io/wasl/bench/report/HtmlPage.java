package io.wasl.bench.report;

import io.wasl.bench.e2e.LoadShape;
import java.util.List;

/** The report as one page: nothing in it comes from anywhere else, and nothing in it runs. */
final class HtmlPage {

    private static final String STYLE =
            "\n:root{color-scheme:light dark;--ink:#1f2328;--soft:#59636e;--paper:#fff;--rule:#d8dee4;"
                    + "--yes:#116329;--no:#cf222e}\n"
                    + "@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--paper:#0d1117;--rule:#2f353d;"
                    + "--yes:#4ac26b;--no:#ff7b72}}\n"
                    + "body{margin:0 auto;padding:1rem;max-width:72rem;color:var(--ink);background:var(--paper);"
                    + "font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif}\n"
                    + "h1{font-size:1.6rem}h2{margin-top:2.5rem}code{font-size:.9em;overflow-wrap:anywhere}\n"
                    + "a{color:inherit}.wide{overflow-x:auto}\n"
                    + "table{border-collapse:collapse;margin:.8rem 0;font-size:.87rem}\n"
                    + "th,td{padding:.25rem .6rem;border-bottom:1px solid var(--rule);text-align:right;white-space:nowrap}\n"
                    + "th{color:var(--soft);font-weight:600}td.w,th.w{text-align:left}\n"
                    + ".goals td{white-space:normal;min-width:7rem}.yes{color:var(--yes);font-weight:600}"
                    + ".no{color:var(--no);font-weight:600}\n"
                    + ".plots{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr))}\n"
                    + "svg{width:100%;height:auto;display:block}ul.notes,dl,.soft{color:var(--soft)}ul.notes{font-size:.87rem}\n"
                    + "dt{font-weight:600}dd{margin:0 0 .4rem}\n";

    private final StringBuilder text = new StringBuilder();
    private final Report report;

    HtmlPage(Report report) {
        this.report = report;
    }

    String make() {
        text.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
                .append("<title>Wasl: performance</title>\n<style>")
                .append(STYLE)
                .append(Svg.STYLE)
                .append("\n</style>\n</head>\n<body>\n<h1>Wasl: performance</h1>\n");
        paragraph(
                "Made by ./wasl bench report from the files below. Medians over rounds, ratios made within a round; CPU in"
                        + " microseconds of a processor for each answered transaction, and the ledger's until it had all.");
        if (!report.runs().isEmpty()) {
            heading(2, "Goals");
            goals();
        }
        report.runs().forEach(this::run);
        report.stages().forEach(this::stages);
        flames();
        heading(2, "Files");
        report.runs().forEach(run -> link(run.file(), run.command()));
        report.stages().forEach(file -> link(file.file(), file.how()));
        return text.append("</body>\n</html>\n").toString();
    }

    private void goals() {
        FigureTable table = report.goalTable();
        text.append("<div class=\"wide goals\">");
        table(table, 2);
        text.append("</div>\n");
    }

    private void run(MeasuredRun run) {
        heading(2, "End to end: " + run.file());
        facts(RunFacts.of(run));
        for (LoadShape shape : run.shapes()) {
            heading(3, shape.title());
            var tables = new LoadTables(run, shape);
            var pictures = new Pictures(run, shape);
            text.append("<div class=\"plots\">\n")
                    .append(pictures.latency().inPage())
                    .append("<div>\n")
                    .append(pictures.throughput().inPage())
                    .append(pictures.cpu().inPage())
                    .append("</div>\n</div>\n");
            for (FigureTable table : List.of(tables.figures(), tables.memory(), tables.ratios())) {
                if (!table.rows().isEmpty()) {
                    text.append("<div class=\"wide\">");
                    table(table, -1);
                    text.append("</div>\n");
                    notes(table.notes());
                }
            }
        }
    }

    private void stages(JmhFile file) {
        heading(2, "Stage by stage: " + file.file());
        facts(RunFacts.of(file));
        var stages = new StageTable(file);
        text.append("<div class=\"plots\">\n").append(stages.draw().inPage()).append("</div>\n<div class=\"wide\">");
        table(stages.figures(), -1);
        text.append("</div>\n");
    }

    private void flames() {
        if (report.flames().isEmpty()) {
            return;
        }
        heading(2, "Flame graphs");
        paragraph("Each of a window that is in no figure, since the profiler takes its share.");
        report.flames()
                .forEach(name -> link(name, name.endsWith("-alloc.html") ? "allocated bytes" : "processor time"));
    }

    private void heading(int level, String words) {
        text.append("<h")
                .append(level)
                .append('>')
                .append(Words.escape(words))
                .append("</h")
                .append(level)
                .append(">\n");
    }

    private void paragraph(String words) {
        text.append("<p class=\"soft\">").append(Words.escape(words)).append("</p>\n");
    }

    private void link(String file, String words) {
        text.append("<p><a href=\"")
                .append(Words.escape(file))
                .append("\">")
                .append(Words.escape(file))
                .append("</a> <span class=\"soft\">")
                .append(Words.escape(words))
                .append("</span></p>\n");
    }

    private void facts(RunFacts facts) {
        text.append("<dl>\n");
        for (RunFacts.Fact fact : facts.facts()) {
            String words = Words.escape(fact.words());
            text.append("<dt>")
                    .append(Words.escape(fact.name()))
                    .append("</dt><dd>")
                    .append(fact.isCode() ? "<code>" + words + "</code>" : words)
                    .append("</dd>\n");
        }
        text.append("</dl>\n");
    }

    private void notes(List<String> notes) {
        if (notes.isEmpty()) {
            return;
        }
        text.append("<ul class=\"notes\">");
        notes.forEach(note -> text.append("<li>").append(Words.escape(note)).append("</li>"));
        text.append("</ul>\n");
    }

    /** @param verdicts the column that says yes or no; -1 for none */
    private void table(FigureTable table, int verdicts) {
        text.append("<table>\n<tr>");
        for (int i = 0; i < table.head().size(); i++) {
            text.append(i < table.texts() ? "<th class=\"w\">" : "<th>")
                    .append(Words.escape(table.head().get(i)))
                    .append("</th>");
        }
        text.append("</tr>\n");
        for (List<String> row : table.rows()) {
            text.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                String words = Words.escape(row.get(i));
                String kind = (i < table.texts() ? "w" : "") + (i == verdicts ? " " + words.replace(' ', '-') : "");
                text.append(kind.isEmpty() ? "<td>" : "<td class=\"" + kind + "\">")
                        .append(words)
                        .append("</td>");
            }
            text.append("</tr>\n");
        }
        text.append("</table>");
    }
}
