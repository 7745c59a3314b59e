package io.wasl.engine;

import io.wasl.iso.ElementMask;

/** Which elements the engine treats together on an issuer's leg. */
final class LegElements {

    /** DE 7: part of the leg's key, passed on as received. */
    static final ElementMask TIME = ElementMask.of(7);

    /** What Wasl's reversal carries of its original, beside what it makes itself (4, 7, 11, 37, 39, 90). */
    static final ElementMask OF_REVERSAL =
            ElementMask.of(2, 3, 12, 13, 14, 18, 19, 22, 23, 24, 25, 32, 33, 38, 41, 42, 43, 49, 100, 102, 103);

    private LegElements() {}
}
