package io.wasl.bench;

import io.wasl.routing.BinTable;
import io.wasl.routing.Route;

/**
 * What no hop can be faster than: the frames walked from element to element, copied, the BIN and the STAN looked up.
 * Nothing is checked, nothing rewritten: not a switch, but the memory's own speed.
 */
final class BareHop implements Hop {

    private static final int STANS = 1_000_000;

    private final BinTable table;
    private final Traffic traffic;
    private final BareWalk walk;
    private final int[] transactions = new int[STANS];
    private final byte[] pan = new byte[32];
    private final byte[] out = new byte[8192];
    private int issuer;

    BareHop(Encoding encoding, BinTable table, Traffic traffic) {
        this.table = table;
        this.traffic = traffic;
        walk = new BareWalk(encoding);
    }

    /** The walk alone, of the request and of the answer. */
    int walk(int i) {
        return walk.walk(traffic.request(i)) + walk.walk(traffic.answer(i));
    }

    /** The copy alone, of the request and of the answer. */
    int copy(int i) {
        return copy(traffic.request(i)) + copy(traffic.answer(i));
    }

    @Override
    public int forward(int i) {
        byte[] request = traffic.request(i);
        walk.walk(request);
        if (!(table.route(pan, 0, walk.digits(request, 2, pan)) instanceof Route.To to)) {
            throw new IllegalStateException("message " + i + " of the traffic leads nowhere");
        }
        issuer = to.issuers()[0];
        transactions[i + 1] = i;
        return copy(request);
    }

    @Override
    public int respond(int i) {
        byte[] answer = traffic.answer(i);
        walk.walk(answer);
        if (transactions[walk.number(answer, 11)] != i) {
            throw new IllegalStateException("answer " + i + " of the traffic is nobody's");
        }
        return copy(answer);
    }

    @Override
    public byte[] made() {
        return out;
    }

    @Override
    public int issuer() {
        return issuer;
    }

    private int copy(byte[] message) {
        System.arraycopy(message, 0, out, 0, message.length);
        return message.length;
    }
}
