package io.wasl.config;

import java.time.Duration;
import java.util.Optional;

/**
 * One acquirer: where its hosts connect and how Wasl treats them.
 *
 * @param id the member's name, {@code [a-z0-9-]{1,32}}, unique among acquirers; part of every duplicate key
 * @param listen where Wasl listens for this acquirer
 * @param dialect looked up beside the configuration first, then among the shipped ones
 * @param responseTimeout T_switch, from receipt of the frame; at least 500 ms above every issuer it can reach
 * @param signOn whether business before an 0800/001 is refused; default {@link SignOn#OPTIONAL}
 * @param fileMaintenance whose hot list it may change; empty for nobody's, the default
 */
public record AcquirerConfig(
        String id,
        HostPort listen,
        FramingConfig framing,
        String dialect,
        Duration responseTimeout,
        SignOn signOn,
        AcquirerProfile profile,
        Optional<FileMaintenanceConfig> fileMaintenance) {}
