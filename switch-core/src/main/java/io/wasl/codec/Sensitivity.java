package io.wasl.codec;

/** What an element's value would give away; decides what may be stored and shown. */
public enum Sensitivity {
    /** May be stored and shown. */
    OPEN,
    /** Card or account numbers and expiry: stored encrypted only, shown masked. */
    PAN,
    /** Magnetic stripe: never stored, never shown. */
    TRACK,
    /** PIN block: never stored, never shown. */
    PIN,
    /** Card verification value: never stored, never shown. */
    CVV,
    /** Key material and passwords: never stored, never shown. */
    KEY,
    /** Chip data: stored encrypted, and of a request only listed tags; never shown. */
    CHIP,
    /** Unknown content, the default: stored encrypted and only where the dialect says so, never shown. */
    OPAQUE
}
