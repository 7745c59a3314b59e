package io.wasl.command;

import io.wasl.check.CheckedConfig;
import io.wasl.codec.Dialect;
import io.wasl.codec.Sensitivity;
import io.wasl.config.AcquirerConfig;
import io.wasl.config.HostPort;
import io.wasl.config.HotListConfig;
import io.wasl.config.IssuerConfig;
import io.wasl.config.JournalConfig;
import io.wasl.config.JournalConfig.Unconfirmed;
import io.wasl.config.LimitsConfig;
import io.wasl.config.StandInConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.iso.DataElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a right configuration means, on one screen, and what its operator should think about. */
final class ConfigExplanation {

    private final CheckedConfig right;
    private final SwitchConfig config;
    private final Screen screen;

    private ConfigExplanation(CheckedConfig right, Screen screen) {
        this.right = right;
        this.screen = screen;
        config = right.config();
    }

    static void print(CheckedConfig right, Screen screen) {
        new ConfigExplanation(right, screen).print();
    }

    private void print() {
        screen.line(screen.good("right: ") + config.file());
        screen.line();
        screen.line(screen.bold("node " + config.node()));
        screen.line("  acquirers");
        table(config.acquirers().stream().map(ConfigExplanation::acquirer).toList());
        screen.line("  issuers");
        table(IntStream.range(0, config.issuers().size())
                .mapToObj(i -> issuer(config.issuers().get(i), right.routes().rangesTo(i)))
                .toList());
        config.issuers().forEach(this::standIn);
        hotLists();
        places();
        memory();
        screen.line();
        warnings().forEach(warning -> screen.line(screen.warn("warning: ") + warning));
        right.dialects().values().stream()
                .map(ConfigExplanation::leftOut)
                .filter(text -> !text.isEmpty())
                .forEach(text -> screen.line(screen.dim("note: ") + text));
    }

    private static List<String> acquirer(AcquirerConfig acquirer) {
        return List.of(
                acquirer.id(),
                acquirer.listen().toString(),
                acquirer.framing().name() + " " + acquirer.dialect(),
                "answered within " + Amounts.text(acquirer.responseTimeout()),
                "sign-on " + word(acquirer.signOn()));
    }

    private static List<String> issuer(IssuerConfig issuer, int ranges) {
        return List.of(
                issuer.id(),
                issuer.connect().stream().map(HostPort::toString).collect(Collectors.joining(" ")),
                issuer.framing().name() + " " + issuer.dialect(),
                "leg " + Amounts.text(issuer.responseTimeout()),
                "sign-on " + word(issuer.signOn()),
                Amounts.count(ranges, "range"));
    }

    /** What is answered in its place. */
    private void standIn(IssuerConfig issuer) {
        issuer.standIn().ifPresent(standIn -> {
            String on =
                    standIn.on().stream().map(ConfigExplanation::word).sorted().collect(Collectors.joining(", "));
            screen.line("  stand-in  for " + issuer.id() + " on " + on + "; chip data: " + word(standIn.arqc()));
            for (StandInConfig.Rule rule : standIn.rules()) {
                screen.line("            " + rule(rule));
            }
        });
    }

    /** Whose cards are declined without asking, and who may list them. */
    private void hotLists() {
        for (IssuerConfig issuer : config.issuers()) {
            HotListConfig hotList = issuer.hotList();
            if (!hotList.equals(HotListConfig.none())) {
                screen.line("  hot list  of " + issuer.id() + ", asked " + word(hotList.applies())
                        + hotList.file().map(file -> ": " + file).orElse(""));
            }
        }
        for (AcquirerConfig acquirer : config.acquirers()) {
            acquirer.fileMaintenance()
                    .ifPresent(maintenance -> screen.line("  hot list  " + acquirer.id() + " lists cards of "
                            + String.join(" ", maintenance.issuers()) + " as " + maintenance.pickUp() + " (04), "
                            + maintenance.lost() + " (41), " + maintenance.stolen() + " (43)"));
        }
    }

    private static String rule(StandInConfig.Rule rule) {
        String brands = rule.brands().isEmpty() ? "all brands" : sorted(rule.brands());
        return brands + ", types " + sorted(rule.types()) + ", " + rule.currency() + ": at once "
                + rule.perTransactionMinor()
                + " minor units, a card and day " + Amounts.count(rule.perDayCount(), "time") + " and "
                + rule.perDayMinor();
    }

    private static String sorted(Set<String> words) {
        return words.stream().sorted().collect(Collectors.joining(" "));
    }

