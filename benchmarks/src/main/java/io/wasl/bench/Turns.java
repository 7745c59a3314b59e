package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.routing.BinTable;

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
        Encoding encoding = Encoding.of(encodingParameter);
        Dialect dialect = encoding.dialect();
        BinMix mix = new BinMix(BinMix.MILLION, BinMix.SEED);
        BinTable table = mix.load();
        Traffic traffic = new Traffic(dialect, mix, Traffic.MESSAGES, BinMix.SEED);
        return new Turns(kind.hop(encoding, dialect, table, traffic), traffic.size());
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
