package io.wasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.engine.Alarm;
import io.wasl.engine.EngineCounter;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import io.wasl.journal.JournalCounter;
import io.wasl.journal.ledger.LedgerCounter;
import io.wasl.link.LinkCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the docs say and a machine can check: links, names, codes, metrics, rooms, examples of whole configurations. */
final class DocsTest {

    private static final int README_LINES = 120;

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern INDENTED = Pattern.compile("(?m)^ {4}.*$");
    private static final Pattern NAMED_ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| ([^|]*?) \\|");
    private static final Pattern METRIC = Pattern.compile("wasl_(engine|link|journal|ledger|alarm)_([a-z_]+)");
    private static final Pattern WHOLE_CONFIGURATION =
            Pattern.compile("<!-- a whole configuration -->\n```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROOM = Pattern.compile("Room\\.of\\(([^)]*)\\)");
    private static final Pattern ROOM_ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\| [^|]* \\| ([^|]*) \\|$");
    private static final Pattern QUOTED = Pattern.compile("[\"`]([a-z.]+)[\"`]");

    private static final Map<String, Class<? extends Enum<?>>> COUNTED = Map.of(
            "engine", EngineCounter.class,
            "link", LinkCounter.class,
            "journal", JournalCounter.class,
            "ledger", LedgerCounter.class,
            "alarm", Alarm.class);

    @TempDir
    Path folder;

    @Test
    void shouldKeepTheReadmeShort() throws IOException {
        assertThat(Files.readAllLines(repository().resolve("README.md"))).hasSizeLessThanOrEqualTo(README_LINES);
    }

    @Test
    void shouldResolveEachRelativeLink() throws IOException {
        Set<String> broken = new TreeSet<>();
        int links = 0;
        for (Path page : pages()) {
            for (String target : found(LINK, prose(page))) {
                if (!target.contains("://")) {
                    links++;
                    if (!resolves(page, target)) {
                        broken.add(repository().relativize(page) + ": " + target);
                    }
                }
            }
        }
        assertThat(links).isPositive();
        assertThat(broken).isEmpty();
    }

    @Test
    void shouldDescribeEachReasonWithItsCode() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (Reason reason : Reason.values()) {
            expected.put(reason.name(), ResponseCode.toString(reason.code(Version.V1987)));
        }
        assertThat(namedRows("docs/ACQUIRERS.md", "## Answer codes")).isEqualTo(expected);
    }

    @Test
    void shouldDescribeEachAlarm() throws IOException {
        assertThat(namedRows("docs/OPERATIONS.md", "## Alarms").keySet()).isEqualTo(names(Alarm.class));
    }

    @Test
    void shouldNameOnlyMetricsThatExist() throws IOException {
        Set<String> unknown = new TreeSet<>();
        String node = Files.readString(repository().resolve("switch-core/src/main/java/io/wasl/SwitchNode.java"));
        for (Path page : pages()) {
            METRIC.matcher(Files.readString(page))
                    .results()
                    .filter(metric -> !isCounted(metric) && !node.contains("\"" + metric.group() + "\""))
                    .forEach(metric -> unknown.add(metric.group()));
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void shouldDrawTheHouseThatIsChecked() throws IOException {
        Path checked = repository().resolve("switch-core/src/test/java/io/wasl/ArchitectureTest.java");
        Map<String, Set<String>> house = new TreeMap<>();
        ROOM.matcher(Files.readString(checked)).results().forEach(room -> {
            List<String> names = found(QUOTED, room.group(1));
            if (!names.isEmpty()) {
                house.put(names.get(0), new TreeSet<>(names.subList(1, names.size())));
            }
        });
        Map<String, Set<String>> drawn = new TreeMap<>();
        ROOM_ROW.matcher(section("docs/ARCHITECTURE.md", "## Rooms"))
                .results()
                .forEach(row -> drawn.put(row.group(1), mayImport(row.group(2), drawn.keySet())));

        assertThat(house).isNotEmpty();
        assertThat(drawn).isEqualTo(house);
    }

    @Test
    void shouldLoadEachWholeConfiguration() throws IOException, ConfigException {
        int configurations = 0;
        for (Path page : pages()) {
            for (String yaml : found(WHOLE_CONFIGURATION, Files.readString(page))) {
                Path file = folder.resolve("switch-" + ++configurations + ".yaml");
                Files.writeString(file, yaml);
                assertThat(ConfigLoader.load(file, name -> Optional.empty())
                                .config()
                                .file())
                        .isEqualTo(file);
            }
        }
        assertThat(configurations).isPositive();
    }

    private static Set<String> mayImport(String cell, Set<String> above) {
        return new TreeSet<>(cell.equals("all above") ? above : Set.copyOf(found(QUOTED, cell)));
    }

    private static boolean isCounted(MatchResult metric) {
        String name = metric.group(2).replaceFirst("_total$", "").toUpperCase(Locale.ROOT);
        Class<? extends Enum<?>> counters = COUNTED.get(metric.group(1));
        return counters != null && names(counters).contains(name);
    }

    private static Set<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Rows that begin with a name in capitals, and their second cells. */
    private static Map<String, String> namedRows(String page, String heading) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        NAMED_ROW
                .matcher(section(page, heading))
                .results()
                .forEach(row -> assertThat(rows.put(row.group(1), row.group(2)))
                        .as("%s is described once", row.group(1))
                        .isNull());
        return rows;
    }

    /** From a heading to the next of its level. */
    private static String section(String page, String heading) throws IOException {
        String text = Files.readString(repository().resolve(page));
        int start = text.indexOf("\n" + heading + "\n");
        assertThat(start).as("%s in %s", heading, page).isNotNegative();
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private static boolean resolves(Path page, String target) throws IOException {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path file = path.isEmpty() ? page : page.resolveSibling(path);
        if (hash < 0 || !Files.exists(file)) {
            return Files.exists(file);
        }
        return found(HEADING, prose(file)).stream()
                .anyMatch(heading -> anchor(heading).equals(target.substring(hash + 1)));
    }

    /** As the forges make them: small letters, digits and dashes. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    /** A page without its code. */
    private static String prose(Path page) throws IOException {
        String text = FENCED.matcher(Files.readString(page)).replaceAll("");
        return INDENTED.matcher(text).replaceAll("");
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(repository().resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CHANGELOG.md", "benchmarks/README.md")
                                    .map(repository()::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    /** Tests run in the module's folder. */
    private static Path repository() {
        return Path.of("..").toAbsolutePath().normalize();
    }
}
