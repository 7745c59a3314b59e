/**
 * What {@code bench e2e} and {@code bench} wrote, as pages for people.
 *
 * <pre>
 *   ReportCommand ─► Source         JSON files: given, made now, or those of the last report
 *        │
 *        ├► MeasuredRun, JmhFile    as they were written
 *        ├► Goals ─► Verdict        goal × measured × reached × command
 *        ├► LoadTables ─► FigureTable ─┐
 *        ├► LatencyPlot, BarPlot ─► Svg┤
 *        ▼                             ▼
 *     ReportFolder            HtmlPage, Markdown ─► docs/performance, and between the marks of docs/PERFORMANCE.md
 * </pre>
 *
 * <p>Nothing here measures, and nothing knows the hour: the same files make the same pages. The command's thread owns all of it.
 */
@NullMarked
package io.wasl.bench.report;

import org.jspecify.annotations.NullMarked;
