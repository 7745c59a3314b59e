package io.wasl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Grows inputs for each target, each in a JVM of its own with Jazzer's agent. Runs in the profile {@code fuzz} only.
 *
 * <pre>
 *   fuzz.seconds   for each target (5)
 *   fuzz.only      a regular expression found in the simple names of targets (all)
 *   fuzz.jobs      targets at the same time (1)
 *
 *   target/fuzz/NAME/corpus    what was grown; the next run goes on from there
 *   target/fuzz/NAME/log       Jazzer's words
 *   target/fuzz/NAME/crash-…   an input that broke a promise: mend it, and keep it in src/test/resources/fuzz/NAME
 * </pre>
 */
final class FuzzCampaign {

    private static final int MOST_INPUT_BYTES = 4096;
    /** An input that takes longer is a finding: a message takes microseconds. */
    private static final int INPUT_SECONDS = 10;
    /** A JVM that fuzzes has about 0.6 GB besides its heap. */
    private static final int MOST_MEGABYTES = 2048;
    /** Of a broken target's log: stack and final figures fit. */
    private static final int LOG_LINES = 60;

    private static final Pattern EXECUTIONS = Pattern.compile("^(?:#|stat::number_of_executed_units: )(\\d+)");
    private static final Pattern COVERAGE = Pattern.compile("\\bcov: (\\d+)");
    /** Below this, code compiled well costs more than it saves. */
    private static final int SHORT_SECONDS = 30;
    /** Jazzer's detectors of what Wasl does not do; to load them takes longer than a short run. */
    private static final String DETECTORS = Stream.of(
                    "BigDecimal",
                    "ClojureLangHooks",
                    "Deserialization",
                    "ExpressionLanguageInjection",
                    "FilePathTraversal",
                    "LdapInjection",
                    "NamingContextLookup",
                    "OsCommandInjection",
                    "ReflectiveCall",
                    "RegexInjection",
                    "RegexRoadblocks",
                    "ScriptEngineInjection",
                    "ServerSideRequestForgery",
                    "SqlInjection",
                    "TemplateInjection",
                    "UnsafeSanitizer",
                    "XPathInjection",
                    "XmlParserSsrfGuidance")
            .map(name -> "com.code_intelligence.jazzer.sanitizers." + name)
            .collect(Collectors.joining(":"));

    private static final Path FOLDER = Path.of("target", "fuzz");

    private record Outcome(String target, long executions, long coverage, double seconds, int status) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "fuzz %-22s %,12d executions %6.0f s %,7d edges   %s",
                    target,
                    executions,
                    seconds,
                    coverage,
                    status == 0 ? "held" : "BROKEN, see switch-core/" + FOLDER.resolve(target));
        }
    }

    @Test
    void shouldKeepEveryPromise() throws Exception {
        Pattern wanted = Pattern.compile(System.getProperty("fuzz.only", ""));
        List<String> names = FuzzTargets.names().stream()
                .filter(name -> wanted.matcher(FuzzTargets.simpleName(name)).find())
                .toList();
        assertThat(names).as("targets by -Dfuzz.only").isNotEmpty();
        List<Outcome> outcomes = all(names);
        assertThat(outcomes.stream().filter(outcome -> outcome.status() != 0))
                .as(() -> broken(outcomes))
                .isEmpty();
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.executions())
                        .as("executions of %s", outcome.target())
                        .isPositive());
    }

    private static List<Outcome> all(List<String> names) throws Exception {
        ExecutorService jobs = Executors.newFixedThreadPool(Integer.getInteger("fuzz.jobs", 1));
        try {
            List<Future<Outcome>> futures = new ArrayList<>();
            for (String name : names) {
                futures.add(jobs.submit(() -> fuzz(name)));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future : futures) {
                outcomes.add(future.get());
                System.out.println(outcomes.get(outcomes.size() - 1));
            }
            return outcomes;
        } finally {
            jobs.shutdownNow();
        }
    }

    /** The end of the log of each target that broke: what was thrown, and the input in base64. */
    private static String broken(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.status() != 0)
                .map(outcome -> endOf(FOLDER.resolve(outcome.target()).resolve("log")))
                .collect(Collectors.joining("\n"));
    }

    private static String endOf(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome fuzz(String name) throws Exception {
        String target = FuzzTargets.simpleName(name);
        Path folder = FOLDER.resolve(target);
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        plant(name, corpus);
        long before = System.nanoTime();
        Process process = new ProcessBuilder(command(name, folder, corpus))
                .redirectErrorStream(true)
                .start();
        try {
            return outcome(process, target, folder.resolve("log"), before);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What to begin with: the seeds, and what was found before. */
    private static void plant(String name, Path corpus) throws Exception {
        List<byte[]> seeds = FuzzTargets.make(name).seeds();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        for (Path file : FuzzTargets.found(name)) {
            Files.write(corpus.resolve("found-" + file.getFileName()), Files.readAllBytes(file));
        }
    }

    private static List<String> command(String name, Path folder, Path corpus) {
        int seconds = Integer.getInteger("fuzz.seconds", 5);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                seconds < SHORT_SECONDS ? "-XX:TieredStopAtLevel=1" : "-XX:+TieredCompilation",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + FuzzEntry.TARGET + "=" + name,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--instrumentation_includes=io.wasl.**",
                "--custom_hook_includes=io.wasl.**",
                "--disabled_hooks=" + DETECTORS,
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=" + seconds,
                "-max_len=" + MOST_INPUT_BYTES,
                "-timeout=" + INPUT_SECONDS,
                "-rss_limit_mb=" + MOST_MEGABYTES,
                "-print_final_stats=1",
                corpus.toString());
    }

    private static long number(Pattern pattern, String line, long before) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : before;
    }

    private static Outcome outcome(Process process, String target, Path log, long beforeNs) throws Exception {
        long executions = 0;
        long coverage = 0;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                var words = Files.newBufferedWriter(log)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                words.write(line);
                words.newLine();
                executions = number(EXECUTIONS, line, executions);
                coverage = number(COVERAGE, line, coverage);
            }
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        double seconds = (System.nanoTime() - beforeNs) / 1e9;
        return new Outcome(target, executions, coverage, seconds, process.exitValue());
    }
}
