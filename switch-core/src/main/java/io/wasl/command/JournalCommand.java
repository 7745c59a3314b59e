package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.config.SwitchConfig;
import io.wasl.journal.ArchivedSegments;
import io.wasl.journal.JournalReader;
import io.wasl.journal.JournalSearch;
import io.wasl.journal.SearchQuery;
import io.wasl.journal.SearchResult;
import io.wasl.journal.TransactionId;
import io.wasl.journal.TransactionLife;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code ./wasl journal}. */
@Command(
        name = "journal",
        header = "Find transactions in the journal and print their lives, masked.",
        description = {
            "",
            "Reads the log's files beside a running node or without one. At least one of --rrn, --stan, --from and --id;",
            "all that are given must fit. Times are ISO 8601, in UTC where no offset is written. Of a damaged log it tells",
            "what stands before the damage; `wasl journal verify` says what is wrong there.",
            "What the log has let go of is looked for only with --archive.",
            ""
        },
        footer = {
            "",
            "  wasl journal --config config/switch.yaml --rrn 632704000123",
            "  wasl journal --config config/switch.yaml --from 2027-01-15T08:00 --to 2027-01-15T08:05 --limit 100",
            "",
            "Exit status: 0 found, 1 nothing fits or the log is damaged, 2 wrong usage or configuration."
        })
final class JournalCommand extends SwitchCommand {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--rrn", paramLabel = "RRN", description = "DE 37, the acquirer's or the one Wasl sent.")
    private Optional<String> rrn = Optional.empty();

    @Option(names = "--stan", paramLabel = "STAN", description = "DE 11, the acquirer's or the issuer leg's.")
    private Optional<String> stan = Optional.empty();

    @Option(
            names = "--id",
            paramLabel = "E.C",
            description = "The transaction's id, as the log and this command print it.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--from", paramLabel = "TIME", description = "Accepted at this time or later.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "Accepted before this time.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many transactions at most, from the oldest (default: ${DEFAULT-VALUE}).")
    private int limit = SearchQuery.DEFAULT_LIMIT;

    @Option(
            names = "--archive",
            scope = ScopeType.INHERIT, // verify takes it too
            description = "The archive (journal.archive) and the log behind it, which takes as long as both are.")
    private boolean archive;

    JournalCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, CommandFailedException {
        SearchQuery query = query();
        SwitchConfig loaded = config();
        if (JournalReader.isEmpty(loaded.journal().directory())) {
            throw new CommandFailedException(
                    "the journal in " + loaded.journal().directory() + " is empty");
        }
        // What is shown is masked and needs no key.
        try (JournalReader reader =
                JournalReader.openWithoutKeys(loaded.journal().directory())) {
            ArchivedSegments archived = archived(loaded, reader);
            SearchResult result = new JournalSearch((from, visitor) -> {
                        if (archived.replay(visitor)) {
                            reader.replay(from, visitor);
                        }
                    })
                    .find(query);
            archived.problems().forEach(problem -> screen.error("in the archive: " + problem));
            archived.holes().forEach(hole -> screen.error("neither in the archive nor in the log: " + hole));
            for (TransactionLife life : result.lives()) {
                print(life, screen);
            }
            if (result.damage().isPresent()) {
                throw new CommandFailedException("nothing was read behind the damage: "
                        + result.damage().get().getMessage());
            }
            if (result.lives().isEmpty()) {
                boolean hasGone = !archive && loaded.journal().archive().isPresent() && reader.oldestPosition() > 1;
                throw new CommandFailedException(
                        "no transaction fits" + (hasGone ? " in the log; --archive looks into the archive too" : ""));
            }
            if (result.more()) {
                screen.line(screen.dim("more fit; --limit " + 2 * limit + " shows more, --from a later time goes on"));
            }
            return DONE;
        }
    }

    private ArchivedSegments archived(SwitchConfig loaded, JournalReader reader) throws IOException {
        Optional<Path> folder = archive(loaded);
        return folder.isPresent() ? ArchivedSegments.before(reader, folder.get(), 1) : ArchivedSegments.NONE;
    }

    /** The archive's folder, if it was asked for. */
    Optional<Path> archive(SwitchConfig loaded) {
        if (!archive) {
            return Optional.empty();
        }
        if (loaded.journal().archive().isEmpty()) {
            throw misused("--archive: the configuration names no journal.archive");
        }
        return loaded.journal().archive();
    }

    SwitchConfig config() throws ConfigException {
        return config.load(surroundings()).config();
    }

    /** Whether any option of a search was given. */
    boolean hasQuery() {
        return rrn.isPresent() || stan.isPresent() || id.isPresent() || from.isPresent() || to.isPresent();
    }

    static void print(TransactionLife life, Screen screen) {
        String[] lines = life.print().split("\n", -1);
        screen.line(screen.bold(lines[0]));
        for (int i = 1; i < lines.length - 1; i++) {
            screen.line(lines[i]);
        }
        screen.line();
    }

    private SearchQuery query() {
        if (rrn.isEmpty() && stan.isEmpty() && id.isEmpty() && from.isEmpty()) {
            throw misused("say what to look for: --rrn, --stan, --from or --id");
        }
        if (limit < 1) {
            throw misused("--limit must be at least 1");
        }
        SearchQuery query = SearchQuery.all().atMost(limit);
        if (rrn.isPresent()) {
            query = query.withRrn(rrn.get());
        }
        if (stan.isPresent()) {
            query = query.withStan(stan.get());
        }
        if (id.isPresent()) {
            query = query.withId(transactionId(id.get()));
        }
        long fromMs = from.isPresent() ? time("--from", from.get()) : Long.MIN_VALUE;
        long untilMs = to.isPresent() ? time("--to", to.get()) : Long.MAX_VALUE;
        if (fromMs >= untilMs) {
            throw misused("--to must be after --from");
        }
        return query.between(fromMs, untilMs);
    }

    private TransactionId transactionId(String text) {
        try {
            return TransactionId.parse(text);
        } catch (IllegalArgumentException e) {
            throw misused("--id: " + e.getMessage());
        }
    }

    private long time(String option, String text) {
        return Times.epochMs(text)
                .orElseThrow(() -> misused(option + " must be a time such as 2027-01-15, 2027-01-15T08:00 or"
                        + " 2027-01-15T09:00:00.250+01:00"));
    }
}
