package io.wasl.link;

/** Why a link was closed; each cause has its counter and its words for logs and {@link LinkListener#onClosed}. */
public enum CloseCause {
    /** The peer ended the stream, whole or half: what it would still receive cannot be answered any more. */
    PEER("closed by peer", LinkCounter.CLOSED_BY_PEER),
    NETWORK("connection reset", LinkCounter.CLOSED_BY_NETWORK),
    WRITE_LIMIT("peer does not read: write limit reached", LinkCounter.CLOSED_WRITE_LIMIT),
    BROKEN_FRAME("broken frame", LinkCounter.CLOSED_BROKEN_FRAME),
    UNREADABLE("unreadable frames", LinkCounter.CLOSED_UNREADABLE),
    NOT_SIGNED_ON("business before sign-on", LinkCounter.CLOSED_NOT_SIGNED_ON),
    SIGN_ON_REFUSED("sign-on refused", LinkCounter.CLOSED_SIGN_ON),
    SIGN_ON_UNANSWERED("sign-on not answered", LinkCounter.CLOSED_SIGN_ON),
    ECHO("echoes not answered", LinkCounter.CLOSED_ECHO),
    ENGINE("closed by the engine", LinkCounter.CLOSED_BY_ENGINE),
    STOPPED("orderly stop", LinkCounter.CLOSED_STOPPED),
    FAULT("fault while handling a message", LinkCounter.CLOSED_FAULT);

    private final String text;
    private final LinkCounter counter;

    CloseCause(String text, LinkCounter counter) {
        this.text = text;
        this.counter = counter;
    }

    public String text() {
        return text;
    }

    LinkCounter counter() {
        return counter;
    }
}
