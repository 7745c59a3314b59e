package io.wasl.sim.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.wasl.sim.launcher.FakeClone.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code ./wasl} makes and uses the class archive: never in the way of a start, and never said. */
final class ClassArchiveIT {

    private static final long PATIENCE_MS = 30_000;
    private static final long POLL_MS = 20;

    @TempDir
    Path folder;

    private FakeClone clone;

    @BeforeEach
    void install() throws IOException {
        clone = new FakeClone(folder).installed().withArchives();
        clone.onPath(clone.jdk("jdk 17", "17.0.1", true).resolve("bin/java"));
    }

    @Test
    void shouldMakeTheArchiveBehindTheFirstRunAndUseItInTheNext() throws Exception {
        assertThat(clone.run("run", "--config", "a b.yaml")).isEqualTo(new Ended(0, "", ""));
        Path archive = awaitArchive();

        assertThat(clone.javaCalls().stream().filter(call -> call.contains("|rehearse|")))
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .contains("|-XX:ArchiveClassesAtExit="
                                + archive.toString().replaceFirst("-\\d+[.]jsa$", "."))
                        .as("nothing of the node that runs")
                        .doesNotContain("a b.yaml"));
        assertThat(clone.javaCalls())
                .filteredOn(call -> call.contains("SharedArchiveFile"))
                .isEmpty();

        assertThat(clone.run("run", "--config", "a b.yaml")).isEqualTo(new Ended(0, "", ""));
        assertThat(clone.run("check")).isEqualTo(new Ended(0, "", ""));

