package io.wasl.link.netty;

import io.wasl.config.LimitsConfig;
import io.wasl.time.EpochClock;
import io.wasl.time.NanoClock;
import io.wasl.time.RandomSource;

/**
 * What the links need besides their members.
 *
 * @param configFile as the operator named it, for errors such as a port in use
 * @param nanoClock one reading for each chunk received and each turn's end
 * @param wallClock DE 7 of our 0800
 * @param random jitter of the back-off
 */
public record LinkSettings(
        String configFile,
        LimitsConfig limits,
        SocketKind sockets,
        NanoClock nanoClock,
        EpochClock wallClock,
        RandomSource random) {}