    /** Columns as wide as their widest cell. */
    private void table(List<List<String>> rows) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("   ");
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width =
                        rows.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
                line.append(' ')
                        .append(row.get(column))
                        .append(" ".repeat(width - row.get(column).length() + 1));
            }
            screen.line(line.toString().stripTrailing());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void places() {
        JournalConfig journal = config.journal();
        place(
                "routes",
                config.routing().table() + ", " + Amounts.count(right.routes().ranges(), "range") + " in "
                        + Amounts.bytes(right.routes().memoryBytes()));
        place(
                "journal",
                journal.directory() + (right.isFirstStart() ? ", empty" : "") + "; segments of "
                        + Amounts.bytes(journal.segmentBytes()) + ", " + journal.reserveSegments()
                        + " in reserve; unconfirmed approvals: " + word(journal.unconfirmed()));
        place("ledger", config.ledger().url());
        place("keys", config.security().keys() + (right.keys().isEmpty() ? ", made by the first start" : ""));
        place(
                "admin",
                "http://" + config.admin().listen() + "/  commands: "
                        + config.admin().commandSocket());
    }

    private void memory() {
        LimitsConfig limits = config.limits();
        int window = config.journal().memoryWindow();
        place(
                "memory",
                Amounts.bytes(limits.directMemoryBytes(window, config.journal().filterBytes())) + " outside the heap: "
                        + Amounts.count(limits.inFlightCapacity(), "slot") + " of " + Amounts.bytes(limits.slotBytes())
                        + ", outbox " + Amounts.bytes(limits.outboxBytes()) + ", "
                        + Amounts.count(window, "transaction") + " remembered, filters "
                        + Amounts.bytes(config.journal().filterBytes()));
        place(
                "limits",
                "frames of " + Amounts.bytes(limits.maxFrameBytes()) + ", "
                        + Amounts.count(limits.connectionsPerAcquirer(), "connection") + " an acquirer, "
                        + Amounts.count(limits.owedCapacity(), "reversal") + " owed; drains within "
                        + Amounts.text(limits.drainTimeout()));
    }

    private void place(String what, String text) {
        screen.line(String.format("  %-9s %s", what, text));
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        right.warnings().forEach(warning -> warnings.add(warning.toString()));
        if (config.journal().unconfirmed() == Unconfirmed.REVERSE) {
            warnings.add("unconfirmed: reverse may reverse approvals that were delivered just before a crash");
        }
        if (config.ledger().isInMemory()) {
            warnings.add("the ledger is in memory and ends with the node");
        }
        for (int i = 0; i < config.issuers().size(); i++) {
            if (right.routes().rangesTo(i) == 0) {
                warnings.add(
                        "no range leads to issuer " + config.issuers().get(i).id());
            }
        }
        String exposed = exposed();
        if (!exposed.isEmpty()) {
            warnings.add("card data travels without TLS beyond this machine (" + exposed
                    + "); use a private network or a tunnel");
        }
        return warnings;
    }

    private String exposed() {
        Stream<String> acquirers = config.acquirers().stream()
                .filter(acquirer -> !isLoopback(acquirer.listen()))
                .map(AcquirerConfig::id);
        Stream<String> issuers = config.issuers().stream()
                .filter(issuer -> issuer.connect().stream().anyMatch(address -> !isLoopback(address)))
                .map(IssuerConfig::id);
        return Stream.concat(acquirers, issuers).collect(Collectors.joining(", "));
    }

    private static boolean isLoopback(HostPort address) {
        return address.host().startsWith("127.")
                || address.host().equals("localhost")
                || address.host().equals("::1");
    }

    /** Opaque elements that a replayed answer cannot carry. */
    private static String leftOut(Dialect dialect) {
        StringBuilder elements = new StringBuilder();
        int from = 0;
        for (int de = 2; de <= DataElement.LAST + 1; de++) {
            boolean isLeftOut = de <= DataElement.LAST && isLeftOut(dialect, de);
            if (isLeftOut && from == 0) {
                from = de;
            } else if (!isLeftOut && from != 0) {
                String until = de - 1 == from ? "" : "-" + (de - 1);
                elements.append(elements.isEmpty() ? "" : " ").append(from).append(until);
                from = 0;
            }
        }
        return elements.isEmpty()
                ? ""
                : dialect.name() + ": a replayed answer leaves out DE " + elements + " (opaque, without store: true)";
    }

    private static boolean isLeftOut(Dialect dialect, int de) {
        return de != DataElement.MAC
                && de != DataElement.SECONDARY_MAC
                && dialect.declares(de)
                && dialect.spec(de).sensitivity() == Sensitivity.OPAQUE
                && !dialect.spec(de).stored();
    }
}
