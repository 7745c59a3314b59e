package io.wasl;

import io.wasl.time.EpochClock;
import io.wasl.time.NanoClock;
import io.wasl.time.RandomSource;
import java.security.SecureRandom;

/** The system's clocks and chance: the only place that touches them. */
record SystemPorts(NanoClock nanos, EpochClock epoch, RandomSource random) {

    static SystemPorts ofThisMachine() {
        SecureRandom secure = new SecureRandom();
        return new SystemPorts(System::nanoTime, System::currentTimeMillis, secure::nextBytes);
    }
}
