package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.Sensitivity;
import io.wasl.config.FileMaintenanceConfig;
import io.wasl.frame.Frame;
import io.wasl.iso.DataElement;
import io.wasl.iso.ElementMask;
import io.wasl.iso.Reason;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.link.Link;
import io.wasl.routing.Route;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * File maintenance of the hot list, 0300 and 0302 (1304, 2304): a member puts a card on it, or takes it off, as far as its
 * profile lets it ({@link FileMaintenanceConfig}).
 *
 * <pre>
 *   validate → de-duplicate → route → journal R1, CARD_LISTED, R3 in one append ─► (durable) ─► respond
 *
 *                    1987, DE 91   since 1993, DE 24
 *   add              1             301                 26 (303) where the card was listed: replaced
 *   change           2             302                 25 (302) where it was not
 *   replace                        304                 whether it was or not
 *   delete           3             303                 25 (302) where it was not on that list
 *   inquire          5             305                 the same; nothing changes
 * </pre>
 *
 * DE 101 names the list and so says what the card is declined with; DE 73, a date, from which day on it is not any more. The
 * list in memory changes with the append; the answer leaves when that is durable. Loop thread.
 */
final class FileFlow {

    private static final int LONGEST_FILE = 99;

    private enum Action {
        ADD,
        CHANGE,
        REPLACE,
        DELETE,
        INQUIRE
    }

    private final Switchboard board;
    private final Admission admission;
    private final Repeats repeats;
    private final Takeovers takeovers;
    private final Recall recall;
    private final CardTokens card;
    private final byte[] text = new byte[LONGEST_FILE];

    /**
     * @param card of its own
     */
    FileFlow(Switchboard board, Admission admission, Repeats repeats, Takeovers takeovers, CardTokens card) {
        this.board = board;
        this.admission = admission;
        this.repeats = repeats;
        this.takeovers = takeovers;
        this.card = card;
        recall = repeats.older();
    }

    /** A 0300 or 0302 of an acquirer, or a repeat of one. */
    void onRequest(Link link, MessageView request, Frame frame) {
        Acquirer acquirer = board.acquirers.get(link.memberIndex());
        FileMaintenanceConfig rights = acquirer.config.fileMaintenance().orElse(null);
        if (rights == null) {
            admission.refuse(link, request, frame, Reason.UNSUPPORTED_MESSAGE);
            return;
        }

        // validate
        if (!admission.isValid(request, acquirer)) {
            admission.refuse(link, request, frame, Reason.FORMAT_ERROR);
            return;
        }

        // de-duplicate
        if (repeats.answer(link, request, frame)) {
            return;
        }
        if (recall.ofRepeat(link, request, frame, board.nanos.nanoTime())) {
            return;
        }
        if (board.isDraining) {
            admission.refuse(link, request, frame, Reason.NODE_STOPPING);
            return;
        }

        // route, decide
        card.of(board.facts.pan, 0, board.facts.panLength);
        int until = until(request);
        Reason listed = file(request, rights);
        Action action = action(request);
        Reason verdict = refusal(rights, action, listed, until);
        if (verdict == Reason.ACCEPTED && action != null && listed != null) {
            verdict = verdict(action, listed);
        }
        boolean isChange =
                verdict == Reason.FILE_RECORD_REPLACED || verdict == Reason.ACCEPTED && action != Action.INQUIRE;

        // journal; the answer leaves when it is durable
        Takeover takeover = begin(link, request, frame, verdict);
        if (takeover != null) {
            finish(
                    takeover,
                    request,
                    verdict,
                    isChange ? new Change(action == Action.DELETE ? null : listed, until) : null);
        }
    }

    /**
     * What becomes of the card.
     *
     * @param reason why it is declined from now on; null when it is taken off
     */
    private record Change(@Nullable Reason reason, int until) {}

    private Reason refusal(FileMaintenanceConfig rights, @Nullable Action action, @Nullable Reason listed, int until) {
        Route route = board.router.route(board.facts.pan, 0, board.facts.panLength);
        if (route instanceof Route.Decline decline) {
            return decline.reason();
        }
        boolean mayChange = IntStream.of(((Route.To) route).issuers())
                .allMatch(index -> rights.issuers().contains(board.issuers.get(index).id));
        if (!mayChange || action == null) {
            return Reason.FILE_ACTION_UNSUPPORTED;
        }
        if (listed == null) {
            return Reason.FILE_UNKNOWN;
        }
        // Until when a card is listed concerns nobody who takes it off or asks.
        boolean isListing = action != Action.DELETE && action != Action.INQUIRE;
        return isListing && until < 0 ? Reason.FILE_DATE_WRONG : Reason.ACCEPTED;
    }

    private Reason verdict(Action action, Reason listed) {
        Reason before = board.hotList.listedFor(card);
        return switch (action) {
            case ADD -> before == null ? added() : Reason.FILE_RECORD_REPLACED;
            case CHANGE -> before == null ? Reason.FILE_RECORD_UNKNOWN : Reason.ACCEPTED;
            case REPLACE -> before == null ? added() : Reason.ACCEPTED;
            case DELETE, INQUIRE -> before == listed ? Reason.ACCEPTED : Reason.FILE_RECORD_UNKNOWN;
        };
    }

    private Reason added() {
        if (board.hotList.hasRoom()) {
            return Reason.ACCEPTED;
        }
        board.count(EngineCounter.HOT_LIST_FULL);
        board.raise(Alarm.HOT_LIST_FULL, "", 0);
        return Reason.FILE_FULL;
    }

