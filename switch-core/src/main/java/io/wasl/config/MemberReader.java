package io.wasl.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the acquirers and issuers.
 *
 * <p>Owner: the thread that loads the configuration.
 */
final class MemberReader {

    /** Shorter than any network's round trip is a slip of the unit, and so is longer than any cardholder waits. */
    private static final Duration SHORTEST_RESPONSE = Duration.ofMillis(100);

    private static final Duration LONGEST_RESPONSE = Duration.ofMinutes(5);

    private static final int STAN = 11;

    private final ConfigContext context;

    MemberReader(ConfigContext context) {
        this.context = context;
    }

    List<AcquirerConfig> acquirers(Section root) {
        List<AcquirerConfig> acquirers = new ArrayList<>();
        Map<String, String> ids = new LinkedHashMap<>();
        for (Section section : root.sections("acquirers")) {
            acquirers.add(acquirer(section, ids));
        }
        return acquirers;
    }

    private AcquirerConfig acquirer(Section section, Map<String, String> ids) {
        AcquirerProfile presets = AcquirerProfile.defaults();
        AcquirerConfig acquirer = new AcquirerConfig(
                id(section, ids),
                section.address("listen"),
                FramingReader.read(section),
                section.matching("dialect", DialectName.PATTERN, DialectName.REASON),
                section.requiredDuration("response-timeout", SHORTEST_RESPONSE, LONGEST_RESPONSE),
                section.choice("sign-on", SignOn.OPTIONAL),
                new AcquirerProfile(
                        section.choice("unknown-bin", presets.unknownBin()),
                        section.choice("duplicate", presets.duplicate()),
                        section.choice("unknown-original-advice", presets.unknownOriginalAdvice()),
                        section.choice("advice-original", presets.adviceOriginal()),
                        section.choice("completions", presets.completions()),
                        section.choice("partial", presets.partial()),
                        section.choice("reversal", presets.reversal()),
                        withStan(
                                section,
                                "echo",
                                section.elements("echo", presets.echo()),
                                "the switch's own number would go back in its place"),
                        withStan(
                                section,
                                "duplicate-key",
                                section.elements("duplicate-key", presets.duplicateKey()),
                                "the only element that differs for every message")),
                HotListReader.fileMaintenance(section));
        section.refuseUnknown();
        return acquirer;
    }

    List<IssuerConfig> issuers(Section root) {
        List<IssuerConfig> issuers = new ArrayList<>();
        Map<String, String> ids = new LinkedHashMap<>();
        for (Section section : root.sections("issuers")) {
            issuers.add(issuer(section, ids));
        }
        return issuers;
    }

    private IssuerConfig issuer(Section section, Map<String, String> ids) {
        IssuerProfile presets = IssuerProfile.defaults();
        IssuerConfig issuer = new IssuerConfig(
                id(section, ids),
                section.addresses("connect"),
                FramingReader.read(section),
                section.matching("dialect", DialectName.PATTERN, DialectName.REASON),
                section.requiredDuration("response-timeout", SHORTEST_RESPONSE, LONGEST_RESPONSE),
                section.choice("sign-on", SignOn.REQUIRED),
                reconnect(section.section("reconnect")),
                echo(section.section("echo")),
                reversal(section.section("reversal")),
                new IssuerProfile(
                        section.choice("stan", presets.stan()),
                        section.choice("answers", presets.answers()),
                        section.choice("reversal-stan", presets.reversalStan()),
                        section.choice("reversal-amount", presets.reversalAmount()),
                        section.choice("mismatch", presets.mismatch()),
                        section.choice("partial", presets.partial()),
                        match(section, presets)),
                TranslationReader.read(section),
                StandInReader.read(section),
                HotListReader.read(section));
        section.refuseUnknown();
        return issuer;
    }

    private static List<Integer> match(Section section, IssuerProfile presets) {
        return withStan(
                section,
                "match",
                section.elements("match", presets.match(), IssuerProfile.MATCHABLE),
                "the only element that differs for every message in flight");
    }

    /** The same list; one without DE 11 is an error, unless it was left out altogether. */
    private static List<Integer> withStan(Section section, String key, List<Integer> elements, String why) {
        if (section.has(key) && section.isRight(key) && !elements.contains(STAN)) {
            section.wrong(key, "must contain 11, " + why);
        }
        return elements;
    }

    /** Remembers where each id stood first. */
    private String id(Section section, Map<String, String> ids) {
        String id = section.matching("id", ConfigLoader.ID, ConfigLoader.ID_REASON);
        String earlier = id.isEmpty() ? null : ids.putIfAbsent(id, section.path("id"));
        if (earlier != null) {
            context.error(section.path("id"), "is also " + earlier);
        }
        return id;
    }

    private static ReconnectConfig reconnect(Section section) {
        ReconnectConfig presets = ReconnectConfig.defaults();
        ReconnectConfig reconnect = new ReconnectConfig(
                section.duration("first", presets.first(), Duration.ofMillis(10), Duration.ofMinutes(1)),
                section.duration("max", presets.max(), Duration.ofMillis(10), Duration.ofHours(1)),
                section.duration(
                        "connect-timeout", presets.connectTimeout(), Duration.ofMillis(100), Duration.ofMinutes(2)));
        section.refuseUnknown();
        return reconnect;
    }

    private static EchoConfig echo(Section section) {
        EchoConfig presets = EchoConfig.defaults();
        EchoConfig echo = new EchoConfig(
                section.duration("interval", presets.interval(), Duration.ZERO, Duration.ofHours(1)),
                section.duration("timeout", presets.timeout(), Duration.ofMillis(100), Duration.ofMinutes(5)),
                section.number("misses", presets.misses(), 1, 10));
        section.refuseUnknown();
        return echo;
    }

    private static ReversalConfig reversal(Section section) {
        ReversalConfig presets = ReversalConfig.defaults();
        ReversalConfig reversal = new ReversalConfig(
                section.duration("response-timeout", presets.responseTimeout(), SHORTEST_RESPONSE, LONGEST_RESPONSE),
                section.duration("retry-first", presets.retryFirst(), Duration.ofMillis(100), Duration.ofHours(1)),
                section.duration("retry-max", presets.retryMax(), Duration.ofMillis(100), Duration.ofHours(24)),
                section.number("window", presets.window(), 1, 1024),
                section.number("rate", presets.rate(), 1, 100_000));
        section.refuseUnknown();
        return reversal;
    }
}
