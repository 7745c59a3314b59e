package io.wasl.command;

import io.wasl.time.RandomSource;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * What commands get from the process they run in; made by the composition root.
 *
 * @param random for new keys
 * @param environment the value of a variable, or empty when it is not set
 * @param input the standard input, for {@code -}
 * @param output the standard output, for bytes that are no text
 * @param terminal whether a person reads the output, so that it may have colours
 * @param signals what the system tells a running node
 */
public record Surroundings(
        RandomSource random,
        Function<String, Optional<String>> environment,
        InputStream input,
        OutputStream output,
        boolean terminal,
        Signals signals) {}
