package io.wasl.sim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.sim.launcher.FakeClone.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./wasl} promises before any Java of ours runs. */
final class LauncherIT {

    @TempDir
    Path folder;

    private FakeClone clone;

    @BeforeEach
    void copyTheLauncher() throws IOException {
        clone = new FakeClone(folder);
    }

    @Test
    void shouldEndWith2WhenThereIsNoJava() throws Exception {
        Ended ended = clone.withMaven().run("demo");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors())
                .contains("wasl: needs Java 17 or newer", "none in JAVA_HOME, none on PATH", "Install a JDK");
        assertThat(clone.mavenCalls()).isEmpty();
    }

    @Test
    void shouldEndWith2AndNameEachJavaThatIsTooOld() throws Exception {
        Path eleven = clone.jdk("eleven", "11.0.2", true);
        Path eight = clone.jdk("eight", "1.8.0_392", false);

        Ended ended = clone.withMaven().onPath(eight.resolve("bin/java")).run(Map.of("JAVA_HOME", eleven.toString()));

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.errors())
                .contains("wasl: needs Java 17 or newer")
                .contains(eleven.resolve("bin/java") + " is Java 11")
                .contains("/tools/java is Java 8");
        assertThat(clone.javaCalls()).isEmpty();
        assertThat(clone.mavenCalls()).isEmpty();
    }

    @Test
    void shouldEndWith2WhenJavaHomeHoldsNoJavaAndPathNeither() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Ended ended = clone.run(Map.of("JAVA_HOME", empty.toString()), "check");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.errors()).contains(empty.resolve("bin/java") + " is no Java");
    }

    @Test
    void shouldPreferJavaHomeToPath() throws Exception {
        Path home = clone.jdk("home", "21.0.1", true);
        clone.installed().onPath(clone.jdk("other", "25-ea", false).resolve("bin/java"));

        assertThat(clone.run(Map.of("JAVA_HOME", home.toString()), "check").status())
                .isZero();
        Files.delete(home.resolve("bin/java"));
        assertThat(clone.run(Map.of("JAVA_HOME", home.toString()), "check").status())
                .as("the one on PATH, of an early version")
                .isZero();

        assertThat(clone.javaCalls()).hasSize(2);
    }

    /** The most that can go wrong with places at once, for a shell of each kind. */
    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void shouldRunFromAnyFolderThroughSymbolicLinksAndFindItsOwn(String shell) throws Exception {
        clone.installed().onPath(clone.jdk("jdk 17", "17.0.1", true).resolve("bin/java"));
        Path elsewhere = Files.createDirectories(folder.resolve("some where/else"));
        Path absolute = Files.createSymbolicLink(
                elsewhere.resolve("absolute"), clone.home().resolve("wasl"));
        Path relative = Files.createSymbolicLink(elsewhere.resolve("wasl"), absolute.getFileName());
        List<String> command =
                List.of(FakeClone.onThisMachine(shell).toString(), relative.toString(), "decode", "a b", "", "*", "$x");

        Process process = clone.start(elsewhere, Map.of(), command);

        assertThat(FakeClone.end(process)).isEqualTo(new Ended(0, "", ""));
        assertThat(clone.javaCalls())
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .contains("|-cp|" + clone.home() + "/lib/*|io.wasl.SwitchMain|decode|a b||*|$x|in " + elsewhere
                                + ",")
                        .as("it became the JVM, so that signals reach it")
                        .contains(", process " + process.pid() + ","));
    }

    @Test
    void shouldPassTheExitStatusOn() throws Exception {
        clone.installed().onPath(clone.jdk("jdk", "17", true).resolve("bin/java"));

        assertThat(clone.run(Map.of("FAKE_STATUS", "3"), "status").status()).isEqualTo(3);
    }

    @Test
    void shouldTakeTheCollectorOfWhoeverNamesOne() throws Exception {
        clone.installed().onPath(clone.jdk("jdk", "17", true).resolve("bin/java"));

        clone.run(Map.of("WASL_JAVA_OPTS", "-Xmx64m -XX:+UseG1GC"), "run");
        clone.run("status");

        assertThat(clone.javaCalls())
                .as("two collectors end a JVM at once, and a short command needs none")
                .hasSize(3)
                .noneMatch(call -> call.contains("Shenandoah"));
    }

    @Test
    void shouldTurnDumpsOffAndLimitDirectMemoryByTheConfiguration() throws Exception {
        clone.installed()
                .withLimits("123456789\n")
                .onPath(clone.jdk("jdk", "17", true).resolve("bin/java"));

        FakeClone.end(clone.start(
                folder,
                Map.of("WASL_JAVA_OPTS", "-Xmx64m -Xlog:gc"),
                List.of(
                        FakeClone.onThisMachine("sh").toString(),
                        "-c",
                        "ulimit -S -c \"$(ulimit -H -c)\" && exec \"$@\"", // whoever starts it may want cores
                        "sh",
                        clone.home().resolve("wasl").toString(),
                        "run",
                        "--config",
                        "my switch.yaml")));

        assertThat(clone.javaCalls())
                .hasSize(2)
                .allMatch(call -> call.endsWith(", core 0"))
                .allMatch(call -> call.contains("-XX:-HeapDumpOnOutOfMemoryError|-XX:-CreateCoredumpOnCrash|"))
                .allMatch(call -> call.contains("-XX:+SuppressFatalErrorMessage|-XX:+ExitOnOutOfMemoryError|"))
                .allMatch(call -> call.contains("|-XX:+UnlockDiagnosticVMOptions|-XX:GuaranteedSafepointInterval=0|"));
        assertThat(clone.javaCalls().get(0)).contains("|io.wasl.SwitchMain|limits|--config|my switch.yaml|");
        assertThat(clone.javaCalls().get(1))
                .contains("|-XX:+UseShenandoahGC|-XX:MaxDirectMemorySize=123456789|-Xmx64m|-Xlog:gc|-cp|")
                .contains("|io.wasl.SwitchMain|run|--config|my switch.yaml|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense\n", "-5\n"})
    void shouldLimitDirectMemoryByADefaultWhereTheConfigurationSaysNothing(String limits) throws Exception {
        clone.installed().withLimits(limits).onPath(clone.jdk("jdk", "17", true).resolve("bin/java"));

        clone.run("run");
        clone.run("demo");
        clone.run(Map.of("WASL_DIRECT_MEMORY", "1g"), "run");
        clone.run(Map.of("WASL_DIRECT_MEMORY", "2g"), "demo");

        assertThat(clone.javaCalls().stream().filter(call -> !call.contains("|limits|")))
                .satisfiesExactly(
                        run -> assertThat(run).contains("|-XX:MaxDirectMemorySize=512m|"),
                        demo -> assertThat(demo).contains("|-XX:MaxDirectMemorySize=512m|"),
                        run -> assertThat(run).contains("|-XX:MaxDirectMemorySize=1g|"),
                        demo -> assertThat(demo).contains("|-XX:MaxDirectMemorySize=2g|"));
    }

    @Test
    void shouldBuildOnceAndAgainOnlyWhenASourceIsNewer() throws Exception {
        Path jdk = clone.jdk("jdk", "17.0.1", true);
        clone.withMaven().onPath(jdk.resolve("bin/java"));

        assertThat(clone.run("check").errors()).contains("wasl: building switch-core switch-sim");
        assertThat(clone.run("check").errors()).isEmpty();
        clone.edit("switch-core/src/test/java/CoreTest.java");
        clone.run("check");
        assertThat(clone.mavenCalls())
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .contains("|-Dfast|", "|-DskipTests|", "|-pl|switch-core,switch-sim|", "|package|")
                        .endsWith("in " + clone.home() + " with " + jdk));

        clone.edit("switch-sim/src/main/java/Sim.java");
        clone.run("check");
        clone.run("check");
        assertThat(clone.mavenCalls()).as("a source is newer").hasSize(2);

        Files.delete(clone.home().resolve("switch-core/src/main/java/Gone.java"));
        clone.run("check");
        assertThat(clone.mavenCalls()).as("a source is gone").hasSize(3);

        Path stages = clone.home().resolve("target/wasl");
        assertThat(clone.javaCalls())
                .extracting(call -> call.replaceAll(".*\\|-cp\\|([^|]*)\\|.*", "$1"))
                .containsExactly(
                        stages + "/build-1/*",
                        stages + "/build-1/*",
                        stages + "/build-1/*",
                        stages + "/build-2/*",
                        stages + "/build-2/*",
                        stages + "/build-3/*");
        try (var jars = Files.list(stages.resolve("build-1"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .as("a node may still run from it")
                    .containsExactlyInAnyOrder("switch-core-1.jar", "switch-sim-1.jar", "netty-4.jar");
        }
    }

    /** What was written while a build read the sources may not be in it. */
    @Test
    void shouldBuildAgainWhenASourceWasEditedDuringTheBuild() throws Exception {
        clone.withMaven().onPath(clone.jdk("jdk", "17", true).resolve("bin/java"));
        clone.editWhileItBuilds();

        clone.run("check");
        clone.run("check");
        clone.run("check");

        assertThat(clone.mavenCalls()).hasSize(2);
    }

    @Test
    void shouldBuildOnceForTwoThatStartTogether() throws Exception {
        clone.withMaven().onPath(clone.jdk("jdk", "17", true).resolve("bin/java"));
        List<String> command = List.of(clone.home().resolve("wasl").toString(), "check");

        Process first = clone.start(folder, Map.of(), command);
        Process second = clone.start(folder, Map.of(), command);

        assertThat(FakeClone.end(first).status()).isZero();
        assertThat(FakeClone.end(second).status()).isZero();
        assertThat(clone.mavenCalls()).hasSize(1);
        assertThat(clone.javaCalls()).hasSize(2);
        assertThat(clone.home().resolve("target/wasl/lock")).doesNotExist();
    }

    @Test
    void shouldEndWith1WhenTheBuildFailsAndBuildOnceItIsMended() throws Exception {
        clone.withMaven().onPath(clone.jdk("jdk", "17", true).resolve("bin/java"));
        clone.breakBuild(true);

        Ended ended = clone.run("demo");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.errors())
                .contains("[ERROR] Broken.java: ; expected", "wasl: the build failed", "target/wasl/build.log");
        assertThat(clone.javaCalls()).isEmpty();

        clone.breakBuild(false);
        assertThat(clone.run("demo").status()).isZero();
        assertThat(clone.javaCalls()).hasSize(1);
    }

    @Test
    void shouldSayWhatABuildNeeds() throws Exception {
        Path jdk = clone.jdk("jdk", "17", true);
        clone.onPath(jdk.resolve("bin/java"));

        Ended noMaven = clone.run("demo");
        clone.withMaven();
        Files.delete(jdk.resolve("bin/javac"));
        Ended noCompiler = clone.run("demo");

        assertThat(noMaven.status()).isEqualTo(2);
        assertThat(noMaven.errors()).contains("building needs Maven (mvn) on PATH");
        assertThat(noCompiler.status()).isEqualTo(2);
        assertThat(noCompiler.errors()).contains("has no compiler: building needs a JDK");
        assertThat(clone.mavenCalls()).isEmpty();
    }

    /** A launcher that was killed while it built leaves its lock; nobody may wait for it. */
    @Test
    void shouldTakeTheLockOfALauncherThatIsDead() throws Exception {
        clone.withMaven().onPath(clone.jdk("jdk", "17", true).resolve("bin/java"));
        Process dead = clone.start(
                folder, Map.of(), List.of(FakeClone.onThisMachine("true").toString()));
        FakeClone.end(dead);
        Files.createDirectories(clone.home().resolve("target/wasl"));
        Files.createSymbolicLink(clone.home().resolve("target/wasl/lock"), Path.of("pid-" + dead.pid()));

        assertThat(clone.run("check").status()).isZero();
        assertThat(clone.mavenCalls()).hasSize(1);
    }
}
