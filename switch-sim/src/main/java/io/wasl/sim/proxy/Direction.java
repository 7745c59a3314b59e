package io.wasl.sim.proxy;

import java.util.Locale;

/** Which way bytes go. The client dials the proxy, the proxy dials the server. */
public enum Direction {
    TO_SERVER,
    TO_CLIENT;

    /**
     * {@code to-server}, {@code to-client}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Direction parse(String word) {
        for (Direction direction : values()) {
            if (direction.toString().equals(word)) {
                return direction;
            }
        }
        throw new IllegalArgumentException("must be to-server or to-client");
    }

    Direction opposite() {
        return this == TO_SERVER ? TO_CLIENT : TO_SERVER;
    }

    /** The word of the step language. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
