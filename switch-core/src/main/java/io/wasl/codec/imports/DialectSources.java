package io.wasl.codec.imports;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.DialectName;
import io.wasl.config.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds a dialect by what a configuration calls it: one of our own, or {@code jpos:FILE.xml} or {@code moov:FILE.json} from
 * the folder of the configuration or from {@code dialects/} in it. Called at start and by commands, on any thread.
 */
public final class DialectSources {

    /** The largest packager file known to us has 300 KiB; one far above is no packager. */
    static final int MOST_BYTES = 4 << 20;

    private DialectSources() {}

    /**
     * @param besideFolder the folder of the configuration
     * @throws ConfigException when there is none, or with every mistake in the file
     */
    public static Dialect load(String name, Path besideFolder) throws ConfigException {
        Optional<String> imported = DialectName.importedFile(name);
        if (imported.isEmpty()) {
            return Dialects.load(name, besideFolder);
        }
        for (Path folder : List.of(besideFolder, besideFolder.resolve("dialects"))) {
            Path file = folder.resolve(imported.get());
            if (Files.isRegularFile(file)) {
                return DialectName.isJpos(name)
                        ? importJpos(name, file).dialect()
                        : importMoov(name, file).dialect();
            }
        }
        throw new ConfigException(
                new ConfigError(besideFolder.toString(), 0, 0, "", "no " + imported.get() + " here nor in dialects/"));
    }

    /**
     * Loads the dialect of a file, by its ending: {@code .yaml}, {@code .xml} of jPOS, {@code .json} of moov.
     *
     * @throws ConfigException with every mistake in the file, or when it cannot be read or has another ending
     */
    public static Dialect loadFile(Path file) throws ConfigException {
        String name = lastName(file.toString());
        if (name.endsWith(".yaml") || name.endsWith(".yml") || Files.isDirectory(file)) {
            return Dialects.parse(name, file.toString(), read(file));
        }
        return importFile(file).dialect();
    }

    /**
     * Makes a dialect from a file, by its ending: {@code .xml} of jPOS, {@code .json} of moov.
     *
     * @throws ConfigException with every mistake in the file, or when it cannot be read or has another ending
     */
    public static ImportedDialect importFile(Path file) throws ConfigException {
        String name = lastName(file.toString());
        byte[] bytes = read(file);
        if (name.endsWith(".xml")) {
            return importJpos(name, file.toString(), bytes);
        }
        if (name.endsWith(".json")) {
            return importMoov(name, file.toString(), bytes);
        }
        throw new ConfigException(new ConfigError(
                file.toString(), 0, 0, "", "its ending must say what it is: .xml of jPOS, .json of moov"));
    }

    /**
     * Makes a dialect from a packager file of jPOS.
     *
     * @param name of the dialect
     * @throws ConfigException with everything in it that a dialect cannot say, or when it cannot be read
     */
    public static ImportedDialect importJpos(String name, Path file) throws ConfigException {
        return importJpos(name, file.toString(), read(file));
    }

    /**
     * @param file its name, for errors and the dialect's first line
     */
    static ImportedDialect importJpos(String name, String file, byte[] bytes) throws ConfigException {
        ImportErrors errors = new ImportErrors(file);
        Draft draft = new Draft("jPOS packager " + lastName(file));
        int codeLength = JposImport.read(XmlFile.parse(file, bytes), draft, errors);
        return finish(name, draft, codeLength, errors);
    }

    /**
     * Makes a dialect from a JSON specification of moov's iso8583.
     *
     * @param name of the dialect
     * @throws ConfigException with everything in it that a dialect cannot say, or when it cannot be read
     */
    public static ImportedDialect importMoov(String name, Path file) throws ConfigException {
        return importMoov(name, file.toString(), read(file));
    }

    static ImportedDialect importMoov(String name, String file, byte[] bytes) throws ConfigException {
        ImportErrors errors = new ImportErrors(file);
        Draft draft = new Draft("moov specification " + lastName(file));
        int codeLength = MoovImport.read(JsonFile.parse(file, bytes), draft, errors);
        return finish(name, draft, codeLength, errors);
    }

    /** What the text's own reader refuses is told at the element of the imported file, which is what the user can mend. */
    private static ImportedDialect finish(String name, Draft draft, int codeLength, ImportErrors errors)
            throws ConfigException {
        String yaml = DialectText.of(draft, codeLength);
        try {
            return new ImportedDialect(Dialects.parse(name, name, yaml), yaml, draft.allNotes());
        } catch (ConfigException e) {
            for (ConfigError error : e.errors()) {
                errors.add(placeOf(error, draft), error.key(), error.reason());
            }
            errors.throwIfAny();
            throw new AssertionError("an exception without errors", e);
        }
    }

    private static Place placeOf(ConfigError error, Draft draft) {
        String[] path = error.key().split("\\.", 3);
        boolean isElement = path.length > 1 && path[0].equals("elements") && path[1].matches("\\d{1,3}");
        ImportedElement element = isElement ? draft.elements.get(Integer.parseInt(path[1])) : null;
        if (element != null) {
            return element.place();
        }
        // Of elements that are not there only DE 39 is missed; its length decides upon codes.
        return path[0].matches("elements|codes|approving") ? draft.code : draft.root;
    }

    /** A file's name may hold anything; what stands in a comment must not end it. */
    private static String lastName(String file) {
        return file.substring(file.lastIndexOf('/') + 1).replaceAll("[^ -~]", "?");
    }

    private static byte[] read(Path file) throws ConfigException {
        return SourceFile.read(file, MOST_BYTES);
    }
}
