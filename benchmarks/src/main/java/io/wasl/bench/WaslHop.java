package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.engine.LegCorrelation;
import io.wasl.iso.Mti;
import io.wasl.routing.BinTable;
import io.wasl.routing.Route;

/**
 * Wasl's hop, from its own parts: {@link MessageView}, {@link BinTable}, the engine's key index, {@link MessageWriter}.
 * Of each request DE 7, 11 and 37 are kept in a slot until the answer comes.
 */
final class WaslHop implements Hop {

    /** The default of {@code limits.in-flight-capacity}. */
    private static final int SLOTS = 65_536;

    /** Legs of other transactions that are open all the time. */
    private static final int CROWD = SLOTS / 2;

    private static final int TIME_DIGITS = 10;
    private static final int STAN_DIGITS = 6;
    private static final int RRN_CHARACTERS = 12;
    private static final int SLOT_BYTES = 32;

    private final Dialect dialect;
    private final BinTable table;
    private final Traffic traffic;
    private final LegCorrelation legs = new LegCorrelation(SLOTS, CROWD);
    private final long[] issuerKeys;

    private final MessageView view = new MessageView();
    private final MessageWriter writer = new MessageWriter();
    private final byte[] pan = new byte[32];
    private final byte[] slots = new byte[SLOTS * SLOT_BYTES];
    private final byte[] out = new byte[8192];
    private int issuer;

    WaslHop(Dialect dialect, BinTable table, Traffic traffic) {
        this.dialect = dialect;
        this.table = table;
        this.traffic = traffic;
        issuerKeys =
                BinMix.issuers().stream().mapToLong(LegCorrelation::ofMember).toArray();
    }

    @Override
    public int forward(int i) {
        // decode
        byte[] request = traffic.request(i);
        decode(request);

        // route
        Route route = table.route(pan, 0, view.pan(pan, 0));
        if (!(route instanceof Route.To to)) {
            throw new IllegalStateException("message " + i + " of the traffic leads nowhere");
        }
        issuer = to.issuers()[0];

        // remember
        byte[] stan = traffic.stan(i);
        long transaction = legs.open(issuerKeys[issuer], view, stan);
        int slot = slot(transaction);
        view.copy(7, slots, slot);
        view.copy(11, slots, slot + TIME_DIGITS);
        view.copy(37, slots, slot + TIME_DIGITS + STAN_DIGITS);

        // rewrite, encode
        return writer.begin(dialect, view.mti(), view)
                .set(11, stan, 0, STAN_DIGITS)
                .encode(out, 0, out.length);
    }

    @Override
    public int respond(int i) {
        // decode
        decode(traffic.answer(i));

        // correlate
        long transaction = legs.close(issuerKeys[issuer], view);
        if (transaction == 0) {
            throw new IllegalStateException("answer " + i + " of the traffic is nobody's");
        }

        // rewrite, encode
        int slot = slot(transaction);
        return writer.begin(dialect, Mti.answer(Traffic.REQUEST_MTI), view)
                .remove(dialect.neverReturned())
                .set(7, slots, slot, TIME_DIGITS)
                .set(11, slots, slot + TIME_DIGITS, STAN_DIGITS)
                .set(37, slots, slot + TIME_DIGITS + STAN_DIGITS, RRN_CHARACTERS)
                .encode(out, 0, out.length);
    }

    @Override
    public byte[] made() {
        return out;
    }

    @Override
    public int issuer() {
        return issuer;
    }

    private void decode(byte[] message) {
        if (!view.decode(dialect, message, 0, message.length)) {
            throw new IllegalStateException("a message of the traffic is illegal: " + view.error());
        }
    }

    private static int slot(long transaction) {
        return (int) (transaction & SLOTS - 1) * SLOT_BYTES;
    }
}
