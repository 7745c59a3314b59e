package io.wasl.engine;

import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Version;

/** Which elements the engine treats together on an issuer's leg. */
final class LegElements {

    /** Made over the bytes of one link: wrong on any other, above all where DE 11 is another. */
    static final ElementMask MAC = ElementMask.of(64, 128);

    /** DE 7: part of the leg's key, passed on as received. */
    static final ElementMask TIME = ElementMask.of(7);

    /** What Wasl's reversal carries of its original, beside what it makes itself (4, 7, 11, 37, 39, 90). */
    private static final ElementMask OF_REVERSAL =
            ElementMask.of(2, 3, 12, 13, 14, 18, 19, 22, 23, 24, 25, 32, 33, 38, 41, 42, 43, 49, 100, 102, 103);

    /** Since 1993 it makes DE 24 and 25 too, and DE 56 in place of 90. */
    private static final ElementMask OF_REVERSAL_SINCE_1993 = OF_REVERSAL.without(ElementMask.of(24, 25));

    /** What an issuer's profile may match by and a reversal takes over from its original. */
    private static final ElementMask MATCHABLE_OF_ORIGINAL = ElementMask.of(12, 13, 32, 37, 41, 42);

    /** What an answer of an issuer repeats of a reversal as its leg told it. */
    private static final ElementMask TOLD = ElementMask.of(4, 30, 90, 95);

    private static final ElementMask TOLD_SINCE_1993 = ElementMask.of(4, 24, 25, 30, 56);

    private LegElements() {}

    static ElementMask ofReversal(Version version) {
        return version.is1987() ? OF_REVERSAL : OF_REVERSAL_SINCE_1993;
    }

    static ElementMask told(Version version) {
        return version.is1987() ? TOLD : TOLD_SINCE_1993;
    }

    /** Into SENT or INTENT, whatever the profile says today: a restart under another one must still know the answer. */
    static void copyMatchable(ElementSet owed, ElementSet sent) {
        for (int entry = 0; entry < owed.length(); entry = owed.next(entry)) {
            int de = owed.elementAt(entry);
            if (MATCHABLE_OF_ORIGINAL.contains(de)) {
                int value = owed.valueAt(entry);
                sent.put(de, owed.buffer(), value, owed.lengthAt(value));
            }
        }
    }
}
