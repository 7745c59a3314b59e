package io.wasl.codec;

/**
 * How a value that is shorter than its place on the wire is filled up.
 *
 * @param left whether the filling stands in front of the value
 * @param character the filling, in the neutral form
 * @param trimmed whether the filling of a received value is taken off before anybody sees it
 * @param toMaximum whether a variable value takes its maximum on the wire, whatever its prefix says
 */
public record Padding(boolean left, char character, boolean trimmed, boolean toMaximum) {

    /** Numbers on the right with zeros before them, text on the left with spaces behind it; nothing is taken off. */
    public static Padding usual(CharacterClass characterClass) {
        boolean isNumber = characterClass == CharacterClass.N || characterClass == CharacterClass.XN;
        return new Padding(isNumber, isNumber ? '0' : ' ', false, false);
    }
}
