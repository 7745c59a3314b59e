package io.wasl.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An issuer's hot list: cards that are declined, whatever they are used for.
 *
 * @param applies when it is asked
 * @param file cards that are on it from the start; others come by file maintenance
 */
public record HotListConfig(Applies applies, Optional<Path> file) {

    /** When a listed card is declined. The first is the default. */
    public enum Applies {
        /** Where Wasl answers in the issuer's place: otherwise the issuer has its own. */
        STAND_IN,
        /** On every request, before the issuer is asked. */
        ALWAYS
    }

    /** No file, and asked in stand-in only. */
    public static HotListConfig none() {
        return new HotListConfig(Applies.STAND_IN, Optional.empty());
    }
}
