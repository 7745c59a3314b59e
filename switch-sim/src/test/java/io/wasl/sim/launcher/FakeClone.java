package io.wasl.sim.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The launcher in a clone that has just enough files, with programs that write down how they were called.
 *
 * <pre>
 *   FOLDER/my clone/wasl, pom.xml, switch-core/…    the clone; its path has a space in it
 *   FOLDER/tools/sed, find, …                       all that PATH names at first: no Java, no Maven
 *   FOLDER/NAME/bin/java, javac, release            a Java
 *   FOLDER/calls/java, mvn                          a line for each call, {@code |} behind each argument
 * </pre>
 */
final class FakeClone {

    /** A rehearsal for the class archive has the lowest priority: beside other tests it takes its time. */
    private static final int PATIENCE_SECONDS = 240;

    /** What the launcher may use besides the shell: what POSIX has, and readlink. A sleep there is too, a short one. */
    private static final List<String> TOOLS = List.of(
            "cat",
            "cp",
            "cut",
            "dirname",
            "find",
            "grep",
            "head",
            "ln",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "tail",
            "touch",
            "tr");

    private static final String FAKE_MAVEN = """
            #!/bin/sh
            { printf '%s|' "$@"; printf 'in %s with %s\\n' "$PWD" "$JAVA_HOME"; } >>"$CALLS/mvn"
            if [ -e "$CALLS/../broken" ]; then
                echo '[INFO] compiling'
                echo '[ERROR] Broken.java: ; expected'
                exit 1
            fi
            [ -e "$CALLS/../edited" ] && mv "$CALLS/../edited" switch-core/src/main/java/Edited.java
            mkdir -p switch-core/target switch-sim/target/lib
            for jar in switch-core/target/switch-core-1 switch-sim/target/switch-sim-1 \
                switch-sim/target/lib/switch-core-1 switch-sim/target/lib/netty-4; do
                echo "made" >"$jar.jar"
            done
            """;

    private static final String FAKE_JAVA = """
            #!/bin/sh
            if [ "$1" = -version ]; then
                echo 'openjdk version "VERSION" 2020-01-01' >&2
                exit 0
            fi
            { printf '%s|' "$@"; printf 'in %s, process %s, core %s\\n' "$PWD" $$ "$(ulimit -c)"; } >>"$CALLS/java"
            case "$*" in *' rehearse')
                for option in "$@"; do
                    case $option in -XX:ArchiveClassesAtExit=*)
                        [ -e "$CALLS/../unrehearsed" ] || echo classes >"${option#*=}" ;;
                    esac
                done
                exit ;;
            esac
            case "$*" in *' limits '*) cat "$CALLS/../limits" 2>/dev/null; exit ;; esac
            exit "${FAKE_STATUS:-0}"
            """;

    private final Path folder;
    private final Path home;
    private final Path tools;
    private final Path calls;

    /** How a run of the launcher ended. */
    record Ended(int status, String output, String errors) {}

    FakeClone(Path folder) throws IOException {
        this.folder = folder;
        home = Files.createDirectory(folder.resolve("my clone"));
        tools = Files.createDirectory(folder.resolve("tools"));
        calls = Files.createDirectory(folder.resolve("calls"));
        Files.copy(Path.of("../wasl"), home.resolve("wasl"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String file : List.of(
                "pom.xml",
                "LICENSE",
                "NOTICE",
                "switch-core/pom.xml",
                "switch-core/src/main/java/Core.java",
                "switch-core/src/main/java/Gone.java",
                "switch-core/src/test/java/CoreTest.java",
                "switch-sim/pom.xml",
                "switch-sim/src/main/java/Sim.java")) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.writeString(home.resolve(file), "source");
        }
        for (String tool : TOOLS) {
            program(tools.resolve(tool), "#!/bin/sh\nexec '" + onThisMachine(tool) + "' \"$@\"\n");
        }
        program(tools.resolve("sleep"), "#!/bin/sh\nexec '" + onThisMachine("sleep") + "' 0.05\n");
    }

    static Path onThisMachine(String tool) {
        for (String place : System.getenv("PATH").split(":", -1)) {
            Path program = Path.of(place, tool);
            if (Files.isExecutable(program)) {
                return program.toAbsolutePath();
            }
        }
        throw new IllegalStateException("no " + tool + " on PATH");
    }

    Path home() {
        return home;
    }

    /** A JDK, with or without the file that tells its version. */
    Path jdk(String name, String version, boolean hasRelease) throws IOException {
        Path jdk = folder.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        program(jdk.resolve("bin/java"), FAKE_JAVA.replace("VERSION", version));
        program(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        if (hasRelease) {
            Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        }
        return jdk;
    }

    /** Puts a program on PATH by a link, as package managers do. */
    FakeClone onPath(Path program) throws IOException {
        Files.createSymbolicLink(tools.resolve(program.getFileName()), program);
        return this;
    }

    FakeClone withMaven() throws IOException {
        program(tools.resolve("mvn"), FAKE_MAVEN);
        return this;
    }

    /** The tools without which no class archive is made; their lack changes nothing else. */
    FakeClone withArchives() throws IOException {
        for (String tool : List.of("chmod", "cksum", "nice", "sync", "wc")) {
            program(tools.resolve(tool), "#!/bin/sh\nexec '" + onThisMachine(tool) + "' \"$@\"\n");
        }
        return this;
    }

    /** As on a system that has no such tool, or on one where it fails. */
    FakeClone without(String tool) throws IOException {
        program(tools.resolve(tool), "#!/bin/sh\nexit 1\n");
        return this;
    }

    /** From now on rehearsals make nothing. */
    FakeClone failingRehearsals() throws IOException {
        Files.createFile(folder.resolve("unrehearsed"));
        return this;
    }

    /** What {@code limits} prints. */
    FakeClone withLimits(String text) throws IOException {
        Files.writeString(folder.resolve("limits"), text);
        return this;
    }

    /** From now on builds fail, or no longer. */
    void breakBuild(boolean isBroken) throws IOException {
        if (isBroken) {
            Files.createFile(folder.resolve("broken"));
        } else {
            Files.delete(folder.resolve("broken"));
        }
    }

    /** Somebody writes a source while the next build reads them. */
    void editWhileItBuilds() throws IOException {
        Files.writeString(folder.resolve("edited"), "source");
    }

    /** An installation instead of a clone: jars beside the launcher, no sources. */
    FakeClone installed() throws IOException {
        Files.createDirectory(home.resolve("lib"));
        Files.writeString(home.resolve("lib/switch-core-1.jar"), "classes");
        return this;
    }

    void edit(String file) throws IOException {
        Files.setLastModifiedTime(home.resolve(file), FileTime.from(Instant.now()));
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs the launcher by its own first line, in the temporary folder. */
    Ended run(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(home.resolve("wasl").toString()));
        command.addAll(List.of(arguments));
        return end(start(folder, environment, command));
    }

    Ended run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    /** Knows nothing of this process' own environment. */
    Process start(Path workingFolder, Map<String, String> environment, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(workingFolder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("CALLS", calls.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Waits for it; what it prints is far less than a pipe holds. */
    static Ended end(Process process) throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher does not end");
        }
        return new Ended(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** How Java was called, a line each: its arguments, {@code |} behind each, then folder, process and core limit. */
    List<String> javaCalls() throws IOException {
        return calls("java");
    }

    List<String> mavenCalls() throws IOException {
        return calls("mvn");
    }

    private List<String> calls(String program) throws IOException {
        Path file = calls.resolve(program);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
