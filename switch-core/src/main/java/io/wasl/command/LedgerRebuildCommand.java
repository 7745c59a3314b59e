package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.config.SwitchConfig;
import io.wasl.journal.JournalReader;
import io.wasl.journal.ledger.LedgerRebuild;
import io.wasl.journal.ledger.LedgerTotals;
import io.wasl.journal.ledger.LedgerUnavailableException;
import io.wasl.journal.ledger.RecordSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./wasl ledger rebuild}. */
@Command(
        name = "rebuild",
        header = "Make the ledger's rows anew from the journal.",
        description = {
            "",
            "Rows of what the journal and its archive (journal.archive) still hold are forgotten and applied again; older ones",
            "stay. What both lack in between is said with its positions, and rows that it spoke of are left. An embedded ledger",
            "belongs to its node, or its `wasl ledger apply`, while that runs: stop it first. Broken off, its next start goes on.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 rebuilt, 1 the ledger or the journal cannot be used, 2 wrong usage or configuration."
        })
final class LedgerRebuildCommand extends SwitchCommand {

    /** Lines of progress a run prints at most. */
    private static final int STEPS = 20;

    @Mixin
    private ConfigOption config = new ConfigOption();

    LedgerRebuildCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, CommandFailedException {
        SwitchConfig loaded = config.load(surroundings()).config();
        if (JournalReader.isEmpty(loaded.journal().directory())) {
            throw new CommandFailedException(
                    "the journal in " + loaded.journal().directory() + " is empty: nothing to make a ledger from");
        }
        // What is encrypted has no place in the ledger.
        try (JournalReader reader =
                JournalReader.openWithoutKeys(loaded.journal().directory())) {
            LedgerRebuild.Outcome outcome =
                    new LedgerRebuild(loaded.ledger(), reader, loaded.journal().archive()).run(new Steps(screen));
            print(outcome, screen);
            return DONE;
        } catch (LedgerUnavailableException e) {
            throw new CommandFailedException(
                    e.getMessage()
                            + (isInUse(e)
                                    ? "; a running node, or its `wasl ledger apply`, has it open: stop that first"
                                    : ""),
                    e);
        }
    }

    /** H2 says so of an embedded file that another process has open. */
    static boolean isInUse(LedgerUnavailableException failure) {
        return String.valueOf(failure.getMessage()).contains("already in use");
    }

    /** A line for each twentieth of the way. */
    private static final class Steps implements LedgerRebuild.Progress {
        private final Screen screen;
        private long told;

        Steps(Screen screen) {
            this.screen = screen;
        }

        @Override
        public void onApplied(long applied, long end) {
            long step = applied * STEPS / Math.max(1, end);
            if (step > told && applied < end) {
                told = step;
                screen.line(screen.dim(String.format(Locale.ROOT, "  applied to position %,d of %,d", applied, end)));
            }
        }
    }

    private static void print(LedgerRebuild.Outcome outcome, Screen screen) {
        RecordSource.Extent extent = outcome.extent();
        screen.line(screen.good("rebuilt: ") + Amounts.count(outcome.records(), "record") + " from position "
                + extent.first() + " on"
                + (extent.archived() == 0
                        ? ""
                        : ", the oldest from " + Amounts.count(extent.archived(), "segment") + " of the archive"));
        extent.problems().forEach(problem -> screen.line(screen.warn("in the archive: ") + problem));
        extent.holes()
                .forEach(hole -> screen.line(screen.warn("neither in the archive nor in the log: ") + hole
                        + "; the rows that they speak of were left as they are"));
        List<String> changes = new ArrayList<>();
        changes(outcome.before().acquirers(), outcome.after().acquirers(), "acquirer", changes);
        changes(outcome.before().issuers(), outcome.after().issuers(), "issuer", changes);
        if (changes.isEmpty()) {
            screen.line("the money that stands is what stood before");
        } else {
            screen.line(screen.warn("the money that stands has changed:"));
            changes.forEach(screen::line);
        }
    }

    private static void changes(
            List<LedgerTotals.Total> before, List<LedgerTotals.Total> after, String kind, List<String> lines) {
        before.stream().filter(total -> !after.contains(total)).forEach(total -> lines.add(line("-", kind, total)));
        after.stream().filter(total -> !before.contains(total)).forEach(total -> lines.add(line("+", kind, total)));
    }

    private static String line(String sign, String kind, LedgerTotals.Total total) {
        return String.format(
                Locale.ROOT,
                "  %s %s %s  %s  %,d transactions  %,d",
                sign,
                kind,
                total.of(),
                total.currency(),
                total.count(),
                total.sumMinor());
    }
}
