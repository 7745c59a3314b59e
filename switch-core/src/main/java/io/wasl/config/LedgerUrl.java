package io.wasl.config;

import java.util.Locale;

/** Checks the ledger's JDBC URL and puts a relative H2 file beside the configuration. */
final class LedgerUrl {

    static final String H2_FILE = "jdbc:h2:file:";
    static final String H2_MEMORY = "jdbc:h2:mem:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    private LedgerUrl() {}

    /** Returns the URL to use; never prints it, since people put passwords there. */
    static String check(Section ledger, String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.contains("password=") || lower.contains("passwd=")) {
            ledger.wrong("url", "must not hold a password; ledger.password-file names a file that does");
            return url;
        }
        if (url.startsWith(H2_FILE)) {
            return resolveFile(ledger, url);
        }
        if (!url.startsWith(H2_MEMORY) && !url.startsWith(POSTGRESQL)) {
            ledger.wrong("url", "must begin with " + H2_FILE + ", " + H2_MEMORY + " or " + POSTGRESQL + "//");
        }
        return url;
    }

    /** {@code jdbc:h2:file:path;OPTION=…}; a path from the home folder ({@code ~/}) is H2's to resolve. */
    private static String resolveFile(Section ledger, String url) {
        int options = url.indexOf(';');
        String path = url.substring(H2_FILE.length(), options < 0 ? url.length() : options);
        if (path.isEmpty()) {
            ledger.wrong("url", "names no file behind " + H2_FILE);
            return url;
        }
        if (path.startsWith("~")) {
            return url;
        }
        return H2_FILE + ledger.path("url", path) + (options < 0 ? "" : url.substring(options));
    }
}
