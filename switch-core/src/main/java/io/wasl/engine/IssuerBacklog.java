package io.wasl.engine;

/** How much is owed to an issuer. Any thread; may lag behind the loop. */
public final class IssuerBacklog {

    private final String issuer;
    private final DeliveryLine line;

    IssuerBacklog(String issuer, DeliveryLine line) {
        this.issuer = issuer;
        this.line = line;
    }

    /** Its id; of one that is no longer configured too. */
    public String issuer() {
        return issuer;
    }

    /** Reversals and advices that are on their way, or wait for it. */
    public int owed() {
        return line.owed();
    }

    /** Those that wait for an operator. */
    public int parked() {
        return line.parked();
    }
}
