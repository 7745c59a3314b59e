package io.wasl.journal;

import io.wasl.security.Keys;
import io.wasl.time.EpochClock;
import io.wasl.time.NanoClock;
import io.wasl.time.RandomSource;

/**
 * What the log needs from outside.
 *
 * @param clock for log time
 * @param nanos for pacing and for measuring the disk
 * @param random for salts; cryptographic in production
 */
public record JournalPorts(SegmentFiles files, Keys keys, EpochClock clock, NanoClock nanos, RandomSource random) {}
