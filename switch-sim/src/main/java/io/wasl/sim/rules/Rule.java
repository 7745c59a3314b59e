package io.wasl.sim.rules;

import io.wasl.sim.yaml.Forms;
import io.wasl.time.RandomSource;

/**
 * One line of an issuer's behaviour. Immutable.
 *
 * @param name for people, from the file or {@code rule 3}
 * @param decision what the issuer thinks
 * @param delivery what becomes of the answer it has made
 * @param delayNs how long the answer waits; a random time between the ends when they differ
 */
public record Rule(String name, Decision decision, Delivery delivery, Forms.Span delayNs) {

    public static final Forms.Span NO_DELAY = new Forms.Span(0, 0);

    /** What happens to an answer after the book has been written. None of it changes the book. */
    public enum Delivery {
        ANSWER,
        /** Decided and booked, but the answer is lost. */
        SILENCE,
        /** Decided and booked; the connection is closed instead of the answer. */
        DISCONNECT,
        /** The same answer two times. */
        TWICE,
        /** Under the next STAN, which may well be another request's. */
        WRONG_STAN,
        /** With one minor unit more in DE 4 than was asked for. */
        WRONG_AMOUNT,
        /** Half of the answer's frame, then an RST. */
        RESET,
        /** Decided and booked; nothing is read from that connection any more, and it stays open. */
        STOP_READING
    }

    /** Nanoseconds to wait before this answer. */
    public long drawDelay(RandomSource random) {
        long width = delayNs.high() - delayNs.low();
        return width == 0 ? delayNs.low() : delayNs.low() + random.below(width + 1);
    }
}
