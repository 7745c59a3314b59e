package io.wasl.sim;

import io.wasl.sim.chance.Ambient;
import java.security.SecureRandom;

/** The system's clocks, random source and terminal: the one place of the simulators that touches them. */
final class Surroundings {

    private Surroundings() {}

    static Ambient ambient() {
        var random = new SecureRandom();
        boolean terminal = System.console() != null && System.getenv("NO_COLOR") == null;
        return new Ambient(System::nanoTime, System::currentTimeMillis, random::nextBytes, System.in, terminal);
    }
}
