package io.wasl.config;

/** How a member of 1987 says that a part of an amount remains after a reversal; later versions have one way only. */
public enum PartialForm {
    /** DE 4 is the original amount, DE 95 what remains (ISO 8583:1987 4.3, replacement amounts). */
    DE95,
    /** DE 30 is the original amount, DE 4 what remains, as since 1993. */
    DE30
}
