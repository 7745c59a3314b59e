package io.wasl.journal;

/**
 * Positions of the log that can be read nowhere any more: neither archive nor log have them whole.
 *
 * @param first the first of them
 * @param last the last of them
 */
public record Hole(long first, long last) {

    @Override
    public String toString() {
        return first == last ? "position " + first : "positions " + first + " to " + last;
    }
}
