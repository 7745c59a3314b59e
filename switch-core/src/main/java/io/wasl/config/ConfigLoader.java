package io.wasl.config;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads and checks a configuration: one YAML file, every mistake told at once.
 *
 * <p>What needs other rooms is checked by the composition root with {@link LoadedConfig#locations()}: that dialects
 * exist, what the routing table says, whether folders and keys can be used. The keys, their units, defaults and reasons
 * are docs/CONFIGURATION.md.
 *
 * <p>Owner: the thread that loads the configuration.
 */
public final class ConfigLoader {

    /** A configuration of ten thousand members has about 3 MB. */
    private static final long MOST_FILE_BYTES = 4L << 20;

    static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");
    static final String ID_REASON = "must have 1 to 32 lower-case letters, digits or hyphens";

    private final ConfigContext context;
    private final Section root;

    ConfigLoader(ConfigContext context, YamlNode root) {
        this.context = context;
        this.root = new Section(context, "", root);
    }

    /**
     * Loads a configuration; reads this file and no other.
     *
     * @param environment the value of a variable, or empty when it is not set
     * @throws ConfigException with every mistake
     */
    public static LoadedConfig load(Path file, Function<String, Optional<String>> environment) throws ConfigException {
        YamlNode root = parse(file);
        ConfigContext context =
                new ConfigContext(file, new Environment(environment), new Locations(file.toString(), root));
        SwitchConfig config = new ConfigLoader(context, root).read();
        context.throwIfAny();
        return new LoadedConfig(config, context.locations());
    }

    static YamlNode parse(Path file) throws ConfigException {
        String text = Utf8Text.of(file.toString(), SourceFile.read(file, MOST_FILE_BYTES));
        return YamlFile.parse(file.toString(), new StringReader(text));
    }

    SwitchConfig read() {
        String node = root.matching("node", ID, ID_REASON);
        JournalConfig journal = journal(root.section("journal"));
        MemberReader members = new MemberReader(context);
        LedgerConfig ledger = ledger(root.section("ledger"));
        SwitchConfig config = new SwitchConfig(
                context.file(),
                node,
                journal,
                ledger,
                admin(root.section("admin"), journal, ledger),
                members.acquirers(root),
                members.issuers(root),
                routing(root.section("routing")),
                security(root.section("security")),
                limits(),
                businessDate(root.section("business-date")));
        root.refuseUnknown();
        new ConfigRelations(context, config).check();
        return config;
    }

    private static JournalConfig journal(Section journal) {
        JournalConfig config = new JournalConfig(
                journal.path("directory", journal.required("directory")),
                journal.size("segment-size", 64L << 20, 4L << 20, 1L << 30),
                journal.number("reserve-segments", 2, 2, 64),
                journal.number("memory-window", 1_000_000, 1_000, JournalConfig.MOST_REMEMBERED),
                journal.number("start-window", JournalConfig.START_WINDOW, 1_000, JournalConfig.MOST_REMEMBERED),
                journal.size("filter-limit", JournalConfig.FILTER_BYTES, 1L << 20, 16L << 30),
                journal.choice("unconfirmed", JournalConfig.Unconfirmed.KEEP),
                journal.duration("retention", JournalConfig.RETENTION, Duration.ofDays(1), Duration.ofDays(3650)),
                journal.text("archive").map(folder -> journal.path("archive", folder)));
        journal.refuseUnknown();
        return config;
    }

    private static LedgerConfig ledger(Section ledger) {
        String url = ledger.required("url");
        if (!url.isEmpty()) {
            url = LedgerUrl.check(ledger, url);
        }
        LedgerConfig config = new LedgerConfig(
                url,
                ledger.text("user").orElse(""),
                ledger.text("password-file").map(file -> ledger.path("password-file", file)),
                ledger.number("batch-rows", 512, 1, 10_000),
                ledger.choice("applier", LedgerConfig.Applier.NODE));
        if (!config.isAppliedByTheNode() && config.isInMemory()) {
            ledger.wrong("applier", "must be node: a ledger in memory ends with the process that applies it");
        }
        ledger.refuseUnknown();
        return config;
    }

    private static AdminConfig admin(Section admin, JournalConfig journal, LedgerConfig ledger) {
        HostPort listen = admin.address("listen");
        if (admin.isRight("listen") && admin.has("listen") && !Addresses.isLoopback(listen)) {
            admin.wrong("listen", "must be a loopback address such as 127.0.0.1:8083");
        }
        Path socket = commandSocket(admin, journal.directory(), !ledger.isAppliedByTheNode());
        admin.refuseUnknown();
        return new AdminConfig(listen, socket);
    }

    /** With the name of the applier's own beside it, which is longer, where there is one. */
    private static Path commandSocket(Section admin, Path journalDirectory, boolean withAppliers) {
        Path socket = admin.text("command-socket")
                .map(text -> admin.path("command-socket", text))
                .orElseGet(() -> journalDirectory.resolveSibling("run").resolve("wasl.sock"));
        Path longest = withAppliers ? AdminConfig.ledgerSocket(socket) : socket;
        int length = longest.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > AdminConfig.MOST_SOCKET_PATH_BYTES) {
            admin.wrong(
                    "command-socket",
                    longest + " has " + length + " bytes; a Unix socket's path has at most "
                            + AdminConfig.MOST_SOCKET_PATH_BYTES);
        }
        return socket;
    }

    private static BusinessDateConfig businessDate(Section section) {
        BusinessDateConfig presets = BusinessDateConfig.defaults();
        BusinessDateConfig config = new BusinessDateConfig(
                section.localTime("cutover", presets.cutover()),
                section.zone("zone", presets.zone()),
                section.names("cutover-by"));
        section.refuseUnknown();
        return config;
    }

    private static RoutingConfig routing(Section routing) {
        RoutingConfig config = new RoutingConfig(routing.path("table", routing.required("table")));
        routing.refuseUnknown();
        return config;
    }

    private static SecurityConfig security(Section security) {
        SecurityConfig config =
                new SecurityConfig(security.path("keys", security.text("keys").orElse("wasl.keys")));
        security.refuseUnknown();
        return config;
    }

    private LimitsConfig limits() {
        LimitsConfig presets = LimitsConfig.defaults();
        Section inFlight = root.section("in-flight");
        Section outbox = root.section("outbox");
        Section owed = root.section("owed");
        Section links = root.section("links");
        Section standIn = root.section("stand-in");
        Section hotList = root.section("hot-list");
        Section start = root.section("start");
        Section drain = root.section("drain");
        LimitsConfig limits = new LimitsConfig(
                inFlight.number("capacity", presets.inFlightCapacity(), 1, LimitsConfig.MOST_IN_FLIGHT),
                (int) inFlight.size("slot-size", presets.slotBytes(), 256, 64 << 10),
                (int) outbox.size("size", presets.outboxBytes(), 1 << 20, 1 << 30),
                owed.number("capacity", presets.owedCapacity(), 1, 100_000_000),
                (int) links.size("write-limit", presets.linkWriteBytes(), 64 << 10, 256 << 20),
                (int) links.size("max-frame", presets.maxFrameBytes(), 256, 1 << 20),
                links.number("connections-per-acquirer", presets.connectionsPerAcquirer(), 1, 65_535),
                standIn.number("capacity", presets.standInCapacity(), 1, 1_000_000),
                hotList.number("capacity", presets.hotListCapacity(), 1, 1_000_000),
                start.duration("grace", presets.startGrace(), Duration.ZERO, Duration.ofMinutes(1)),
                drain.duration("timeout", presets.drainTimeout(), Duration.ZERO, Duration.ofMinutes(10)));
        inFlight.refuseUnknown();
        outbox.refuseUnknown();
        owed.refuseUnknown();
        links.refuseUnknown();
        standIn.refuseUnknown();
        hotList.refuseUnknown();
        start.refuseUnknown();
        drain.refuseUnknown();
        return limits;
    }
}
