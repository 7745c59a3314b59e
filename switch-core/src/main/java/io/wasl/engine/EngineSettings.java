package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.config.SwitchConfig;
import java.util.List;

/**
 * What the engine is built from.
 *
 * @param acquirerDialects and {@code issuerDialects} in the configuration's order
 */
public record EngineSettings(SwitchConfig config, List<Dialect> acquirerDialects, List<Dialect> issuerDialects) {

    public EngineSettings {
        acquirerDialects = List.copyOf(acquirerDialects);
        issuerDialects = List.copyOf(issuerDialects);
        assert acquirerDialects.size() == config.acquirers().size()
                        && issuerDialects.size() == config.issuers().size()
                : "one dialect a member";
    }
}
