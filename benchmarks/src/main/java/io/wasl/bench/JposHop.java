package io.wasl.bench;

import io.wasl.routing.BinTable;
import io.wasl.routing.Route;
import java.nio.charset.StandardCharsets;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOPackager;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87BPackager;

/**
 * The same hop by jPOS 2.1.10: {@code ISOMsg} unpacked and packed by its own compiled packagers for 1987.
 *
 * <p>Made as favourable as it can be: no channel, no MUX, no space, no transaction manager, no logger; one packager for
 * ever; routing by Wasl's table, which is faster than what jPOS users have, from the digits without a copy; the answer
 * finds its request through an array by STAN, without the strings and maps of a MUX; the issuer's STAN is a String made
 * beforehand; what must never return is not looked for; arrays have the message's exact length, so that nothing is
 * copied for jPOS.
 */
final class JposHop implements Hop {

    private static final int STANS = 1_000_000;

    private final ISOPackager packager;
    private final BinTable table;
    private final Traffic traffic;
    private final String[] stans;

    // What is kept of each request, by the STAN of its leg.
    private final String[] times = new String[STANS];
    private final String[] originalStans = new String[STANS];
    private final String[] rrns = new String[STANS];

    private final byte[] pan = new byte[32];
    private byte[] made = new byte[0];
    private int issuer;

    JposHop(Encoding encoding, BinTable table, Traffic traffic) {
        this.packager = packager(encoding);
        this.table = table;
        this.traffic = traffic;
        stans = new String[traffic.size()];
        for (int i = 0; i < stans.length; i++) {
            stans[i] = new String(traffic.stan(i), StandardCharsets.US_ASCII);
        }
    }

    static ISOPackager packager(Encoding encoding) {
        return switch (encoding) {
            case ASCII -> new ISO87APackager();
            case BINARY -> new ISO87BPackager();
            case EBCDIC -> new JposEbcdicPackager();
        };
    }

    @Override
    public int forward(int i) {
        try {
            ISOMsg request = unpacked(traffic.request(i));
            issuer = route(request.getString(2));
            int stan = i + 1;
            times[stan] = request.getString(7);
            originalStans[stan] = request.getString(11);
            rrns[stan] = request.getString(37);
            request.set(11, stans[i]);
            made = request.pack();
            return made.length;
        } catch (ISOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int respond(int i) {
        try {
            ISOMsg answer = unpacked(traffic.answer(i));
            int stan = Integer.parseInt(answer.getString(11));
            if (!answer.getString(7).equals(times[stan])
                    || !answer.getString(37).equals(rrns[stan])) {
                throw new IllegalStateException("answer " + i + " of the traffic is nobody's");
            }
            answer.set(7, times[stan]);
            answer.set(11, originalStans[stan]);
            answer.set(37, rrns[stan]);
            made = answer.pack();
            return made.length;
        } catch (ISOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] made() {
        return made;
    }

    @Override
    public int issuer() {
        return issuer;
    }

    private ISOMsg unpacked(byte[] message) throws ISOException {
        ISOMsg unpacked = new ISOMsg();
        unpacked.setPackager(packager);
        unpacked.unpack(message);
        return unpacked;
    }

    private int route(String digits) {
        int length = digits.length();
        for (int i = 0; i < length; i++) {
            pan[i] = (byte) digits.charAt(i);
        }
        if (!(table.route(pan, 0, length) instanceof Route.To to)) {
            throw new IllegalStateException("a message of the traffic leads nowhere");
        }
        return to.issuers()[0];
    }
}
