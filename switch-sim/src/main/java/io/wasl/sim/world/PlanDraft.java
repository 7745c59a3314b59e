package io.wasl.sim.world;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.config.AcquirerConfig;
import io.wasl.config.AcquirerProfile;
import io.wasl.config.AdminConfig;
import io.wasl.config.BusinessDateConfig;
import io.wasl.config.ConfigException;
import io.wasl.config.EchoConfig;
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
import io.wasl.config.StandInConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.journal.JournalLimits;
import io.wasl.routing.BinTable;
import io.wasl.routing.Router;
import io.wasl.security.Keys;
import io.wasl.security.PanTokenizer;
import io.wasl.sim.acquirer.Traffic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Draws a configuration: two acquirers and two issuers in dialects that differ or not, with the choices that profiles allow,
 * and limits so small that they are met.
 *
 * <p>Owner: the world's thread.
 */
final class PlanDraft {

    private static final int MOST_SECONDS_TO_CUTOVER = 60;

    private static final Path NOWHERE = Path.of("world");
    private static final HostPort NO_ADDRESS = new HostPort("127.0.0.1", 1);
    private static final List<String> ACQUIRERS = List.of("shop-bank", "toll-bank");
    private static final List<String> ISSUERS = List.of("atlas", "rif");
    private static final String ROUTES = """
            low,high,issuer,brand,pan-length,priority
            400000,499999,atlas,ONE,16,1
            510000,559999,rif,TWO,16,1
            """;
    private static final List<String> DIALECTS_1987 = List.of("iso87-ascii", "iso87-binary", "iso87-ebcdic");
    private static final List<String> LATER_DIALECTS =
            List.of("iso93-ascii", "iso93-binary", "iso93-ebcdic", "iso03-ascii", "iso03-binary", "iso03-ebcdic");
    private static final int CARDS = 20;
    /** In the place of an issuer; payments are up to 1,000.00. */
    private static final long MOST_AT_ONCE = 90_000;

    /** So that the pace is met, and a backlog is gone before the end. */
    private static final int FEW_COPIES_A_SECOND = 100;

    /** Of each issuer as many. */
    private static final List<String> PANS = Stream.concat(
                    Traffic.cards("400000", 16, CARDS).stream(), Traffic.cards("510000", 16, CARDS).stream())
            .toList();

    /** Compiled once a process: they are what is dear in a plan, and nobody changes them. */
    private static final Map<String, Dialect> COMPILED = new ConcurrentHashMap<>();

    /** More transactions than a run has. */
    private static final int WIDE_WINDOW = 4096;

    /** No less than a segment can hold of a world's transactions, or nobody could tell what is in none of the key files yet. */
    private static final int NARROW_WINDOW = 160;

    private static final int SMALL_SEGMENT_BYTES = 128 << 10;
    private static final int LARGE_SEGMENT_BYTES = 512 << 10;

    /** Of the worlds in which no days pass, which ask for key files: a quarter of all. */
    private static final double REPLICATED = 0.3;

    private final Chance chance;
    private final boolean hasSmallSegments;
    private final int daysBetween;
    private final boolean isReplicated;
    private final int memoryWindow;
    private final int startWindow;

    PlanDraft(Chance chance) {
        this.chance = chance;
        daysBetween = chance.falls(0.15) ? chance.falls(0.3) ? 1 : 4 : 0;
        hasSmallSegments = daysBetween > 0 || chance.falls(0.5);
        isReplicated = daysBetween == 0 && chance.falls(REPLICATED);
        boolean isNarrow = daysBetween > 0 || !isReplicated && hasSmallSegments && chance.falls(0.5);
        memoryWindow = isNarrow ? (int) chance.between(NARROW_WINDOW, NARROW_WINDOW * 5 / 4) : WIDE_WINDOW;
        startWindow = chance.falls(0.5) ? (int) chance.between(0, 40) : memoryWindow;
    }

    WorldPlan plan() {
        List<AcquirerConfig> acquirers = ACQUIRERS.stream().map(this::acquirer).toList();
        List<IssuerConfig> issuers = ISSUERS.stream().map(this::issuer).toList();
        Keys keys = Keys.generate(chance.source());
        try {
            BinTable table = BinTable.parse("routes of the world", ROUTES.getBytes(StandardCharsets.US_ASCII), ISSUERS);
            return new WorldPlan(
                    config(acquirers, issuers),
                    acquirers.stream().map(one -> dialect(one.dialect())).toList(),
                    issuers.stream().map(one -> dialect(one.dialect())).toList(),
                    new Router(table),
                    keys,
                    List.of(new PanTokenizer(keys)),
                    PANS,
                    journalLimits(),
                    chance.between(5_000_000, 50_000_000),
                    9_000_000_000L,
                    daysBetween,
                    isReplicated);
        } catch (ConfigException e) {
            throw new IllegalStateException("the world's own configuration is wrong", e);
        }
    }

    private JournalLimits journalLimits() {
        return hasSmallSegments
                ? new JournalLimits(
                        SMALL_SEGMENT_BYTES, SMALL_SEGMENT_BYTES / 2, chance.below(3), memoryWindow, startWindow)
                : new JournalLimits(LARGE_SEGMENT_BYTES, LARGE_SEGMENT_BYTES / 4, 2, memoryWindow, startWindow);
    }

