package io.wasl.fuzz;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where Jazzer enters: it looks for these two methods by their names. The target is said by the system property
 * {@value #TARGET}.
 */
public final class FuzzEntry {

    static final String TARGET = "fuzz.target";

    private static @Nullable FuzzTarget target;

    private FuzzEntry() {}

    public static void fuzzerInitialize() throws Exception {
        FuzzTarget made = FuzzTargets.make(System.getProperty(TARGET));
        // Classes are loaded, and instrumented, before anything is measured.
        for (byte[] seed : made.seeds()) {
            made.run(seed);
        }
        target = made;
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        Objects.requireNonNull(target).run(input);
    }
}
