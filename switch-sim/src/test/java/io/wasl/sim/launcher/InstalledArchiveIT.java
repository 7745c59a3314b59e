package io.wasl.sim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.sim.launcher.FakeClone.Ended;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class archive of an installed switch under this Java: used where it fits, and never in the way where it does not. */
final class InstalledArchiveIT {

    @TempDir
    Path folder;

    private Path lib;

    @BeforeEach
    void install() throws IOException {
        lib = Files.createDirectory(folder.resolve("lib"));
        copy(Path.of("../switch-core/target/lib"), "*.jar");
        copy(Path.of("../switch-core/target"), "switch-core-[0-9]*.jar");
        Files.copy(Path.of("../wasl"), folder.resolve("wasl"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void copy(Path from, String names) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, names)) {
            for (Path file : files) {
                Files.copy(file, lib.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void shouldTakeClassesFromTheArchiveAsLongAsItFits() throws Exception {
        Ended plain = wasl("--version");
        assertThat(plain.status()).isZero();
        assertThat(archivedClasses()).isZero();

        assertThat(wasl("archive").status()).isZero();
        assertThat(wasl("--version")).isEqualTo(plain);
        assertThat(archivedClasses()).isPositive();

        Path jar = one("switch-core-*.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(86_400)));
        assertThat(wasl("--version")).as("jars of another day").isEqualTo(plain);
        assertThat(archivedClasses()).isZero();

        try (var archive = new RandomAccessFile(one("*.jsa").toFile(), "rw")) {
            archive.setLength(archive.length() / 2);
        }
        assertThat(wasl("--version")).as("half an archive").isEqualTo(plain);
    }

    private Path one(String names) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(lib, names)) {
            return files.iterator().next();
        }
    }

    /** Of the last command. */
    private long archivedClasses() throws IOException {
        return Files.readAllLines(folder.resolve("classes.log")).stream()
                .filter(line -> line.contains("io.wasl.") && line.contains("shared objects file"))
                .count();
    }

    private Ended wasl(String command) throws Exception {
        var builder = new ProcessBuilder(List.of(folder.resolve("wasl").toString(), command));
        builder.environment().keySet().removeIf(name -> name.startsWith("WASL_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("WASL_JAVA_OPTS", "-Xlog:class+load:file=" + folder.resolve("classes.log") + ":none");
        return FakeClone.end(builder.start());
    }
}
