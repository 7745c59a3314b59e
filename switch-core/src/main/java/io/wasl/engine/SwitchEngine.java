package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalListener;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecoveryVisitor;
import io.wasl.link.Link;
import io.wasl.link.LinkListener;
import io.wasl.link.LinkRole;
import io.wasl.link.SendOutcome;
import io.wasl.metric.Counters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine's door: what links and log tell goes to the flow it concerns; what waited for the log goes out.
 *
 * <p>Life: {@link #recover} for every committed record, {@link #onLeading}, then {@link EngineListener#onReady} when
 * everything a crash left open is ended and durable: listeners may open. Loop thread (recover: before the loop runs).
 */
public final class SwitchEngine implements LinkListener, JournalListener {

    private final Switchboard board;
    private final OwedDeliveries owed;
    private final DeskWork desk;
    private final Admission admission;
    private final Endings endings;
    private final AuthorizationFlow authorizations;
    private final ReversalFlow reversals;
    private final RelayedReversals relays;
    private final HeldCompletions completions;
    private final AdviceFlow advices;
    private final FileFlow files;
    private final OwedReversals owedReversals;
    private final EngineListener listener;
    private final Cutover cutover;
    private @Nullable Recovery recovery;
    private long readyPosition = -1;
    private boolean isReady;
    /** Whether the business date was looked at in this turn. */
    private boolean isDateRead;

    private Journal.Room lastRoom = Journal.Room.OPEN;

    public SwitchEngine(EngineSettings settings, EnginePorts ports, EngineListener listener) {
        this.listener = listener;
        board = new Switchboard(settings, ports);
        admission = new Admission(board);
        cutover = new Cutover(board, settings.config().businessDate());
        owed = new OwedDeliveries(board);
        desk = owed.desk();
        Forwarding forwarding = new Forwarding(board, admission, owed);
        owedReversals = new OwedReversals(board, owed);
        StandIn standIn = new StandIn(board, admission, owedReversals, owed, new CardTokens(ports.tokenizers()));
        endings = new Endings(board, forwarding, owedReversals, standIn);
        RecordedRows rows = new RecordedRows(board, admission);
        Relays underWay = new Relays();
        Recall recall = new Recall(board, new BroughtBack(board, rows, owed, underWay), this::handle);
        Repeats repeats = new Repeats(board, admission, endings, recall);
        authorizations = new AuthorizationFlow(board, admission, repeats, forwarding, endings, standIn);
        Takeovers takeovers = new Takeovers(board, admission, owed);
        OwedAdvices owedAdvices = new OwedAdvices(board, owed);
        ReversalAppend reversing = new ReversalAppend(board, takeovers, owedReversals, owed);
        relays = new RelayedReversals(board, takeovers, reversing, forwarding, repeats, underWay);
        reversals = new ReversalFlow(board, admission, repeats, takeovers, relays, endings);
        completions = new HeldCompletions(board, this::handle);
        advices = new AdviceFlow(board, admission, repeats, relays, owedAdvices, completions);
        files = new FileFlow(board, admission, repeats, takeovers, new CardTokens(ports.tokenizers()));
        recovery = new Recovery(
                board, rows, owed, owedAdvices, settings.config().journal().unconfirmed());
    }

    /** What it counts; any thread may read. */
    public Counters<EngineCounter> counters() {
        return board.counters;
    }

    /** What counts against the limits of stand-in. */
    StandInLimits standInLimits() {
        return board.standInLimits;
    }

    /** Where operators see to what is owed. Loop thread. */
    public DeliveryDesk desk() {
        return desk;
    }

    /** How much is owed to each issuer, also to those that only the log knows. Any thread, once the log was read. */
    public List<IssuerBacklog> backlogs() {
        return owed.backlogs();
    }

    /** Takes in what the log tells at a start, before it leads. */
    public RecoveryVisitor recovery() {
        return recovering();
    }

    /** Takes in one committed record of the log, in order, before it leads. */
    public void recover(JournalRecord record) {
        recovering().onRecord(record);
    }

    /** Nothing new begins from now on; what is in flight ends. Loop thread. */
    public void drain() {
        board.isDraining = true;
    }

    /** How many transactions are in flight, or wait for one that is. Loop thread. */
    public int inFlight() {
        return board.inFlight.size() + completions.size();
    }

    /** What it remembers. Loop thread. */
    History history() {
        return board.history;
    }

    // --- the log -----------------------------------------------------------------------------------------------------

    @Override
    public void onLeading(long epoch, long position) {
        board.lead(epoch);
        recovering().finishReading();
        cutover.onLeading();
        becomeReady();
        board.journal.commit();
    }

    @Override
    public void onDurable(long epoch, long position) {
        if (!board.journal.hasAuthority(epoch)) {
            return;
        }
        board.outbox.drain(position, this::leave);
        desk.onDurable(position);
        becomeReady();
        onTurnEnd(board.nanos.nanoTime());
    }

    @Override
    public void onDeposed(long epoch) {
        listener.onStopped("another node leads", null);
    }

    @Override
    public void onFailed(Throwable cause) {
        board.raise(Alarm.JOURNAL_FAILED, "", 0);
        listener.onStopped("the journal failed", cause);
    }

    @Override
    public void onExpiring(long position) {
        owed.renewals().upTo(position);
    }

    @Override
    public void onRead(long token, JournalRecord record) {
        board.reads.onRead(token, record);
    }

    @Override
    public void onUnreadable(long token, String reason) {
        board.reads.onUnreadable(token);
    }

    // --- the links ---------------------------------------------------------------------------------------------------

    @Override
    public void onUsable(Link link) {
        if (link.role() == LinkRole.ISSUER) {
            Issuer issuer = board.issuers.get(link.memberIndex());
            issuer.addUsable(link);
            owed.onLinkUsable(issuer);
            tellIssuersUsable();
        }
    }

    @Override
    public void onUnusable(Link link) {
        if (link.role() == LinkRole.ISSUER) {
            board.issuers.get(link.memberIndex()).suspend(link);
            tellIssuersUsable();
        }
    }

    @Override
    public void onMessage(Link link, MessageView message, Frame frame, long receivedNs) {
        if (link.role() == LinkRole.ACQUIRER) {
            board.count(Mti.isAnswered(message.mti()) ? EngineCounter.RECEIVED : EngineCounter.DROPPED);
        }
        handle(link, message, frame, receivedNs);
    }

    /** A message that has just come, or comes out of its parking ({@link Recall}, {@link HeldCompletions}). */
    private void handle(Link link, MessageView message, Frame frame, long receivedNs) {
        if (link.role() == LinkRole.ISSUER) {
            fromIssuer(link, message, frame);
        } else if (Mti.isAnswered(message.mti())) {
            fromAcquirer(link, message, frame, receivedNs);
        }
    }

    @Override
    public void onMalformed(Link link, MessageView message, Frame frame, long receivedNs) {
        board.count(EngineCounter.MALFORMED);
        if (link.role() == LinkRole.ACQUIRER && Mti.isAnswered(message.mti())) {
            admission.refuse(link, message, frame, Reason.FORMAT_ERROR);
        }
        // An issuer's answer that cannot be read is no answer: the deadline decides.
    }

    /** The link answers for the engine: who leads no more ends no day, and says nothing about it. */
    @Override
    public boolean onCutover(Link link) {
        if (!board.mayLeave()) {
            link.close("another node leads");
            return false;
        }
        return cutover.by(link);
    }

    @Override
    public void onSent(Link link, long token, SendOutcome outcome, long nowNs) {
        int kind = InFlight.kindOf(token);
        if (kind == Outbox.DELIVERY) {
            owed.onSent(token, outcome);
            return;
        }
        int slot = board.inFlight.slotOf(token);
        if (slot >= 0 && kind == Outbox.FORWARD) {
            authorizations.onForwardSent(slot, outcome);
        } else if (slot >= 0 && kind == Outbox.APPROVAL) {
            authorizations.onApprovalSent(slot, outcome);
        } else if (slot >= 0 && kind == Outbox.RELAY) {
            relays.onSent(slot, outcome);
        }
    }

    @Override
    public void onClosed(Link link, String reason) {
        if (link.role() == LinkRole.ISSUER) {
            Issuer issuer = board.issuers.get(link.memberIndex());
            issuer.remove(link);
            endings.onIssuerLinkClosed(link, issuer);
            relays.onIssuerLinkClosed(link, issuer);
            owed.onLinkClosed(issuer, link);
            tellIssuersUsable();
        }
    }

    /**
     * Time goes on. Called every few milliseconds, whether anything is read or not.
     *
     * @return whether anything waits for its time
     */
    public boolean onTick(long nowNs) {
        if (board.epoch() == 0) {
            return false;
        }
        cutover.onTick();
        board.deadlines.advance(nowNs, (slot, now) -> onDeadline(slot));
        relays.onTick(nowNs);
        completions.onTick();
        owed.onTick(nowNs);
        endings.retryDeferred();
        owedReversals.retry();
        becomeReady();
        watchRoom();
        onTurnEnd(nowNs);
        return board.inFlight.size() > 0
                || owed.owed() > 0
                || desk.isBusy()
                || owed.renewals().isBusy()
                || endings.hasDeferred()
                || owedReversals.waits()
                || !isReady;
    }

    private void onDeadline(int slot) {
        if (board.history.isReversal(board.inFlight.row(slot))) {
            relays.onDeadline(slot);
        } else {
            authorizations.onDeadline(slot);
        }
    }

    @Override
    public void onTurnEnd(long nowNs) {
        isDateRead = false;
        if (board.epoch() == 0) {
            return;
        }
        if (isReady) {
            owed.pump(nowNs);
            desk.onTurnEnd();
            owed.renewals().onTurnEnd();
        }
        board.counters.set(EngineCounter.OUTBOX_ENTRIES, board.outbox.size());
        board.counters.set(EngineCounter.OUTBOX_BYTES, board.outbox.usedBytes());
        board.journal.commit();
    }

    private void fromAcquirer(Link link, MessageView message, Frame frame, long receivedNs) {
        if (!isDateRead) {
            // Whatever is read first in a turn: the tick comes later, and may come late.
            cutover.onTick();
            isDateRead = true;
        }
        if (!Admission.mayAcquirerSend(message.mti(), link)) {
            admission.refuse(link, message, frame, Reason.UNSUPPORTED_MESSAGE);
            return;
        }
        int function = Mti.function(message.mti());
        switch (Mti.messageClass(message.mti())) {
            case Mti.CLASS_AUTHORIZATION, Mti.CLASS_FINANCIAL, Mti.CLASS_ADMINISTRATIVE -> {
                if (function == Mti.FUNCTION_REQUEST) {
                    authorizations.onRequest(link, message, frame, receivedNs);
                } else {
                    advices.onAdvice(link, message, frame);
                }
            }
            case Mti.CLASS_FILE -> onFileAction(link, message, frame);
            case Mti.CLASS_REVERSAL -> reversals.onRequest(link, message, frame, receivedNs);
            default -> admission.refuse(link, message, frame, Reason.UNSUPPORTED_MESSAGE);
        }
    }

    private void onFileAction(Link link, MessageView message, Frame frame) {
        if (Mti.function(message.mti()) == Mti.FUNCTION_REQUEST) {
            files.onRequest(link, message, frame);
        } else {
            admission.refuse(link, message, frame, Reason.UNSUPPORTED_MESSAGE);
        }
    }

    private void fromIssuer(Link link, MessageView message, Frame frame) {
        if (Mti.isAnswered(message.mti())) {
            // An issuer asks for nothing here, and is told so.
            board.count(EngineCounter.REFUSED);
            int code = link.dialect().code(Reason.UNSUPPORTED_MESSAGE, message.mti());
            board.answerNow(
                    link, frame, board.answers.own(message, link.dialect().echoed(), code));
        } else if (!Mti.isAnswer(message.mti())) {
            board.count(EngineCounter.DROPPED);
        } else {
            answerFromIssuer(link, message, frame);
        }
    }

    /** Of a reversal or advice that it was owed, of a request, or of an acquirer's reversal that was passed on. */
    private void answerFromIssuer(Link link, MessageView answer, Frame frame) {
        boolean isOfReversal = Mti.messageClass(answer.mti()) == Mti.CLASS_REVERSAL;
        boolean mayEndDelivery = isOfReversal || Mti.function(answer.mti()) == Mti.FUNCTION_ADVICE_RESPONSE;
        if (mayEndDelivery && owed.onAnswer(board.issuers.get(link.memberIndex()), answer)) {
            return;
        }
        if (isOfReversal) {
            relays.onResponse(link, answer);
        } else {
            authorizations.onResponse(link, answer, frame);
        }
    }

    /** A position is durable: its outputs leave, each after another look. */
    private void leave(long token, Frame frame) {
        int kind = InFlight.kindOf(token);
        if (kind == Outbox.DELIVERY) {
            owed.onDurable(token, frame);
            return;
        }
        int slot = board.inFlight.slotOf(token);
        if (slot < 0) {
            return;
        }
        switch (kind) {
            case Outbox.FORWARD -> authorizations.onForwardDurable(slot, frame);
            case Outbox.APPROVAL -> authorizations.onApprovalDurable(slot, frame);
            case Outbox.RELAY -> relays.onDurable(slot, frame);
            case Outbox.ANSWER -> endings.onAnswerDurable(slot, frame.buffer(), frame.bodyLength());
            default -> throw new IllegalStateException("unknown output " + kind);
        }
    }

    private void tellIssuersUsable() {
        int count = 0;
        for (Issuer issuer : board.issuers) {
            count += issuer.isUsable() ? 1 : 0;
        }
        if (count != board.counters.get(EngineCounter.ISSUERS_USABLE)) {
            board.counters.set(EngineCounter.ISSUERS_USABLE, count);
            listener.onIssuersUsable(count);
        }
    }

    /** Ends what a crash left open; ready when the last of those records is durable. */
    private void becomeReady() {
        if (recovery != null && recovery.resolve(endings, relays)) {
            recovery = null;
            readyPosition = board.journal.position();
        }
        if (!isReady && readyPosition >= 0 && board.journal.durablePosition() >= readyPosition) {
            isReady = true;
            listener.onReady();
        }
    }

    private Recovery recovering() {
        if (recovery == null) {
            throw new IllegalStateException("the engine has recovered already");
        }
        return recovery;
    }

    private void watchRoom() {
        Journal.Room room = board.journal.room();
        if (room != lastRoom) {
            lastRoom = room;
            if (room == Journal.Room.RESERVE) {
                board.raise(Alarm.JOURNAL_RESERVE, "", 0);
            } else if (room == Journal.Room.FULL) {
                board.raise(Alarm.JOURNAL_FULL, "", 0);
            }
        }
    }
}
