package io.wasl.routing;

/**
 * What holds for the PANs of a range; one instance for all ranges that say the same.
 *
 * @param lengths bit n is set when PANs of n digits are valid
 */
record RangeTerms(Route.To route, int lengths, boolean luhn) {

    boolean allowsLength(int length) {
        return (lengths >>> length & 1) != 0;
    }
}
