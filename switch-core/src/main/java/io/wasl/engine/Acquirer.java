package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.config.AcquirerConfig;

/** An acquirer as the engine needs it. */
final class Acquirer {

    final int index;
    final String id;
    /** Its id as part of keys. */
    final long key;

    final Dialect dialect;
    final long responseTimeoutNs;
    final AcquirerConfig config;

    Acquirer(int index, AcquirerConfig config, Dialect dialect) {
        this.index = index;
        this.id = config.id();
        this.key = KeyHash.ofMember(config.id());
        this.dialect = dialect;
        this.responseTimeoutNs = config.responseTimeout().toNanos();
        this.config = config;
    }

    /** One that the log knows and the configuration no longer does: its open transactions are still ended. */
    static Acquirer retired(int index, String id, Acquirer like) {
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
                        config.profile()),
                like.dialect);
    }
}