    private static @Nullable Action action(MessageView request) {
        boolean is1987 = request.dialect().version().is1987();
        int code = is1987
                ? request.neutralByte(DataElement.FILE_UPDATE_CODE, 0) - '0'
                : (int) request.number(DataElement.FUNCTION_CODE) - 300;
        return switch (code) {
            case 1 -> Action.ADD;
            case 2 -> Action.CHANGE;
            case 3 -> Action.DELETE;
            case 4 -> is1987 ? null : Action.REPLACE;
            case 5 -> Action.INQUIRE;
            default -> null;
        };
    }

    /** What cards of the named list are declined with; null for no list of ours. */
    private @Nullable Reason file(MessageView request, FileMaintenanceConfig rights) {
        int length = request.neutralLength(DataElement.FILE_NAME);
        if (length > text.length) {
            return null;
        }
        request.copy(DataElement.FILE_NAME, text, 0);
        String name = new String(text, 0, length, StandardCharsets.ISO_8859_1).strip();
        if (name.equals(rights.pickUp())) {
            return Reason.HOT_CARD;
        }
        if (name.equals(rights.lost())) {
            return Reason.LOST_CARD;
        }
        return name.equals(rights.stolen()) ? Reason.STOLEN_CARD : null;
    }

    /** DE 73 as 20261122; zero where it is not there or all zeros, −1 where it is no day to come. */
    private int until(MessageView request) {
        if (!request.has(DataElement.ACTION_DATE)) {
            return 0;
        }
        long told = request.number(DataElement.ACTION_DATE);
        if (told == 0) {
            return 0;
        }
        // Six digits before 2003: a day of this century.
        long date = told < 1_000_000 ? 20_000_000 + told : told;
        return isDate(date) && date > board.hotList.today() ? (int) date : -1;
    }

    private static boolean isDate(long date) {
        try {
            return LocalDate.of((int) (date / 10_000), (int) (date / 100 % 100), (int) (date % 100))
                            .getYear()
                    <= 9999;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Room everywhere, and the append begun; null when there is none: it is refused, and nothing has happened. */
    private @Nullable Takeover begin(Link link, MessageView request, Frame frame, Reason verdict) {
        Acquirer acquirer = board.acquirers.get(link.memberIndex());
        int code = admission.code(link, request.mti(), verdict);
        int length = board.answers.own(request, acquirer, acquirer.echoed.or(named(request.dialect())), code);
        if (length < 0 || !fillAccepted(request, acquirer)) {
            admission.refuse(link, request, frame, Reason.FORMAT_ERROR);
            return null;
        }
        if (!takeovers.hasRoom() || !board.outbox.hasRoom(length)) {
            admission.refuse(link, request, frame, Reason.OVERLOAD);
            return null;
        }
        if (!board.journal.begin(Journal.Urgency.NEW_BUSINESS)) {
            boolean isOpen = board.journal.room() == Journal.Room.OPEN;
            admission.refuse(link, request, frame, isOpen ? Reason.OVERLOAD : Reason.JOURNAL_FULL);
            return null;
        }
        Takeover takeover = takeovers.begin(link, request, frame, acquirer);
        takeover.answerLength = length;
        return takeover;
    }

    /** With what the action was about, too: whoever reads the log must see it. */
    private boolean fillAccepted(MessageView request, Acquirer acquirer) {
        JournalRecord accepted = board.accepted;
        return admission.fillAccepted(request, acquirer)
                && request.copyTo(accepted.open, named(request.dialect()))
                && board.inFlight.fits(accepted.open, accepted.sealed);
    }

    /** What the answer repeats besides the usual, and so must be stored with it: in the clear in any dialect, or left out. */
    private static ElementMask named(Dialect dialect) {
        ElementMask named = ElementMask.of();
        int[] elements = dialect.version().is1987()
                ? new int[] {DataElement.FILE_UPDATE_CODE, DataElement.FILE_NAME}
                : new int[] {DataElement.FILE_NAME};
        for (int de : elements) {
            boolean isOpen = dialect.declares(de) && dialect.spec(de).sensitivity() == Sensitivity.OPEN;
            named = isOpen ? named.or(ElementMask.of(de)) : named;
        }
        return named;
    }

    private void finish(Takeover takeover, MessageView request, Reason verdict, @Nullable Change change) {
        History history = board.history;
        long row = takeover.row;
        JournalRecord accepted = takeover.accepted;
        board.records.add(accepted);
        history.acceptedPosition(row, accepted.position);
        if (change != null) {
            JournalRecord listed = board.records.record.clear(RecordType.CARD_LISTED, accepted.epoch, accepted.counter);
            listed.member = takeover.acquirer.id;
            listed.panHint = board.facts.panHint;
            board.hotList.fill(listed, card, change.reason, change.until);
            board.records.add(listed);
            board.cards.apply(listed);
            board.count(EngineCounter.HOT_LIST_CHANGES);
            board.counters.set(EngineCounter.HOT_CARDS, board.hotList.size());
        }
        JournalRecord outcome =
                board.records.outcome(accepted.epoch, accepted.counter, TransactionState.ANSWERED, verdict);
        Dialect dialect = takeover.acquirer.dialect;
        board.answers.store(takeover.answerLength, dialect, outcome);
        boolean isWhole = request.copyTo(outcome.open, named(dialect));
        assert isWhole : "what fits a slot fits a record";
        board.records.add(outcome);
        long position = board.journal.append();
        history.transition(row, TransactionState.ANSWERED);
        history.answerPosition(row, position);
        board.outbox.offer(position, takeover.token, board.answers.buffer, 0, takeover.answerLength);
    }
}
