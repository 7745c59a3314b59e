package io.wasl.bench;

import io.wasl.config.AcquirerConfig;
import io.wasl.config.AcquirerProfile;
import io.wasl.config.AdminConfig;
import io.wasl.config.BusinessDateConfig;
import io.wasl.config.EchoConfig;
import io.wasl.config.FramingConfig;
import io.wasl.config.FramingPresets;
import io.wasl.config.HostPort;
import io.wasl.config.HotListConfig;
import io.wasl.config.IssuerConfig;
import io.wasl.config.IssuerProfile;
import io.wasl.config.JournalConfig;
import io.wasl.config.LedgerConfig;
import io.wasl.config.LimitsConfig;
import io.wasl.config.ReconnectConfig;
import io.wasl.config.ReversalConfig;
import io.wasl.config.RoutingConfig;
import io.wasl.config.SecurityConfig;
import io.wasl.config.SignOn;
import io.wasl.config.SwitchConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The default configuration, for an engine of which only the inside runs: no address in it is ever opened. */
final class EngineConfig {

    static final String ACQUIRER = "shop-bank";

    /** The documented default of {@code journal.memory-window}. */
    private static final int MEMORY_WINDOW = 1_000_000;

    private static final Path NOWHERE = Path.of("nowhere");
    private static final HostPort NO_ADDRESS = new HostPort("127.0.0.1", 0);

    private EngineConfig() {}

    static SwitchConfig of(List<String> issuers, String dialect) {
        return new SwitchConfig(
                NOWHERE,
                "bench",
                new JournalConfig(NOWHERE, 1 << 20, 2, MEMORY_WINDOW, JournalConfig.Unconfirmed.KEEP),
                new LedgerConfig("jdbc:h2:mem:none", "", Optional.empty(), 512, LedgerConfig.Applier.NODE),
                new AdminConfig(NO_ADDRESS, NOWHERE),
                List.of(acquirer(dialect)),
                issuers.stream().map(id -> issuer(id, dialect)).toList(),
                new RoutingConfig(NOWHERE),
                new SecurityConfig(NOWHERE),
                LimitsConfig.defaults(),
                BusinessDateConfig.defaults());
    }

    private static AcquirerConfig acquirer(String dialect) {
        return new AcquirerConfig(
                ACQUIRER,
                NO_ADDRESS,
                framing(),
                dialect,
                Duration.ofSeconds(12),
                SignOn.OPTIONAL,
                AcquirerProfile.defaults(),
                Optional.empty());
    }

    private static IssuerConfig issuer(String id, String dialect) {
        return new IssuerConfig(
                id,
                List.of(NO_ADDRESS),
                framing(),
                dialect,
                Duration.ofSeconds(10),
                SignOn.REQUIRED,
                ReconnectConfig.defaults(),
                EchoConfig.defaults(),
                ReversalConfig.defaults(),
                IssuerProfile.defaults(),
                List.of(),
                Optional.empty(),
                HotListConfig.none());
    }

    private static FramingConfig framing() {
        return FramingPresets.preset("length-2");
    }
}
