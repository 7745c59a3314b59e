package io.wasl.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One issuer: where Wasl dials it and how it treats it.
 *
 * @param id the member's name, {@code [a-z0-9-]{1,32}}, unique among issuers; named in the routing table
 * @param connect one connection is kept to each address; business is spread over those that are signed on
 * @param responseTimeout the issuer's leg, from the moment the frame is handed to the socket
 * @param signOn default {@link SignOn#REQUIRED}
 * @param translations for acquirers of other dialects, at most one each; of others only the standards are known
 * @param standIn when Wasl answers in its place; empty for never, the default
 * @param hotList cards that are declined, and when
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
        IssuerProfile profile,
        List<TranslationConfig> translations,
        Optional<StandInConfig> standIn,
        HotListConfig hotList) {

    public IssuerConfig {
        connect = List.copyOf(connect);
        translations = List.copyOf(translations);
    }

    /** What is declared for acquirers of that dialect. */
    public TranslationConfig translation(String acquirerDialect) {
        return translations.stream()
                .filter(one -> one.dialect().equals(acquirerDialect))
                .findFirst()
                .orElseGet(() -> TranslationConfig.none(acquirerDialect));
    }
}
