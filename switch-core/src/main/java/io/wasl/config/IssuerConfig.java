package io.wasl.config;

import java.time.Duration;
import java.util.List;

/**
 * One issuer: where Wasl dials it and how it treats it.
 *
 * @param id the member's name, {@code [a-z0-9-]{1,32}}, unique among issuers; named in the routing table
 * @param connect one connection is kept to each address; business is spread over those that are signed on
 * @param responseTimeout the issuer's leg, from the moment the frame is handed to the socket
 * @param signOn default {@link SignOn#REQUIRED}
 */
public record IssuerConfig(
        String id,
        List<HostPort> connect,
        FramingConfig framing,
        String dialect,
        Duration responseTimeout,
        SignOn signOn,
        ReconnectConfig reconnect,
        EchoConfig echo,
        ReversalConfig reversal,
        IssuerProfile profile) {

    public IssuerConfig {
        connect = List.copyOf(connect);
    }
}
