package io.wasl.link;

/** Where a connection stands (ISO 8583 class 8, DE 70). */
public enum LinkState {
    /** Connected, no sign-on yet. Business only where sign-on is optional. */
    CONNECTED,
    /** 0800/001 was answered 00. */
    SIGNED_ON,
    /** 0800/002: no new business, answers still come. */
    SIGNED_OFF,
    /** An echo was missed: no new business until one is answered. */
    SUSPECT,
    /** Gone; never used again, a new connection is a new link. */
    CLOSED
}
