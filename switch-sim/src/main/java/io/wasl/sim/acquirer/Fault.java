package io.wasl.sim.acquirer;

/** What a switch did wrong, as its acquirer sees it. Any of these fails a run. */
public enum Fault {
    UNKNOWN_KEY("an answer to nothing that was sent"),
    ANSWERED_TWICE("more answers than copies on a connection"),
    WRONG_CONNECTION("an answer on another connection than its request's"),
    NEVER_ANSWERED("a message without an answer on a connection that stayed open"),
    WRONG_MTI("an answer of another class or function"),
    ECHO_DIFFERS("an element that should come back as sent did not"),
    NO_CODE("an answer without DE 39"),
    CONTRADICTION("two answers to one key, one approving and one not"),
    UNEXPECTED_CODE("a code that is wrong for this kind of traffic"),
    REVERSAL_REFUSED("a reversal refused for good"),
    MALFORMED("a message that cannot be decoded"),
    UNEXPECTED_MESSAGE("a message that a switch does not send to an acquirer");

    private final String sentence;

    Fault(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
