package io.wasl.translation;

import io.wasl.iso.ElementMask;
import io.wasl.iso.Version;

/**
 * The elements that mean the same under the same number in two versions of the standard, in whatever form. National and
 * private ones are what the members agreed on, whatever the version: 47, 48, 60 to 63, 123 to 127.
 *
 * <p>Where 2003 differs from both before: 21 is a life cycle, 27 a capability, 34 electronic commerce, 49 verification data,
 * 50 and 51 are reserved, 104 is structured; the currencies stand within 4, 5 and 6.
 */
final class SameMeaning {

    private static final ElementMask IN_ALL = ElementMask.of(
            2, 3, 4, 5, 6, 7, 9, 10, 11, 14, 15, 16, 17, 19, 20, 23, 32, 33, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45,
            47, 48, 52, 54, 55, 60, 61, 62, 63, 100, 102, 103, 123, 124, 125, 126, 127);

    private static final ElementMask IN_1987_AND_1993 =
            IN_ALL.or(ElementMask.of(8, 21, 27, 34, 49, 50, 51, 98, 99, 101, 104, 116, 117, 118, 119));

    private static final ElementMask IN_1993_AND_2003 = IN_ALL.or(ElementMask.of(
            12, 22, 24, 25, 26, 28, 29, 53, 57, 58, 59, 67, 73, 93, 94, 95, 96, 98, 99, 101, 116, 117, 118, 119, 120,
            121, 122));

    /** What no request or answer of classes 1, 2 and 4 carries: bitmaps, MACs, reconciliation, files and keys. */
    private static final ElementMask ELSEWHERE =
            range(64, 99).or(range(105, 110)).or(ElementMask.of(101, 128));

    private SameMeaning() {}

    static ElementMask between(Version a, Version b) {
        if (a == b) {
            return ElementMask.ALL;
        }
        if (a != Version.V2003 && b != Version.V2003) {
            return IN_1987_AND_1993;
        }
        return a.is1987() || b.is1987() ? IN_ALL : IN_1993_AND_2003;
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
