package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.AcquirerConfig;
import io.wasl.config.AcquirerProfile;
import io.wasl.config.AdminConfig;
import io.wasl.config.BusinessDateConfig;
import io.wasl.config.ConfigException;
import io.wasl.config.EchoConfig;
import io.wasl.config.FileMaintenanceConfig;
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
import io.wasl.config.StandInConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.config.TranslationConfig;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.journal.Journal;
import io.wasl.journal.RecordType;
import io.wasl.journal.keys.OlderTransactions;
import io.wasl.link.Link;
import io.wasl.link.LinkRole;
import io.wasl.link.LinkState;
import io.wasl.link.SendOutcome;
import io.wasl.routing.BinTable;
import io.wasl.routing.Router;
import io.wasl.security.HotCards;
import io.wasl.security.Keys;
import io.wasl.security.PanTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An engine between two acquirers and two issuers, on time that stands still and a log that forces when told.
 *
 * <p>shop-bank and mall-bank; atlas owns 400000, rif 510000. T_switch 12 s, leg 10 s.
 */
final class EngineHarness {

    static final String ATLAS_PAN = "4000001234567899";
    static final String RIF_PAN = "5100001234567895";

    final ManualClock clock = new ManualClock();
    final FakeJournal journal = new FakeJournal();
    final List<Alarm> alarms = new ArrayList<>();
    final Dialect dialect;
    /** Of both acquirers, and of both issuers. */
    final Dialect acquirerDialect;

    final Dialect issuerDialect;
    private final Router router;
    private final Random random = new Random(42);
    private List<PanTokenizer> tokenizers = List.of();
    private final byte[] buffer = new byte[8192];
    IssuerProfile issuerProfile = IssuerProfile.defaults();
    AcquirerProfile acquirerProfile = AcquirerProfile.defaults();
    LimitsConfig limits = new LimitsConfig(
            64,
            1024,
            1 << 20,
            1000,
            1 << 20,
            8192,
            16,
            100_000,
            100_000,
            Duration.ofSeconds(2),
            Duration.ofSeconds(30));
    BusinessDateConfig businessDate = BusinessDateConfig.defaults();
    JournalConfig.Unconfirmed unconfirmed = JournalConfig.Unconfirmed.KEEP;
    int memoryWindow = 1000;
    ReversalConfig reversalConfig = ReversalConfig.defaults();
    /** Whether memory forgets all that has ended before each message, and the log has to tell. */
    private final boolean forgets = forgetsAll;

    /** Of the harnesses made from now on. */
    static boolean forgetsAll;

    /** Kept only where a test asks for it. */
    final FakeOlder older;

    /** The log of engines made from now on. */
    Journal port = journal;
    /** In the place of {@link #older}. */
    @Nullable
    OlderTransactions realOlder;

    SwitchEngine engine;
    FakeLink shop;
    FakeLink mall;
    FakeLink atlas;
    FakeLink rif;
    boolean isReady;
    int usableIssuers;
    String stopped = "";

    /** How far it answers in the place of atlas. */
    Optional<StandInConfig> standIn = Optional.empty();

    Optional<StandInConfig> standInForRif = Optional.empty();

    HotCards hotCards = HotCards.none();
    /** Of atlas. */
    HotListConfig hotList = HotListConfig.none();

    /** What shop-bank may list. */
    Optional<FileMaintenanceConfig> fileMaintenance = Optional.empty();

    /** Of its issuers. */
    List<TranslationConfig> translations = List.of();

    EngineHarness(Path folder) {
        this(folder, "iso87-ascii", "iso87-ascii");
    }

