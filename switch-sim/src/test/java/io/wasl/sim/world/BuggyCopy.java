package io.wasl.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The switch and its world once more, in classes of their own of which one has a bug. Everything else of the class path is
 * shared.
 */
final class BuggyCopy implements AutoCloseable {

    private static final String OURS = "io.wasl.";

    private final URLClassLoader classes;

    BuggyCopy(PlantedBug bug, Path folder) throws IOException, URISyntaxException {
        compile(bug, folder);
        URL[] places = {folder.toUri().toURL(), place(io.wasl.journal.Journal.class), place(Campaign.class)};
        classes = new URLClassLoader(places, new Others(BuggyCopy.class.getClassLoader()));
    }

    /** The violations of the first seed that has any, out of so many; empty when the bug is not found. */
    List<?> violations(int seeds) throws ReflectiveOperationException {
        Class<?> campaign = classes.loadClass(Campaign.class.getName());
        assertThat(campaign).as("a copy").isNotSameAs(Campaign.class);
        return (List<?>)
                campaign.getMethod("firstViolations", long.class, int.class).invoke(null, 1L, seeds);
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }

    private static URL place(Class<?> type) throws URISyntaxException, IOException {
        return type.getProtectionDomain().getCodeSource().getLocation().toURI().toURL();
    }

    private static void compile(PlantedBug bug, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler).as("a compiler: tests run on a JDK").isNotNull();
        JavaFileObject source = new Source(bug.file(), bug.plant());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none", "-nowarn");
            boolean isCompiled = compiler.getTask(null, files, null, options, null, List.of(source))
                    .call();
            assertThat(isCompiled).as("%s compiles", bug).isTrue();
        }
        try (var made = Files.walk(folder)) {
            assertThat(made.filter(Files::isRegularFile)).isNotEmpty();
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        private Source(String file, String text) {
            super(URI.create("string:///io/wasl/" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** All but ours. */
    private static final class Others extends ClassLoader {

        private Others(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(OURS)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
