package io.wasl.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same files make the same pages; what they make stands in {@code expected} and is looked at when it changes. */
class PagesTest {

    @Test
    void shouldMakeTheSectionsOfTheMarkdownPage() throws Exception {
        Map<String, String> sections = new Markdown(Golden.report()).sections();

        assertThat(sections).containsOnlyKeys(Markdown.SECTIONS);
        for (Map.Entry<String, String> section : sections.entrySet()) {
            assertSame(section.getKey() + ".md", section.getValue());
        }
    }

    @Test
    void shouldMakeThePage() throws Exception {
        assertSame("index.html", new HtmlPage(Golden.report()).make());
    }

    @Test
    void shouldTellEveryTargetAndEveryLoadOfARun() {
        String page = new HtmlPage(Golden.report()).make();

        assertThat(page)
                .contains(
                        "64 in flight",
                        "5,000 a second",
                        "flame-wasl-alloc.html",
                        "disturbed, processors used by others")
                .contains("this disk's own write", "a made-up machine")
                .doesNotContain("NaN", "Infinity", "Optional");
        Golden.run()
                .targets()
                .forEach(target -> assertThat(page).contains("<td class=\"w\">" + target.word() + "</td>"));
    }

    @Test
    void shouldNeedNothingFromElsewhereAndRunNothing() {
        String page = new HtmlPage(Golden.report()).make().replace("xmlns=\"http://www.w3.org/2000/svg\"", "");

        assertThat(page)
                .doesNotContain("http:", "https:", "<script", "src=", "@import", "url(")
                .contains("prefers-color-scheme:dark", "width=device-width");
    }

    /** A run of one kind says nothing of the other. */
    @Test
    void shouldLeaveOutWhatWasNotMeasured() {
        Report stages = new Report(List.of(), List.of(Golden.stages()), List.of());

        assertThat(new Markdown(stages).sections()).containsOnlyKeys("stages");
        assertThat(new HtmlPage(stages).make()).doesNotContain("Goals", "End to end", "Flame");
    }

    private static void assertSame(String name, String made) throws Exception {
        Path file = Path.of("target", "report-made", name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, made);
        assertThat(made).as("%s; what was made lies in %s", name, file).isEqualTo(Golden.text("expected/" + name));
    }
}