    EngineHarness(Path folder, String acquirers, String issuers) {
        try {
            acquirerDialect = Dialects.load(acquirers, folder);
            issuerDialect = acquirers.equals(issuers) ? acquirerDialect : Dialects.load(issuers, folder);
            dialect = acquirerDialect;
            Path routes = folder.resolve("routes.csv");
            Files.writeString(routes, """
                    low,high,issuer,brand,pan-length,priority
                    400000,400000,atlas,visa,16,1
                    510000,510000,rif,mastercard,16,1
                    """);
            router = new Router(BinTable.load(routes, List.of("atlas", "rif")));
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rotateTokenKey();
        older = new FakeOlder(journal, logKeys());
        older.isKept = forgets;
        engine = build();
        shop = acquirer(0, "shop-bank");
        mall = acquirer(1, "mall-bank");
        atlas = issuer(0, "atlas");
        rif = issuer(1, "rif");
    }

    static EngineHarness started(Path folder) {
        return new EngineHarness(folder).start();
    }

    /** Leads, with every link up. */
    EngineHarness start() {
        lead();
        journal.force();
        engine.onUsable(atlas);
        engine.onUsable(rif);
        return this;
    }

    /** The same limits, with fewer cards on the hot list. */
    LimitsConfig withHotCards(int capacity) {
        return new LimitsConfig(
                limits.inFlightCapacity(),
                limits.slotBytes(),
                limits.outboxBytes(),
                limits.owedCapacity(),
                limits.linkWriteBytes(),
                limits.maxFrameBytes(),
                limits.connectionsPerAcquirer(),
                limits.standInCapacity(),
                capacity,
                limits.startGrace(),
                limits.drainTimeout());
    }

    /** A new engine reads the log and leads; nothing is forced and no link is up. */
    void lead() {
        engine = build();
        journal.replay(engine::recover);
        journal.lead(engine);
    }

    /** The process dies and starts again; all connections are new ones. */
    void crashAndRestart() {
        journal.crash();
        shop = acquirer(0, "shop-bank");
        mall = acquirer(1, "mall-bank");
        atlas = issuer(0, "atlas");
        rif = issuer(1, "rif");
        start();
    }

    /** The one in use. */
    PanTokenizer tokenizer() {
        return tokenizers.get(0);
    }

    /** From the next start on PANs get tokens under a new key; the old ones stay readable. */
    void rotateTokenKey() {
        List<PanTokenizer> newestFirst = new ArrayList<>(tokenizers);
        newestFirst.add(0, new PanTokenizer(Keys.generate(random::nextBytes)));
        tokenizers = newestFirst;
    }

    private FakeLink acquirer(int index, String id) {
        return new FakeLink(LinkRole.ACQUIRER, index, id, acquirerDialect);
    }

    private FakeLink issuer(int index, String id) {
        return new FakeLink(LinkRole.ISSUER, index, id, issuerDialect);
    }

    /** Another connection of an acquirer. */
    FakeLink reconnected(FakeLink old) {
        return new FakeLink(old.role(), old.memberIndex(), old.member(), old.dialect());
    }

    // --- what peers do -----------------------------------------------------------------------------------------------

    /** A 0100 of 50.00 MAD with everything a request needs. */
    static Map<Integer, String> purchase(String pan, int stan) {
        Map<Integer, String> elements = new TreeMap<>();
        elements.put(2, pan);
        elements.put(3, "000000");
        elements.put(4, "000000005000");
        elements.put(7, "1122031500");
        elements.put(11, String.format("%06d", stan));
        elements.put(12, "031500");
        elements.put(13, "1122");
        elements.put(14, "2912");
        elements.put(18, "5999");
        elements.put(22, "051");
        elements.put(25, "00");
        elements.put(32, "12345");
        elements.put(37, String.format("632603%06d", stan));
        elements.put(41, "TERM0001");
        elements.put(42, "MERCHANT0000001");
        elements.put(49, "504");
        return elements;
    }

    /** An operator has all that is parked sent again. */
    void retryAllParked() {
        var all = new DeliveryQuery(Optional.empty(), Optional.empty(), EnumSet.allOf(DeliveryStanding.class));
        engine.desk().retry(all, "amina", answer -> assertThat(answer.done()).isPositive());
        settle();
    }

    /** The 0400 or 0420 of a purchase. */
    static Map<Integer, String> reversalOf(Map<Integer, String> original, int stan) {
        Map<Integer, String> elements = new TreeMap<>(original);
        elements.put(11, String.format("%06d", stan));
        elements.put(7, "1122031600");
        elements.put(90, "0100" + text(original, 11) + text(original, 7) + "00000012345" + "00000000000");
        return elements;
    }

    /** The issuer's answer to a message it got. */
    static Map<Integer, String> answerTo(FakeLink.Sent request, String code) {
        Map<Integer, String> elements = new TreeMap<>();
        for (int de : List.of(2, 3, 4, 7, 11, 12, 13, 37, 41, 42, 49, 90)) {
            if (request.elements().containsKey(de)) {
                elements.put(de, request.de(de));
            }
        }
        elements.put(39, code);
        if (code.equals("00") && request.mti() >>> 8 != 4) {
            elements.put(38, "A12345");
        }
        return elements;
    }

    private static String text(Map<Integer, String> elements, int de) {
        return elements.getOrDefault(de, "");
    }

    void receive(Link link, String mti, Map<Integer, String> elements) {
        if (forgets) {
            forget();
        }
        byte[] body = encode(link.dialect(), mti, elements);
        MessageView view = new MessageView();
        if (!view.decode(link.dialect(), body, 0, body.length)) {
            throw new AssertionError("bad test message: " + view.error());
        }
        engine.onMessage(link, view, new Frame().body(body, 0, body.length), clock.nanoTime());
        engine.onTurnEnd(clock.nanoTime());
        if (forgets) {
            lookUp();
        }
    }

    /** All look-ups of older transactions are answered, those too that follow from others. */
    void lookUp() {
        while (older.hasLookUps()) {
            older.deliver();
            engine.onTurnEnd(clock.nanoTime());
        }
    }

    /** Memory loses every transaction; none while one is in flight, behind which nothing can be forgotten. */
    void forget() {
        forgetAllBut(0);
    }

    /** The same but for so many of the newest. */
    void forgetAllBut(int newest) {
        History history = engine.history();
        for (int i = newest; i < history.capacity() && engine.inFlight() == 0; i++) {
            history.add(0, 0, TransactionState.TOMBSTONE, clock.epochMillis());
        }
    }

    byte[] encode(String mti, Map<Integer, String> elements) {
        return encode(dialect, mti, elements);
    }

    private byte[] encode(Dialect spoken, String mti, Map<Integer, String> elements) {
        MessageWriter writer = new MessageWriter().begin(spoken, Mti.parse(mti));
        elements.forEach(writer::setText);
        int length = writer.encode(buffer, 0, buffer.length);
        if (length < 0) {
            throw new AssertionError("DE " + writer.failedElement() + " of a test message cannot be written");
        }
        return Arrays.copyOf(buffer, length);
    }

    /** The whole way of an approval: sent, forced, forwarded, answered, forced; what the acquirer got. */
    FakeLink.Sent approve(FakeLink acquirer, FakeLink issuer, Map<Integer, String> request) {
        receive(acquirer, "0100", request);
        journal.force();
        FakeLink.Sent forwarded = issuer.only();
        delivered(issuer, forwarded);
        receive(issuer, "0110", answerTo(forwarded, "00"));
        journal.force();
        FakeLink.Sent answer = acquirer.only();
        delivered(acquirer, answer);
        return answer;
    }

    void delivered(Link link, FakeLink.Sent message) {
        sent(link, message, SendOutcome.DELIVERED);
    }

    void sent(Link link, FakeLink.Sent message, SendOutcome outcome) {
        if (message.token() != Link.NO_TOKEN) {
            engine.onSent(link, message.token(), outcome, clock.nanoTime());
        }
    }

    void closed(FakeLink link) {
        link.state = LinkState.CLOSED;
        engine.onClosed(link, "test");
        engine.onTurnEnd(clock.nanoTime());
    }

    void pass(Duration time) {
        clock.advance(time);
        engine.onTick(clock.nanoTime());
    }

    /** Lets everything that waits for the log or its reader go on, until nothing does. */
    void settle() {
        for (int i = 0; i < 10; i++) {
            journal.force();
            journal.deliverReads();
            engine.onTurnEnd(clock.nanoTime());
        }
    }

    long count(EngineCounter counter) {
        return engine.counters().get(counter);
    }

    List<RecordType> recordTypes() {
        return journal.records.stream().map(record -> record.type).toList();
    }

    // --- construction ------------------------------------------------------------------------------------------------

    SwitchEngine build() {
        isReady = false;
        EngineSettings settings = settings();
        older.keys = logKeys();
        EnginePorts ports = new EnginePorts(
                port,
                router,
                tokenizers,
                clock,
                clock,
                random::nextBytes,
                (alarm, member, epoch, counter) -> alarms.add(alarm),
                realOlder == null ? older : realOlder);
        EngineListener listener = new EngineListener() {
            @Override
            public void onReady() {
                isReady = true;
            }

            @Override
            public void onIssuersUsable(int count) {
                usableIssuers = count;
            }

            @Override
            public void onStopped(String reason, @Nullable Throwable cause) {
                stopped = reason;
            }
        };
        return new SwitchEngine(settings, ports, listener);
    }

    LogKeys logKeys() {
        return new LogKeys(settings(), tokenizers);
    }

    private EngineSettings settings() {
        return new EngineSettings(
                config(),
                List.of(acquirerDialect, acquirerDialect),
                List.of(issuerDialect, issuerDialect),
                List.of(hotCards, HotCards.none()));
    }

    private SwitchConfig config() {
        Path nowhere = Path.of("nowhere");
        return new SwitchConfig(
                nowhere,
                "test",
                new JournalConfig(nowhere, 1 << 20, 2, memoryWindow, unconfirmed),
                new LedgerConfig("jdbc:h2:mem:none", "", Optional.empty(), 512, LedgerConfig.Applier.NODE),
                new AdminConfig(new HostPort("127.0.0.1", 0), nowhere),
                List.of(acquirerConfig("shop-bank"), acquirerConfig("mall-bank")),
                List.of(issuerConfig("atlas"), issuerConfig("rif")),
                new RoutingConfig(nowhere),
                new SecurityConfig(nowhere),
                limits,
                businessDate);
    }

    /** An issuer as the engine makes it. */
    Issuer issuerOf(int index) {
        return new Issuer(index, config().issuers().get(index), issuerDialect);
    }

    private AcquirerConfig acquirerConfig(String id) {
        return new AcquirerConfig(
                id,
                new HostPort("127.0.0.1", 0),
                framing(),
                acquirerDialect.name(),
                Duration.ofSeconds(12),
                SignOn.OPTIONAL,
                acquirerProfile,
                id.equals("shop-bank") ? fileMaintenance : Optional.empty());
    }

    private IssuerConfig issuerConfig(String id) {
        return new IssuerConfig(
                id,
                List.of(new HostPort("127.0.0.1", 0)),
                framing(),
                issuerDialect.name(),
                Duration.ofSeconds(10),
                SignOn.REQUIRED,
                ReconnectConfig.defaults(),
                EchoConfig.defaults(),
                reversalConfig,
                issuerProfile,
                translations,
                id.equals("atlas") ? standIn : standInForRif,
                id.equals("atlas") ? hotList : HotListConfig.none());
    }

    private static FramingConfig framing() {
        return FramingPresets.preset("length-2");
    }
}
