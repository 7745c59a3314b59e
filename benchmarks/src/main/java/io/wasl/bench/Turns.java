package io.wasl.bench;

/** Takes one message of the traffic after another through a hop, round and round. */
final class Turns {

    private final Hop hop;
    private final int messages;
    private int next;

    private Turns(Hop hop, int messages) {
        this.hop = hop;
        this.messages = messages;
    }

    /** On a table of a million ranges. */
    static Turns of(String encodingParameter, HopKind kind) {
        Workload work = Workload.of(Encoding.of(encodingParameter), BinMix.MILLION, Traffic.MESSAGES);
        return new Turns(kind.hop(work), Traffic.MESSAGES);
    }

    /** A request and its answer; returns their bytes. */
    int hop() {
        int i = next();
        return hop.forward(i) + hop.respond(i);
    }

    /** The number of the next message. */
    int next() {
        int i = next;
        next = i + 1 == messages ? 0 : i + 1;
        return i;
    }

    BareHop bare() {
        return (BareHop) hop;
    }
}
