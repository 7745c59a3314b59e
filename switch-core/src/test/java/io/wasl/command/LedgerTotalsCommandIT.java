package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.command.Shell.Ended;
import io.wasl.config.ConfigError;
import io.wasl.config.LedgerConfig;
import io.wasl.journal.ledger.BusinessTotals;
import io.wasl.journal.ledger.BusinessTotals.Line;
import io.wasl.journal.ledger.LedgerUnavailableException;
import io.wasl.journal.ledger.TotalsQuery;
import io.wasl.ops.ChannelCommand;
import io.wasl.ops.CommandChannel;
import io.wasl.ops.LedgerChannel;
import io.wasl.ops.MetricsPage;
import io.wasl.ops.Reply;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code ledger totals} makes of a node's answer, and whom it asks. */
class LedgerTotalsCommandIT {

    private static final long NOW_MS = 1_800_000_000_000L; // 2027-01-15T08:00:00Z

    private Path folder;
    private Shell shell;
    private final List<TotalsQuery> asked = new ArrayList<>();
    private BusinessTotals answer = totals(12, line("2027-01-15", "shop-bank", "atlas", 2, "00", 1_180_000));

    /** Not JUnit's own folder: a socket's path has at most 107 bytes. */
    @BeforeEach
    void makeShell() throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "wasl");
        shell = new Shell(folder);
    }

    @AfterEach
    void clean() throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void shouldShowTheRunningNodesTotals() throws Exception {
        try (CommandChannel node = open(this::read)) {
            assertThat(totals("--date", "2027-01-15")).isEqualTo(new Ended(0, """
                            DATE        ACQUIRER   ISSUER  TYPE          CURRENCY  MESSAGES  APPROVALS   APPROVED  STAND   STANDING
                            2027-01-15  shop-bank  atlas   financial 00       504     1,204      1,180  1,180,000  1,100  1,180,000

                            Amounts are in the currency's minor unit.
                            The ledger stands at position 12 of the log, 2027-01-15T08:00:00Z: it has all of it.
                            """, ""));
            assertThat(node.refusedConnections()).isZero();
        }
        LocalDate day = LocalDate.of(2027, 1, 15);
        assertThat(asked)
                .containsExactly(new TotalsQuery(
                        Optional.of(day),
                        Optional.of(day),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void shouldAddOnlyWhatIsAlike() throws Exception {
        answer = totals(
                12,
                line("2027-01-14", "shop-bank", "atlas", 2, "00", 100),
                line("2027-01-15", "atlas", "medina", 2, "00", 20),
                line("2027-01-15", "shop-bank", "atlas", 2, "00", 3),
                line("2027-01-15", "shop-bank", "atlas", 2, "20", 40),
                line("2027-01-15", "shop-bank", "atlas", 1, "00", 500));
        try (CommandChannel node = open(this::read)) {
            assertThat(totals().out())
                    .contains("sum                            financial 00")
                    .containsPattern("sum .* 3,612 .* 123\n")
                    .containsOnlyOnce("sum ");
            assertThat(totals("--member", "atlas").out())
                    .containsPattern("issued .* 2,408 .* 103\n")
                    .doesNotContain("acquired ", "sum ");
            assertThat(totals("--csv").out()).doesNotContain("sum").hasLineCount(6);
            assertThat(node.refusedConnections()).isZero();
        }
    }

    @Test
    void shouldSayHowFarTheLedgerIsBehind() throws Exception {
        answer = totals(1_246, line("2027-01-15", "shop-bank", "atlas", 2, "00", 5));
        try (CommandChannel node = open(this::read)) {
            String behind =
                    "The ledger stands at position 12 of the log, 2027-01-15T08:00:00Z, 1,234 records behind it:"
                            + " what they say is not in here.\n";
            assertThat(totals().out()).endsWith(behind);
            assertThat(totals("--csv")).isEqualTo(new Ended(0, """
                    business_date,acquirer,issuer,currency,message_class,processing,messages,approvals,approved,standing_approvals,standing
                    2027-01-15,shop-bank,atlas,504,2,00,1204,1180,5,1100,5
                    """, behind));
            assertThat(totals("--json").out()).isEqualTo("""
                    {"date":"2027-01-15","acquirer":"shop-bank","issuer":"atlas","currency":"504","class":"financial",\
                    "processing":"00","messages":1204,"approvals":1180,"approved":5,"standingApprovals":1100,"standing":5}
                    {"lines":1,"applied":12,"appliedTime":"2027-01-15T08:00:00Z","logEnd":1246,"behind":1234}
                    """);
            assertThat(node.refusedConnections()).isZero();
        }
    }

    @Test
    void shouldTellNothingFromANameThatNobodyHas() throws Exception {
        answer = new BusinessTotals(12, NOW_MS, OptionalLong.of(12), true, false, List.of());
        try (CommandChannel node = open(this::read)) {
            assertThat(totals("--member", "atlas").status())
                    .as("configured, no business yet")
                    .isZero();
            Ended unknown = totals("--member", "4288120000001231");
            assertThat(unknown.status()).isEqualTo(2);
            assertThat(unknown.err())
                    .startsWith("wasl ledger totals: no such member; there are shop-bank, atlas\n")
                    .doesNotContain("4288");
            answer = new BusinessTotals(12, NOW_MS, OptionalLong.of(12), true, true, List.of());
            assertThat(totals("--member", "gone")).isEqualTo(new Ended(0, """
                            no transaction fits
                            The ledger stands at position 12 of the log, 2027-01-15T08:00:00Z: it has all of it.
                            """, ""));
            answer = new BusinessTotals(12, NOW_MS, OptionalLong.of(12), false, true, List.of());
            assertThat(totals().err()).startsWith("wasl: more than 4000 lines fit; ask for fewer days");
            assertThat(totals().status()).isEqualTo(1);
            assertThat(node.refusedConnections()).isZero();
        }
    }

    @Test
    void shouldSayWhyTheNodeHasNone() throws Exception {
        try (CommandChannel node = open(query -> {
            throw unavailable();
        })) {
            assertThat(totals()).isEqualTo(new Ended(1, "", "wasl: the ledger is in memory and ends with its node\n"));
            assertThat(node.refusedConnections()).isZero();
        }
        try (CommandChannel other = channel(arguments -> Reply.done("totals 2,…"))) {
            assertThat(totals().err()).isEqualTo("wasl: the node is of another build: its totals cannot be read\n");
            assertThat(other.refusedConnections()).isZero();
        }
    }

    @Test
    void shouldRefuseWhatMeansNothing() {
        assertThat(totals("--date", "yesterday").err())
                .startsWith("wasl ledger totals: --date must be a business date such as 2027-01-15");
        assertThat(totals("--date", "2027-01-15", "--to", "2027-01-16").err())
                .contains("say --date, or --from and --to");
        assertThat(totals("--from", "2027-01-16", "--to", "2027-01-15").err())
                .contains("the first business date is after the last");
        assertThat(totals("--currency", "dirham").err()).contains("three digits of DE 49");
        for (String type : List.of("purchase", "00/01", "financial/", "4", "")) {
            assertThat(totals("--type", type).err()).contains("--type must be");
            assertThat(totals("--type", type).status()).isEqualTo(2);
        }
        assertThat(totals("--csv", "--json").status()).isEqualTo(2);
        assertThat(totals("--type", "financial/00"))
                .isEqualTo(new Ended(1, "", "wasl: there is no ledger yet: no such file DIR/data/ledger.mv.db\n"));
    }

    private BusinessTotals read(TotalsQuery query) {
        asked.add(query);
        return answer;
    }

    private LedgerUnavailableException unavailable() {
        try {
            BusinessTotals.read(
                    new LedgerConfig("jdbc:h2:mem:none", "", Optional.empty(), 1, LedgerConfig.Applier.NODE),
                    TotalsQuery.ALL,
                    folder);
            throw new AssertionError("a ledger in memory was read");
        } catch (LedgerUnavailableException e) {
            return e;
        }
    }

    private Ended totals(String... more) {
        List<String> all = new ArrayList<>(List.of("ledger", "totals", "--config", shell.config.toString()));
        all.addAll(List.of(more));
        return shell.run(all.toArray(String[]::new));
    }

    private CommandChannel open(LedgerChannel.Totals ledger) throws Exception {
        return channel(new LedgerChannel(ledger));
    }

    private CommandChannel channel(ChannelCommand ledger) throws Exception {
        return CommandChannel.open(
                folder.resolve("data/run/wasl.sock"),
                Map.of("ledger", ledger),
                new MetricsPage("wasl-1", "test"),
                reason -> new ConfigError("switch.yaml", 1, 1, "admin.command-socket", reason));
    }

    private static BusinessTotals totals(long logEnd, Line... lines) {
        return new BusinessTotals(12, NOW_MS, OptionalLong.of(logEnd), true, true, List.of(lines));
    }

    private static Line line(
            String date, String acquirer, String issuer, int messageClass, String processing, long amount) {
        return new Line(
                Optional.of(LocalDate.parse(date)),
                acquirer,
                issuer,
                "504",
                messageClass,
                processing,
                1204,
                1180,
                BigInteger.valueOf(amount),
                1100,
                BigInteger.valueOf(amount));
    }
}