        assertThat(clone.javaCalls())
                .filteredOn(call -> call.contains("|-XX:SharedArchiveFile=" + archive + "|-Xshare:auto|"))
                .as("limits, run and check")
                .hasSize(3);
        assertThat(rehearsals()).isEqualTo(1);
    }

    @Test
    void shouldMakeTheArchiveWhenAsked() throws Exception {
        Ended ended = clone.run("archive");

        assertThat(ended.status()).isZero();
        assertThat(ended.errors()).isEqualTo("wasl: made " + archives().get(0) + "\n");
        assertThat(clone.run("archive").errors())
                .isEqualTo("wasl: " + archives().get(0) + " is there\n");
        assertThat(rehearsals()).isEqualTo(1);
    }

    @Test
    void shouldMakeOneForEachJavaAndEachKindOfHeap() throws Exception {
        Path other = clone.jdk("jdk 25", "25.0.1", true);

        clone.run("archive");
        clone.run(Map.of("JAVA_HOME", other.toString()), "archive");
        clone.run(Map.of("WASL_JAVA_OPTS", "-XX:+UseZGC -Xlog:gc:file=/nowhere"), "archive");

        assertThat(archives()).hasSize(3);
        assertThat(clone.javaCalls().get(2)).contains("|-XX:+UseZGC|").doesNotContain("-Xlog");
        clone.run("check");
        assertThat(clone.javaCalls().get(3)).doesNotContain("-Xlog:aot");
        clone.run(Map.of("JAVA_HOME", other.toString()), "check");
        assertThat(clone.javaCalls().get(4)).contains("|-Xlog:aot*=off:stderr|");
    }

    @Test
    void shouldUseNoArchiveOfOtherJars() throws Exception {
        clone.run("archive");
        Path jar = clone.home().resolve("lib/switch-core-1.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(clone.run("check").status()).isZero();
        assertThat(clone.javaCalls().get(1)).as("newer").doesNotContain("SharedArchiveFile");

        Files.writeString(jar, "other classes");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(500)));
        assertThat(clone.run("check").status()).isZero();
        assertThat(clone.javaCalls().get(2)).as("of another size").doesNotContain("SharedArchiveFile");
    }

    @Test
    void shouldNotUseAnArchiveThatIsShorterThanItWas() throws Exception {
        clone.run("archive");
        Files.writeString(archives().get(0), "cla");

        assertThat(clone.run("check")).isEqualTo(new Ended(0, "", ""));
        assertThat(clone.javaCalls().get(1)).doesNotContain("SharedArchiveFile");

        assertThat(clone.run("archive").status()).as("made anew").isZero();
        assertThat(clone.run("check").status()).isZero();
        assertThat(clone.javaCalls().get(3)).contains("SharedArchiveFile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cksum", "nice", "sync", "mkdir"})
    void shouldStartAllTheSameWhereNoArchiveCanBeWritten(String failing) throws Exception {
        clone.without(failing);

        assertThat(clone.run("archive").status()).isEqualTo(1);
        assertThat(clone.run("run")).isEqualTo(new Ended(0, "", ""));
        assertThat(clone.javaCalls()).last().asString().contains("|run|").doesNotContain("SharedArchiveFile");
        assertThat(archives()).isEmpty();
    }

    @Test
    void shouldSayNothingInAFolderThatIsNotOurs() throws Exception {
        Path lib = clone.home().resolve("lib");
        Files.setPosixFilePermissions(lib, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(lib), "whoever runs this may write anywhere");
        try {
            assertThat(clone.run("run")).isEqualTo(new Ended(0, "", ""));
            assertThat(clone.run("archive").status()).isEqualTo(1);
            assertThat(rehearsals()).isZero();
        } finally {
            Files.setPosixFilePermissions(lib, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void shouldRehearseOnceForStartsAtTheSameTime() throws Exception {
        var starts = new ArrayList<Process>();
        for (int i = 0; i < 6; i++) {
            starts.add(clone.start(
                    folder, Map.of(), List.of(clone.home().resolve("wasl").toString(), "archive")));
        }
        for (Process start : starts) {
            Ended ended = FakeClone.end(start);
            assertThat(ended.status()).as(ended.errors()).isIn(0, 1);
        }

        assertThat(rehearsals()).isEqualTo(1);
        assertThat(archives()).hasSize(1);
        assertThat(clone.run("check")).isEqualTo(new Ended(0, "", ""));
        assertThat(clone.javaCalls().get(1)).contains("SharedArchiveFile");
    }

    @Test
    void shouldUseTheArchiveFromAnyFolder() throws Exception {
        clone.run("archive");
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));

        Ended ended = FakeClone.end(clone.start(elsewhere, Map.of(), List.of("../my clone/wasl", "check")));

        assertThat(ended).isEqualTo(new Ended(0, "", ""));
        assertThat(clone.javaCalls().get(1))
                .contains("|-XX:SharedArchiveFile=" + archives().get(0) + "|");
    }

    @Test
    void shouldLeaveItAtOneFailedRehearsalADay() throws Exception {
        clone.failingRehearsals();

        assertThat(clone.run("run").status()).isZero();
        awaitRehearsals(1);
        Ended ended = clone.run("archive");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(rehearsals()).isEqualTo(1);
        assertThat(archives()).isEmpty();

        try (Stream<Path> files = Files.list(clone.home().resolve("lib"))) {
            Path claim = files.filter(file -> file.toString().endsWith(".making"))
                    .findFirst()
                    .orElseThrow();
            Files.setLastModifiedTime(claim, FileTime.from(Instant.now().minusSeconds(3 * 86_400)));
        }
        clone.run("archive");
        assertThat(rehearsals()).as("on another day").isEqualTo(2);
    }

    @Test
    void shouldKeepOutOfTheWayOfWhoKnowsBetter() throws Exception {
        for (Map<String, String> environment : List.of(
                Map.of("WASL_ARCHIVE", "off"),
                Map.of("WASL_JAVA_OPTS", "-Xshare:off"),
                Map.of("WASL_JAVA_OPTS", "-XX:SharedArchiveFile=/mine.jsa"))) {
            assertThat(clone.run(environment, "archive").status()).isEqualTo(1);
            assertThat(clone.run(environment, "run").status()).isZero();
        }
        assertThat(rehearsals()).isZero();
        assertThat(archives()).isEmpty();
    }

    private Path awaitArchive() throws Exception {
        for (long waitedMs = 0; archives().isEmpty() && waitedMs < PATIENCE_MS; waitedMs += POLL_MS) {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        return archives().get(0);
    }

    private void awaitRehearsals(int count) throws Exception {
        for (long waitedMs = 0; rehearsals() < count && waitedMs < PATIENCE_MS; waitedMs += POLL_MS) {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(clone.home().resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    private long rehearsals() throws IOException {
        return clone.javaCalls().stream()
                .filter(call -> call.contains("|rehearse|"))
                .count();
    }
}
