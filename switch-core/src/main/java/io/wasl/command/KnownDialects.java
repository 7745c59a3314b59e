package io.wasl.command;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.imports.DialectSources;
import io.wasl.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The dialects that a command can know of: a person's own beside the configuration, and the shipped ones. */
final class KnownDialects {

    private static final String ENDING = ".yaml";

    private KnownDialects() {}

    /** The folder in which a person's own are looked up: the configuration's, else the current one. */
    static Path folder(Optional<Path> config) {
        Path folder = config.orElse(Path.of("dialect")).toAbsolutePath().getParent();
        return folder == null ? Path.of(".") : folder;
    }

    /** A person's own that are right come first; a file that is none is passed over, for others may stand beside them. */
    static List<Dialect> all(Path folder) throws IOException, ConfigException {
        List<Dialect> dialects = new ArrayList<>();
        for (String name : own(folder)) {
            load(name, folder).ifPresent(dialects::add);
        }
        for (String name : Dialects.shipped()) {
            if (dialects.stream().noneMatch(known -> known.name().equals(name))) {
                dialects.add(DialectSources.load(name, folder));
            }
        }
        return dialects;
    }

    private static Optional<Dialect> load(String name, Path folder) {
        try {
            return Optional.of(DialectSources.load(name, folder));
        } catch (ConfigException e) {
            return Optional.empty(); // a configuration, say; `--dialect NAME` tells what is wrong with a dialect
        }
    }

    private static Iterable<String> own(Path folder) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Path place : List.of(folder, folder.resolve("dialects"))) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.endsWith(ENDING))
                            .forEach(name -> names.add(name.substring(0, name.length() - ENDING.length())));
                }
            }
        }
        return names;
    }
}
