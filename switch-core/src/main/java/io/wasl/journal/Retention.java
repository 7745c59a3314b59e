package io.wasl.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How long segments are kept.
 *
 * @param age a segment goes when all its records are older than this, by log time
 * @param archive where it is moved; empty: it is deleted
 * @param applied the position up to which the ledger has the log for certain; negative while that is not known. Any thread
 */
public record Retention(Duration age, Optional<Path> archive, LongSupplier applied) {}
