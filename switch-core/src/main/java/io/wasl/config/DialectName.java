package io.wasl.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a configuration may call a dialect. A name is never a path: files are looked up beside the configuration.
 *
 * <pre>
 *   iso87-ascii         one that ships, or iso87-ascii.yaml
 *   jpos:issuer.xml     a GenericPackager definition of jPOS
 *   moov:issuer.json    a specification of moov's iso8583
 * </pre>
 */
public final class DialectName {

    public static final String REASON =
            "must be a name of letters, digits or any of -_., or jpos:FILE.xml, or moov:FILE.json";

    /** A file's name without a folder; longer ones are slips. */
    private static final String FILE = "[A-Za-z0-9_][A-Za-z0-9._-]{0,63}";

    private static final Pattern NAME = Pattern.compile(FILE);
    private static final Pattern IMPORTED = Pattern.compile("(?:jpos:(" + FILE + "\\.xml)|moov:(" + FILE + "\\.json))");

    static final Pattern PATTERN = Pattern.compile(NAME + "|" + IMPORTED);

    private DialectName() {}

    /** Whether it names a dialect of our own. */
    public static boolean isOwn(String name) {
        return NAME.matcher(name).matches();
    }

    /** The file's name behind {@code jpos:} or {@code moov:}, when it is such a name. */
    public static Optional<String> importedFile(String name) {
        Matcher imported = IMPORTED.matcher(name);
        return imported.matches() ? Optional.of(name.substring(name.indexOf(':') + 1)) : Optional.empty();
    }

    public static boolean isJpos(String name) {
        return name.startsWith("jpos:");
    }
}
