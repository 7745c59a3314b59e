package io.wasl.command;

import io.wasl.journal.CorruptJournalException;
import io.wasl.journal.LogVerdict;
import io.wasl.journal.VerifiedSegment;
import java.nio.file.Path;

/** A line a segment, then what it all comes to. */
final class VerdictText implements VerdictPrint {

    private final Screen screen;
    private final Path directory;

    VerdictText(Screen screen, Path directory) {
        this.screen = screen;
        this.directory = directory;
    }

    @Override
    public void segment(VerifiedSegment segment) {
        screen.line(segment.file() + "  epoch " + segment.epoch() + "  " + positions(segment) + "  " + segment.groups()
                + " groups  " + segment.records() + " records  " + segment.endOffset() + " of " + segment.fileBytes()
                + " bytes  " + end(segment));
    }

    private static String positions(VerifiedSegment segment) {
        return segment.records() == 0
                ? "no position"
                : "positions " + segment.firstPosition() + " to " + segment.lastPosition();
    }

    private String end(VerifiedSegment segment) {
        return switch (segment.end()) {
            case SEALED -> "sealed" + (segment.looseBytes() == 0 ? "" : ", " + segment.looseBytes() + " bytes cut off");
            case OPEN -> "open";
            case TORN ->
                screen.warn("torn: " + segment.looseBytes() + " bytes of no whole group, which the node is writing"
                        + " or the next start cuts off");
            case UNCONFIRMED -> screen.warn("nothing confirms its end");
            case DAMAGED -> screen.bad("damaged behind that");
        };
    }

    @Override
    public void verdict(LogVerdict verdict) {
        if (verdict.firstSegment() > 1) {
            screen.line(screen.warn("The log begins with segment " + verdict.firstSegment() + ": "
                    + (verdict.letGo().isPresent()
                            ? "it has let go of those before it"
                            : "those before it are gone, and nothing says that it let go of them")
                    + "; what it says of its beginning is taken on trust."));
        }
        for (LogVerdict.Expired gone : verdict.expired()) {
            screen.line(screen.warn((gone.first() == gone.last()
                            ? "Segment " + gone.first() + " has"
                            : "Segments " + gone.first() + " to " + gone.last() + " have")
                    + " gone by retention while this ran: not verified, and what the next one says of its beginning is"
                    + " taken on trust."));
        }
        verdict.unused()
                .ifPresent(file -> screen.line(file + " has a name and no record: the next start takes it away."));
        if (verdict.damage().isPresent()) {
            damage(verdict, verdict.damage().get());
        } else {
            screen.line(
                    screen.good("Sound") + ": " + extent(verdict) + "; the hash chain stands at " + verdict.chain());
        }
    }

    private void damage(LogVerdict verdict, CorruptJournalException damage) {
        screen.line(screen.bad("Damaged") + ": " + directory.resolve(damage.getMessage()));
        screen.line("Sound before it: " + extent(verdict) + ". What lies behind it was not read.");
        screen.line("Change nothing, keep a copy of the folder; docs/OPERATIONS.md, Corruption, says what to do.");
    }

    private static String extent(LogVerdict verdict) {
        return verdict.segments() + " segments, " + verdict.groups() + " groups, up to position "
                + verdict.lastPosition();
    }
}
