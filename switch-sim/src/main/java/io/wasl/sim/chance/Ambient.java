package io.wasl.sim.chance;

import io.wasl.time.EpochClock;
import io.wasl.time.NanoClock;
import io.wasl.time.RandomSource;
import java.io.InputStream;

/**
 * What a command is given of the world outside, so that tests can give something else.
 *
 * @param input what a person pipes in
 * @param terminal whether the output is a terminal: lines may be overwritten and coloured
 */
public record Ambient(NanoClock nanos, EpochClock epoch, RandomSource random, InputStream input, boolean terminal) {}
