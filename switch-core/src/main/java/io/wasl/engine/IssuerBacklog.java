package io.wasl.engine;

/** How much is owed to an issuer. Any thread; may lag behind the loop. */
public interface IssuerBacklog {

    /** Its id; of one that is no longer configured too. */
    String issuer();

    /** Reversals and advices that are on their way, or wait for it. */
    int owed();

    /** Those that wait for an operator. */
    int parked();
}
