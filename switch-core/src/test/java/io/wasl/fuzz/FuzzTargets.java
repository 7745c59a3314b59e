package io.wasl.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All targets among the compiled tests, and the inputs that once broke one. */
final class FuzzTargets {

    private static final String SUFFIX = "Fuzz.class";

    private FuzzTargets() {}

    /** Names of classes, in their alphabet; by their simple names they are unique. */
    static List<String> names() throws IOException {
        Path classes = classes();
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .map(file -> classes.relativize(file).toString())
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    static String simpleName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    static FuzzTarget make(String name) throws ReflectiveOperationException {
        return Class.forName(name).asSubclass(FuzzTarget.class).getConstructor().newInstance();
    }

    /** The files of {@code src/test/resources/fuzz/NAME}. */
    static List<Path> found(String name) throws IOException {
        Path folder = classes().resolve("fuzz").resolve(simpleName(name));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static Path classes() {
        try {
            return Path.of(FuzzTargets.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
