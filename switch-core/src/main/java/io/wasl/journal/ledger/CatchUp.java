package io.wasl.journal.ledger;

import io.wasl.metric.Counters;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how fast the ledger applies: as levels always, as lines of the log while it is far behind.
 *
 * <p>Owner: the ledger's thread.
 */
final class CatchUp {

    /** Records behind, from which on it is told: some seconds of a loaded node. */
    static final long FAR = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private static final long LOOK_NS = 1_000_000_000;
    private static final long TELL_NS = 10_000_000_000L;
    private static final double SECOND_NS = 1e9;

    private final Counters<LedgerCounter> counters;
    private boolean hasBegun;
    private boolean isFar;
    private long lookNs;
    private long looked;
    private long toldNs;
    private long told;
    private long farNs;
    private long applied;
    private long farApplied;

    CatchUp(Counters<LedgerCounter> counters) {
        this.counters = counters;
    }

    /**
     * @param records applied since the last call, 0 for none
     * @param lag records that are left
     * @param share of the time that it works
     */
    void onStep(long records, long lag, double share, long nowNs) {
        if (!hasBegun) {
            hasBegun = true;
            lookNs = nowNs;
        }
        applied += records;
        if (nowNs - lookNs >= LOOK_NS) {
            counters.set(LedgerCounter.RECORDS_PER_SECOND, rate(applied - looked, nowNs - lookNs));
            lookNs = nowNs;
            looked = applied;
        }
        counters.set(LedgerCounter.SHARE_PERCENT, Math.round(share * 100));
        if (!isFar && lag >= FAR) {
            isFar = true;
            farNs = nowNs;
            farApplied = applied;
            toldNs = nowNs;
            told = applied;
            LOG.info("The ledger is {} records behind and catches up", number(lag));
        } else if (isFar) {
            tell(lag, share, nowNs);
        }
    }

    private void tell(long lag, double share, long nowNs) {
        if (lag < FAR / 2) {
            isFar = false;
            LOG.info(
                    "The ledger has caught up: {} records, {} a second",
                    number(applied - farApplied),
                    number(rate(applied - farApplied, nowNs - farNs)));
        } else if (nowNs - toldNs >= TELL_NS) {
            LOG.info(
                    "The ledger catches up: {} records a second, {} behind, working {} % of the time",
                    number(rate(applied - told, nowNs - toldNs)), number(lag), Math.round(share * 100));
            toldNs = nowNs;
            told = applied;
        }
    }

    private static long rate(long records, long elapsedNs) {
        return Math.round(records * SECOND_NS / Math.max(1, elapsedNs));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
