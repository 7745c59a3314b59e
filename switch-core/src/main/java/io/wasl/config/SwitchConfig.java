package io.wasl.config;

import java.nio.file.Path;
import java.util.List;

/**
 * One node's whole configuration, checked.
 *
 * @param file the file it was read from; relative paths in it have been resolved against its folder
 * @param node the node's name in logs and metrics, {@code [a-z0-9-]{1,32}}
 */
public record SwitchConfig(
        Path file,
        String node,
        JournalConfig journal,
        LedgerConfig ledger,
        AdminConfig admin,
        List<AcquirerConfig> acquirers,
        List<IssuerConfig> issuers,
        RoutingConfig routing,
        SecurityConfig security,
        LimitsConfig limits,
        BusinessDateConfig businessDate) {

    public SwitchConfig {
        acquirers = List.copyOf(acquirers);
        issuers = List.copyOf(issuers);
    }
}
