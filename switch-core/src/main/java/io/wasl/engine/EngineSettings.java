package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.config.SwitchConfig;
import io.wasl.security.HotCards;
import java.util.Collections;
import java.util.List;

/**
 * What the engine is built from.
 *
 * @param acquirerDialects and {@code issuerDialects} in the configuration's order
 * @param hotCards of each issuer
 */
public record EngineSettings(
        SwitchConfig config, List<Dialect> acquirerDialects, List<Dialect> issuerDialects, List<HotCards> hotCards) {

    /** Without hot lists. */
    public EngineSettings(SwitchConfig config, List<Dialect> acquirerDialects, List<Dialect> issuerDialects) {
        this(config, acquirerDialects, issuerDialects, Collections.nCopies(issuerDialects.size(), HotCards.none()));
    }

    public EngineSettings {
        acquirerDialects = List.copyOf(acquirerDialects);
        issuerDialects = List.copyOf(issuerDialects);
        hotCards = List.copyOf(hotCards);
        assert acquirerDialects.size() == config.acquirers().size()
                        && issuerDialects.size() == config.issuers().size()
                : "one dialect a member";
    }
}
