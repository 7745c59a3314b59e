package io.wasl.codec;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.DialectName;
import io.wasl.config.SourceFile;
import io.wasl.config.Utf8Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds a dialect by name: the operator's own files first, then those that ship. Called at start, by any thread. */
public final class Dialects {

    private static final List<String> SHIPPED = List.of(
            "iso87-ascii",
            "iso87-binary",
            "iso87-ebcdic",
            "iso93-ascii",
            "iso93-binary",
            "iso93-ebcdic",
            "iso03-ascii",
            "iso03-binary",
            "iso03-ebcdic");

    /** Of a file; the largest that ships has 17 KiB. */
    private static final int MOST_BYTES = 4 << 20;

    private Dialects() {}

    /** Names of the dialects that ship. */
    public static List<String> shipped() {
        return SHIPPED;
    }

    /**
     * Loads {@code name.yaml} from the folder, or from {@code dialects/} in it, else the shipped one.
     *
     * @param besideFolder the folder of the configuration
     * @throws ConfigException when there is none, or with every mistake in the file
     */
    public static Dialect load(String name, Path besideFolder) throws ConfigException {
        if (!DialectName.isOwn(name)) {
            throw new ConfigException(
                    new ConfigError(besideFolder.toString(), 0, 0, "", "a dialect's name " + DialectName.REASON));
        }
        for (Path folder : List.of(besideFolder, besideFolder.resolve("dialects"))) {
            Path file = folder.resolve(name + ".yaml");
            if (Files.isRegularFile(file) || Files.isDirectory(file)) {
                return parse(name, file.toString(), SourceFile.read(file, MOST_BYTES));
            }
        }
        if (!SHIPPED.contains(name)) {
            throw new ConfigException(new ConfigError(
                    besideFolder.toString(),
                    0,
                    0,
                    "",
                    "no dialect " + name + ": no " + name + ".yaml here nor in dialects/, and the shipped ones are "
                            + String.join(", ", SHIPPED)));
        }
        return loadShipped(name);
    }

    private static Dialect loadShipped(String name) throws ConfigException {
        String resource = "dialects/" + name + ".yaml";
        try (InputStream stream = Dialects.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new ConfigException(new ConfigError(resource, 0, 0, "", "missing from the class path"));
            }
            return parse(name, resource, stream.readAllBytes());
        } catch (IOException e) {
            throw new ConfigException(new ConfigError(resource, 0, 0, "", "cannot be read: " + e.getMessage()));
        }
    }

    /**
     * Reads a dialect from the bytes of its YAML text.
     *
     * @param file named in errors
     * @throws ConfigException with every mistake in the text, or the first byte that is not UTF-8
     */
    public static Dialect parse(String name, String file, byte[] yaml) throws ConfigException {
        return parse(name, file, Utf8Text.of(file, yaml));
    }

    /**
     * Reads a dialect from its YAML text.
     *
     * @param file named in errors
     * @throws ConfigException with every mistake in the text
     */
    public static Dialect parse(String name, String file, String yaml) throws ConfigException {
        return DialectFile.read(name, file, new StringReader(yaml));
    }
}
