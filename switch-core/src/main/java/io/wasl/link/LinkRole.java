package io.wasl.link;

/** Whom a connection leads to. */
public enum LinkRole {
    /** A host that sends transactions; it dials, Wasl listens. */
    ACQUIRER,
    /** A host that authorizes them; Wasl dials. */
    ISSUER
}
