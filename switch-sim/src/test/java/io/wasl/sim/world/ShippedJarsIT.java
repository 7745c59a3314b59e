package io.wasl.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ships is made of the main sources, and none of the planted bugs has a switch in it. */
final class ShippedJarsIT {

    private static final Path MODULES = Path.of("..");
    private static final String MAIN = "src/main/java";

    @ParameterizedTest
    @ValueSource(strings = {"switch-core", "switch-sim"})
    void shouldHoldClassesOfMainSourcesOnly(String module) throws IOException {
        Path sources = MODULES.resolve(module).resolve(MAIN);
        List<String> classes = new ArrayList<>();
        try (JarFile jar = jar(module)) {
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                String name = entries.nextElement().getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF")) {
                    classes.add(name);
                    assertThat(sources.resolve(sourceOf(name)))
                            .as("the source of %s", name)
                            .exists();
                }
            }
        }
        assertThat(classes).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"switch-core", "switch-sim"})
    void shouldNameNoPlantedBug(String module) throws IOException {
        List<String> marks = marks();
        try (JarFile jar = jar(module)) {
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                String bytes = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT);
                assertThat(marks)
                        .as("%s", entry.getName())
                        .noneMatch(mark -> bytes.contains(mark)
                                || entry.getName().toLowerCase(Locale.ROOT).contains(mark));
            }
        }
    }

    /** The search must be able to find something. */
    @Test
    void shouldFindAMarkWhereThereIsOne() throws IOException {
        Path compiled = Path.of("target/test-classes/io/wasl/sim/world/PlantedBug.class");
        String bytes = Files.readString(compiled, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);

        assertThat(marks()).anyMatch(bytes::contains);
    }

    /** The word itself, and each bug's name as a property, a constant and a field would write it; all in small letters. */
    private static List<String> marks() {
        List<String> marks = new ArrayList<>(List.of("planted", "buggycopy"));
        for (PlantedBug bug : PlantedBug.all()) {
            marks.addAll(
                    List.of(bug.name(), bug.name().replace('-', '_'), bug.name().replace("-", "")));
        }
        return marks;
    }

    private static String sourceOf(String entry) {
        String type = entry.substring(0, entry.length() - ".class".length());
        int nested = type.indexOf('$');
        return (nested < 0 ? type : type.substring(0, nested)) + ".java";
    }

    private static JarFile jar(String module) throws IOException {
        try (Stream<Path> files = Files.list(MODULES.resolve(module).resolve("target"))) {
            List<Path> jars = files.filter(file -> String.valueOf(file.getFileName())
                            .matches(module + "-[0-9][^/]*(?<!sources|javadoc|tests)\\.jar"))
                    .toList();
            assertThat(jars).as("the jar of %s", module).hasSize(1);
            return new JarFile(jars.get(0).toFile());
        }
    }
}
