package io.wasl.bench.report;

import io.wasl.bench.e2e.LoadShape;
import io.wasl.bench.e2e.Target;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the report lies: {@code PERFORMANCE.md}, and {@code performance} with the page, the pictures and the JSON that all is made of.
 * What is given takes the place of what was there; of what is not given, the last report's is used again.
 */
final class ReportFolder {

    private static final Pattern E2E = Pattern.compile("e2e(-\\d+)?\\.json");
    private static final Pattern JMH = Pattern.compile("jmh(-\\d+)?\\.json");
    private static final Pattern FLAME = Pattern.compile(Pattern.quote(Report.FLAME) + ".*\\.html");
    private static final Pattern LATENCY = Pattern.compile("latency-.*\\.svg");
    private static final List<String> KINDS = List.of("cpu", "alloc");

    private final Path page;
    private final Path folder;

    ReportFolder(Path out) {
        page = out.resolve("PERFORMANCE.md");
        folder = out.resolve("performance");
    }

    Path page() {
        return page;
    }

    Path folder() {
        return folder;
    }

    /** @throws MarkedText.MarkException when there is no page, or one without a place for a section */
    void check() throws IOException, MarkedText.MarkException {
        if (!Files.isRegularFile(page)) {
            throw new MarkedText.MarkException("is not there");
        }
        MarkedText text;
        try {
            text = new MarkedText(Files.readString(page));
        } catch (CharacterCodingException e) {
            throw new MarkedText.MarkException("is no text in UTF-8");
        }
        for (String section : Markdown.SECTIONS) {
            text.require(section);
        }
    }

    /** What was given as {@code e2e.json}, {@code e2e-2.json} and so on; what lies here when nothing was. */
    List<Source> e2e(List<Path> given) throws IOException, WrongFileException {
        return sources(given, "e2e", E2E);
    }

    /** The same with {@code jmh.json}. */
    List<Source> jmh(List<Path> given) throws IOException, WrongFileException {
        return sources(given, "jmh", JMH);
    }

    private List<Source> sources(List<Path> given, String word, Pattern stored) throws IOException, WrongFileException {
        var sources = new ArrayList<Source>();
        if (given.isEmpty()) {
            for (String name : names(folder, stored)) {
                sources.add(Source.read("--" + word, name, folder.resolve(name)));
            }
            return sources;
        }
        for (Path file : given) {
            String name = sources.isEmpty() ? word + ".json" : word + "-" + (sources.size() + 1) + ".json";
            sources.add(Source.read("--" + word, name, file));
        }
        return sources;
    }

    /** Graphs by the name that they have here; those that lie here when no folder was given. */
    List<Source> flames(Optional<Path> given) throws IOException, WrongFileException {
        var flames = new ArrayList<Source>();
        if (given.isEmpty()) {
            for (String name : names(folder, FLAME)) {
                flames.add(Source.read("--flames", name, folder.resolve(name)));
            }
            return flames;
        }
        for (Target target : Target.values()) {
            for (String kind : KINDS) {
                Path file = given.get().resolve(target.word() + "-" + kind + ".html");
                if (Files.isRegularFile(file)) {
                    flames.add(Source.read("--flames", Report.flameFile(target, kind), file));
                }
            }
        }
        return flames;
    }

    /** In the order of their numbers. */
    private static List<String> names(Path folder, Pattern pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> pattern.matcher(name).matches())
                    .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    /**
     * Writes all of it, and removes what an earlier report has left.
     *
     * @param files JSON and flame graphs, by name
     */
    void write(Report report, Map<String, String> files) throws IOException, MarkedText.MarkException {
        var text = new MarkedText(Files.readString(page));
        for (Map.Entry<String, String> section : new Markdown(report).sections().entrySet()) {
            text = text.with(section.getKey(), section.getValue());
        }
        Map<String, String> all = new LinkedHashMap<>(files);
        all.replaceAll((name, content) -> name.endsWith(".json") ? SmallJson.of(content) : content);
        for (MeasuredRun run : report.runs()) {
            for (LoadShape shape : run.shapes()) {
                all.put(
                        report.latencyFile(run, shape),
                        new Pictures(run, shape).latency().alone());
            }
        }
        all.put("index.html", new HtmlPage(report).make());
        Files.createDirectories(folder);
        removeAllBut(all.keySet());
        for (Map.Entry<String, String> file : all.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
        }
        Files.writeString(page, text.text(), StandardCharsets.UTF_8);
    }

    private void removeAllBut(Set<String> kept) throws IOException {
        Set<String> ours = new TreeSet<>();
        for (Pattern pattern : List.of(E2E, JMH, FLAME, LATENCY)) {
            ours.addAll(names(folder, pattern));
        }
        ours.removeAll(kept);
        for (String name : ours) {
            Files.delete(folder.resolve(name));
        }
    }
}
