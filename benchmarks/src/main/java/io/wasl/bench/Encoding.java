package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.config.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How the measured messages are written. */
public enum Encoding {
    /** {@code iso87-ascii}, jPOS's {@code ISO87APackager}. */
    ASCII,
    /** {@code iso87-binary}, jPOS's {@code ISO87BPackager}. */
    BINARY,
    /** {@code iso87-ebcdic}, {@link JposEbcdicPackager}; for transcoding only. */
    EBCDIC;

    /** Those in which the hop is measured. */
    static final List<Encoding> OF_HOPS = List.of(ASCII, BINARY);

    /** By the name that a benchmark's parameter has. */
    static Encoding of(String parameter) {
        return valueOf(parameter.toUpperCase(Locale.ROOT));
    }

    String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The shipped dialect, wherever the command is run. */
    public Dialect dialect() {
        try {
            return Dialects.load("iso87-" + parameter(), Path.of("no-folder-of-dialects"));
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }
}
