package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.config.AcquirerConfig;
import io.wasl.iso.DataElement;
import io.wasl.iso.ElementMask;
import java.util.Optional;

/** An acquirer as the engine needs it. */
final class Acquirer {

    final int index;
    final String id;
    /** Its id as part of keys. */
    final long key;

    final Dialect dialect;
    final long responseTimeoutNs;
    final AcquirerConfig config;
    /** What its answers repeat of their requests. */
    final ElementMask echoed;

    private final ElementMask echoedWithoutPan;

    /** How many digits of the business date its answers carry as DE 15; 0 where its dialect has no such element. */
    final int settlementDigits;

    /** The elements by which a repeat is known, ascending: however they are listed, they make the same key. */
    final int[] duplicateKey;

    Acquirer(int index, AcquirerConfig config, Dialect dialect) {
        this.index = index;
        this.id = config.id();
        this.key = KeyHash.ofMember(config.id());
        this.dialect = dialect;
        this.responseTimeoutNs = config.responseTimeout().toNanos();
        this.config = config;
        this.settlementDigits = settlementDigits(dialect);
        this.echoed = withSettlement(dialect.echoed(config.profile().echo()), settlementDigits);
        this.echoedWithoutPan = echoed.without(ElementMask.of(DataElement.PAN));
        this.duplicateKey = config.profile().duplicateKey().stream()
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private static int settlementDigits(Dialect dialect) {
        int de = BusinessDate.SETTLEMENT_DATE;
        int digits = dialect.declares(de)
                        && dialect.storedOpen().contains(de)
                        && dialect.spec(de).isFixed()
                ? dialect.spec(de).length()
                : 0;
        return digits == 4 || digits == 6 || digits == 8 ? digits : 0;
    }

    private static ElementMask withSettlement(ElementMask echoed, int digits) {
        return digits > 0 ? echoed.or(ElementMask.of(BusinessDate.SETTLEMENT_DATE)) : echoed;
    }

    /** What an answer repeats of a request that was kept: not a PAN that nobody sent as DE 2. */
    ElementMask echoed(boolean isPanOfTrack) {
        return isPanOfTrack ? echoedWithoutPan : echoed;
    }

    /**
     * One that the log knows and the configuration no longer does: its open transactions are still ended.
     *
     * @param dialect of the version that it spoke, as far as one is configured
     */
    static Acquirer retired(int index, String id, Acquirer like, Dialect dialect) {
        AcquirerConfig config = like.config;
        return new Acquirer(
                index,
                new AcquirerConfig(
                        id,
                        config.listen(),
                        config.framing(),
                        config.dialect(),
                        config.responseTimeout(),
                        config.signOn(),
                        config.profile(),
                        Optional.empty()),
                dialect);
    }
}