    private String dialectName() {
        return chance.falls(0.6) ? chance.oneOf(DIALECTS_1987) : chance.oneOf(LATER_DIALECTS);
    }

    private static Dialect dialect(String name) {
        return COMPILED.computeIfAbsent(name, shipped -> {
            try {
                return Dialects.load(shipped, NOWHERE);
            } catch (ConfigException e) {
                throw new IllegalStateException("a shipped dialect is wrong", e);
            }
        });
    }

    private SwitchConfig config(List<AcquirerConfig> acquirers, List<IssuerConfig> issuers) {
        JournalConfig.Unconfirmed unconfirmed = JournalConfig.Unconfirmed.KEEP;
        return new SwitchConfig(
                NOWHERE,
                "world",
                new JournalConfig(NOWHERE, 4 << 20, 2, memoryWindow, unconfirmed),
                new LedgerConfig("jdbc:h2:mem:none", "", Optional.empty(), 512, LedgerConfig.Applier.NODE),
                new AdminConfig(NO_ADDRESS, NOWHERE),
                acquirers,
                issuers,
                new RoutingConfig(NOWHERE),
                new SecurityConfig(NOWHERE),
                new LimitsConfig(
                        chance.falls(0.2) ? 4 : 64,
                        1024,
                        chance.falls(0.2) ? 64 << 10 : 1 << 20,
                        1024,
                        chance.falls(0.3) ? 16 << 10 : 256 << 10,
                        8 << 10,
                        1024,
                        100_000,
                        100_000,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10)),
                new BusinessDateConfig(cutover(), ZoneOffset.UTC, List.of(ACQUIRERS.get(0))));
    }

    /** In a third of the worlds the clock ends a day while they pay; in half of the others a member may end it before. */
    private LocalTime cutover() {
        return chance.falls(0.33)
                ? VirtualTime.START.plusSeconds(chance.between(1, MOST_SECONDS_TO_CUTOVER))
                : LocalTime.of(chance.below(24), 0);
    }

    private AcquirerConfig acquirer(String id) {
        return new AcquirerConfig(
                id,
                NO_ADDRESS,
                FramingPresets.preset("length-2"),
                dialectName(),
                Duration.ofSeconds(6),
                SignOn.OPTIONAL,
                profile(),
                Optional.empty());
    }

    private AcquirerProfile profile() {
        AcquirerProfile usual = AcquirerProfile.defaults();
        boolean isToldDuplicates = chance.falls(0.2);
        return new AcquirerProfile(
                chance.falls(0.3) ? AcquirerProfile.UnknownBin.CODE_92 : usual.unknownBin(),
                isToldDuplicates ? AcquirerProfile.Duplicate.CODE_94 : usual.duplicate(),
                chance.falls(0.2) ? AcquirerProfile.UnknownOriginal.CODE_25 : usual.unknownOriginalAdvice(),
                // Told 94 only, nobody could say whether a completion was taken.
                !isToldDuplicates && chance.falls(0.1)
                        ? AcquirerProfile.AdviceOriginal.REQUIRED
                        : usual.adviceOriginal(),
                chance.falls(0.2) ? AcquirerProfile.Completions.MANY : usual.completions(),
                usual.partial(),
                chance.falls(0.5) ? AcquirerProfile.Reversal.RELAY : usual.reversal(),
                usual.echo(),
                usual.duplicateKey());
    }

    private IssuerConfig issuer(String id) {
        IssuerProfile usual = IssuerProfile.defaults();
        return new IssuerConfig(
                id,
                List.of(NO_ADDRESS),
                FramingPresets.preset("length-2"),
                dialectName(),
                Duration.ofSeconds(4),
                SignOn.REQUIRED,
                new ReconnectConfig(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(2)),
                new EchoConfig(Duration.ofSeconds(5), Duration.ofSeconds(1), 2),
                new ReversalConfig(
                        Duration.ofSeconds(2),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(4),
                        chance.falls(0.3) ? 1 : 8,
                        FEW_COPIES_A_SECOND),
                new IssuerProfile(
                        chance.falls(0.3) ? IssuerProfile.StanPolicy.KEEP : usual.stan(),
                        chance.falls(0.3) ? IssuerProfile.Answers.GROUP : usual.answers(),
                        chance.falls(0.3) ? IssuerProfile.ReversalStan.ORIGINAL : usual.reversalStan(),
                        chance.falls(0.3) ? IssuerProfile.ReversalAmount.REQUESTED : usual.reversalAmount(),
                        chance.falls(0.3) ? IssuerProfile.Mismatch.AT_ONCE : usual.mismatch(),
                        usual.partial(),
                        usual.match()),
                List.of(),
                standIn(),
                HotListConfig.none());
    }

    /** Of every other issuer, for payments up to an amount, and so much of a card that it is reached now and then. */
    private Optional<StandInConfig> standIn() {
        if (!chance.falls(0.5)) {
            return Optional.empty();
        }
        StandInConfig.Rule rule = new StandInConfig.Rule(
                Set.of(),
                Set.of("00"),
                EnumSet.allOf(StandInConfig.MessageClass.class),
                "504",
                MOST_AT_ONCE,
                chance.falls(0.3) ? 2 : 1000,
                MOST_AT_ONCE * 1000);
        return Optional.of(new StandInConfig(
                EnumSet.allOf(StandInConfig.Trigger.class),
                List.of(rule),
                StandInConfig.Arqc.DECLINE,
                Optional.empty()));
    }
}
