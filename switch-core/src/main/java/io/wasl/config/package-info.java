/**
 * The configuration as checked, immutable records, and the loader that makes them from one YAML file.
 *
 * <p>Everything is checked before anything starts; every error says {@code file:line:column key: reason} and all errors
 * of a file are told at once ({@link ConfigException}). Unknown keys are errors, nothing is repaired silently. Called at
 * start and by commands only, on the caller's thread.
 */
@NullMarked
package io.wasl.config;

import org.jspecify.annotations.NullMarked;
