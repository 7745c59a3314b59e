package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.config.SwitchConfig;
import io.wasl.journal.ledger.BusinessTotals;
import io.wasl.journal.ledger.LedgerUnavailableException;
import io.wasl.journal.ledger.TotalsQuery;
import io.wasl.ops.CommandChannelClient;
import io.wasl.ops.CommandChannelClient.NoNodeException;
import io.wasl.ops.Reply;
import io.wasl.ops.TotalsForm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./wasl ledger totals}. */
@Command(
        name = "totals",
        header = "Show what members settle: per business date, acquirer, issuer, currency and type.",
        description = {
            "",
            "Asks the running node, or the process that applies its ledger; where none runs, the ledger itself. All given must fit;",
            "without a date all there are. Amounts are in the currency's minor unit. APPROVED is what issuers approved, STANDING",
            "what is left of it after reversals and completions. A sum adds what is alike only: one currency, one type.",
            "It says how far the ledger is behind the log: what it lacks is not in the totals.",
            ""
        },
        footer = {
            "",
            "  wasl ledger totals --config config/switch.yaml --date 2027-01-15",
            "  wasl ledger totals --config config/switch.yaml --from 2027-01-01 --to 2027-01-31 --member atlas --csv",
            "",
            "Exit status: 0 shown, with no line where nothing fits; 1 the ledger cannot be asked; 2 wrong usage, configuration,",
            "or a member that neither the configuration nor the ledger knows."
        })
final class LedgerTotalsCommand extends NodeCommand {

    private static final String DATE_FORM = " must be a business date such as 2027-01-15";

    @Option(names = "--date", paramLabel = "DATE", description = "One business date.")
    private Optional<String> date = Optional.empty();

    @Option(names = "--from", paramLabel = "DATE", description = "This business date and later ones.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "DATE", description = "This business date and earlier ones.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--member",
            paramLabel = "ID",
            description = "What this acquirer has acquired, and this issuer issued.")
    private Optional<String> member = Optional.empty();

    @Option(names = "--currency", paramLabel = "NNN", description = "DE 49, such as 504.")
    private Optional<String> currency = Optional.empty();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "authorization, financial, the first two digits of DE 3 (00 purchases, 01 cash, 20 refunds), or"
                            + " both, such as financial/00.")
    private Optional<String> type = Optional.empty();

    @ArgGroup
    private Form form = new Form();

    /** At most one. */
    static final class Form {

        @Option(names = "--csv", description = "For spreadsheets: a header and a line each, without sums.")
        private boolean csv;

        @Option(names = "--json", description = "One JSON object a line: each total, then where the ledger stands.")
        private boolean json;
    }

    LedgerTotalsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, CommandFailedException {
        TotalsQuery query = query();
        SwitchConfig config = config();
        BusinessTotals totals;
        try {
            totals = fromApplier(config, query);
        } catch (NoNodeException e) {
            totals = fromLedger(config, query);
        }
        if (!totals.knowsMember()) {
            refuseUnknown(config);
        }
        if (!totals.isWhole()) {
            throw new CommandFailedException("more than " + BusinessTotals.MOST_LINES
                    + " lines fit; ask for fewer days, one member or one currency");
        }
        print(totals, screen);
        return DONE;
    }

    /** Of who has the database open: the node, or the process that applies it. */
    private BusinessTotals fromApplier(SwitchConfig config, TotalsQuery query)
            throws IOException, CommandFailedException {
        List<String> words = new ArrayList<>(List.of("ledger"));
        words.addAll(TotalsForm.words(query));
        Path socket = config.ledger().isAppliedByTheNode()
                ? config.admin().commandSocket()
                : config.admin().ledgerSocket();
        Reply reply = CommandChannelClient.call(socket, words, PATIENCE);
        if (reply.status() != Reply.DONE) {
            throw new CommandFailedException(reply.text().strip());
        }
        try {
            return TotalsForm.totals(reply.text());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static BusinessTotals fromLedger(SwitchConfig config, TotalsQuery query) throws CommandFailedException {
        try {
            return BusinessTotals.read(config.ledger(), query, config.journal().directory());
        } catch (LedgerUnavailableException e) {
            boolean isInUse = LedgerRebuildCommand.isInUse(e);
            throw new CommandFailedException(
                    e.getMessage()
                            + (isInUse
                                    ? "; who has it open answers no command: a node or an applier that starts or stops, or a"
                                            + " rebuild"
                                    : ""),
                    e);
        }
    }

    /** One of the configuration may have had no business yet; one that was there once is found in the ledger. */
    private void refuseUnknown(SwitchConfig config) {
        List<String> ids = Stream.concat(
                        config.acquirers().stream().map(acquirer -> acquirer.id()),
                        config.issuers().stream().map(issuer -> issuer.id()))
                .distinct()
                .toList();
        if (!ids.contains(member.orElse(""))) {
            throw misused("no such member; there are " + String.join(", ", ids));
        }
    }

    private void print(BusinessTotals totals, Screen screen) {
        if (form.json) {
            TotalsPrint.json(totals, screen);
        } else if (form.csv) {
            TotalsPrint.csv(totals, screen);
        } else {
            new TotalsText(screen, member).print(totals);
        }
    }

    private TotalsQuery query() {
        if (date.isPresent() && (from.isPresent() || to.isPresent())) {
            throw misused("say --date, or --from and --to");
        }
        Optional<Integer> messageClass = Optional.empty();
        Optional<String> processing = Optional.empty();
        for (String part : type.map(text -> text.split("/", -1)).orElse(new String[0])) {
            if (part.matches("[0-9]{2}") && processing.isEmpty()) {
                processing = Optional.of(part);
            } else if (TotalsPrint.classOf(part).isPresent() && messageClass.isEmpty()) {
                messageClass = TotalsPrint.classOf(part);
            } else {
                throw misused("--type must be authorization, financial, two digits, or both, such as financial/00");
            }
        }
        try {
            return new TotalsQuery(
                    date("--date", date).or(() -> date("--from", from)),
                    date("--date", date).or(() -> date("--to", to)),
                    member,
                    currency,
                    messageClass,
                    processing);
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }

    private Optional<LocalDate> date(String option, Optional<String> text) {
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeException e) {
            throw misused(option + DATE_FORM);
        }
    }
}
