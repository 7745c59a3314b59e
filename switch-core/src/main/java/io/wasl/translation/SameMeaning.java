package io.wasl.translation;

import io.wasl.iso.ElementMask;
import io.wasl.iso.Version;

/**
 * The elements that mean the same under the same number, in two versions of the standard (ISO 8583:1987 4.3, 1993 4.3, 2003
 * 6.4). National and private ones are what the members agreed on, whatever the version: 47, 48, 60 to 63, and from 116
 * (1987: 112) on.
 */
final class SameMeaning {

    private static final ElementMask SINCE_1987 = ElementMask.of(
            2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16, 17, 19, 20, 21, 23, 27, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41,
            42, 43, 44, 45, 47, 48, 49, 50, 51, 52, 54, 55, 60, 61, 62, 63, 100, 101, 102, 103, 104, 116, 117, 118, 119,
            120, 121, 122, 123, 124, 125, 126, 127);

    private static final ElementMask SINCE_1993 = SINCE_1987.or(ElementMask.of(
            12, 13, 18, 22, 24, 25, 26, 28, 29, 31, 46, 53, 57, 58, 59, 66, 68, 69, 70, 71, 72, 91, 92, 93, 94, 95, 96,
            98, 99));

    /**
     * Other things, or the same in another form, under the same number in 2003: 49 to 51 are no currencies, 18, 21, 27 and 34
     * say something else, fees and additional amounts have their currency in them, dates their century.
     */
    private static final ElementMask OTHERWISE_IN_2003 = ElementMask.of(
            8, 13, 18, 21, 22, 27, 28, 31, 34, 43, 44, 46, 49, 50, 51, 54, 66, 68, 69, 70, 71, 72, 91, 92, 104);

    /** What no request or answer of classes 1, 2 and 4 carries: bitmaps, MACs, reconciliation, files and keys. */
    private static final ElementMask ELSEWHERE = range(64, 99).or(ElementMask.of(105, 106, 107, 108, 109, 110, 128));

    private SameMeaning() {}

    static ElementMask between(Version a, Version b) {
        ElementMask same = a.is1987() || b.is1987() ? SINCE_1987 : SINCE_1993;
        return (a == Version.V2003) == (b == Version.V2003) ? same : same.without(OTHERWISE_IN_2003);
    }

    /** Whether the loss of the element could be noticed by anybody. */
    static boolean mayMatter(int de) {
        return !ELSEWHERE.contains(de);
    }

    private static ElementMask range(int first, int last) {
        int[] elements = new int[last - first + 1];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = first + i;
        }
        return ElementMask.of(elements);
    }
}
