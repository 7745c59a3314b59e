package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import java.util.Arrays;

/**
 * How a reversal ends that its issuer was asked for: the one append that says so, and the answer that waits for it
 * ({@link RelayedReversals} has the table). Loop thread.
 */
final class RelayEndings {

    private final Switchboard board;
    private final Takeovers takeovers;
    private final ReversalAppend append;
    private final Forwarding forwarding;
    private final Replays replays;
    private final Relays relays;

    RelayEndings(
            Switchboard board,
            Takeovers takeovers,
            ReversalAppend append,
            Forwarding forwarding,
            Replays replays,
            Relays relays) {
        this.board = board;
        this.takeovers = takeovers;
        this.append = append;
        this.forwarding = forwarding;
        this.replays = replays;
        this.relays = relays;
    }

    /** The issuer has answered, and its answer fits. */
    void decide(Relay relay, Original original, MessageView answer) {
        int mti = board.inFlight.legMti[relay.slot];
        int code = answer.code();
        DeliveryAnswer said = DeliveryAnswer.of(answer.dialect(), mti, code);
        // Which of its reversals it had before, if any, a 94 does not tell.
        boolean isDuplicate = code == answer.dialect().code(Reason.DUPLICATE, mti);
        if (said == DeliveryAnswer.TAKEN && !isDuplicate) {
            accepted(relay, original, answer);
        } else if (said == DeliveryAnswer.AGAIN
                || isDuplicate
                || !answer.dialect().isDeclining(code)) {
            board.count(EngineCounter.BAD_ANSWERS);
            takeOver(relay, Reason.BAD_ISSUER_ANSWER);
        } else {
            refused(relay, answer);
        }
    }

    /** What the issuer has given back stays given back, even where its answer cannot be said to the acquirer: then Wasl's is. */
    private void accepted(Relay relay, Original original, MessageView answer) {
        Takeover pending = relay.pending;
        boolean isWithinOneVersion = answer.dialect().version() == pending.acquirer.dialect.version();
        int accepted = pending.acquirer.dialect.code(Reason.ACCEPTED, pending.accepted.mti);
        int length = restored(relay, answer, isWithinOneVersion ? ResponseCode.NONE : accepted);
        byte[] body = length > 0 ? Arrays.copyOf(board.answers.buffer, length) : own(pending);
        ReversalEffect effect = append.givesBack(pending) ? new ReversalEffect.Settle(original) : ReversalEffect.NONE;
        end(relay, Reason.ISSUER_ANSWER, effect, body);
    }

    private void refused(Relay relay, MessageView answer) {
        int length = restored(relay, answer, ResponseCode.NONE);
        if (length < 0) {
            board.count(EngineCounter.BAD_ANSWERS);
            takeOver(relay, Reason.BAD_ISSUER_ANSWER);
        } else if (end(relay, Reason.ISSUER_ANSWER, ReversalEffect.NONE, Arrays.copyOf(board.answers.buffer, length))) {
            board.count(EngineCounter.RELAYS_REFUSED);
        }
    }

    /** The issuer's answer as the acquirer's, in {@link Answers#buffer}. */
    private int restored(Relay relay, MessageView answer, int code) {
        Takeover pending = relay.pending;
        return board.answers.relayReversal(
                answer,
                forwarding.request(relay.slot),
                pending.accepted.mti,
                board.answerTranslation(pending.row),
                pending.acquirer.echoed(board.inFlight.isPanOfTrack[relay.slot]),
                code);
    }

    /**
     * Wasl gives it back itself and answers 00.
     *
     * @return false when that cannot be written now; it is tried again
     */
    boolean takeOver(Relay relay, Reason why) {
        Original original = relay.original;
        if (original == null) {
            return false;
        }
        relay.why = why;
        relay.pending.isAfterRelay = why != Reason.NOT_SENT;
        boolean isWritten = end(relay, why, append.effect(relay.pending, original), own(relay.pending));
        if (isWritten) {
            board.count(EngineCounter.RELAYS_TAKEN_OVER);
        } else {
            relay.state = Relay.State.DUE;
            board.deadlines.cancel(relay.slot);
        }
        return isWritten;
    }

    private byte[] own(Takeover pending) {
        int code = pending.acquirer.dialect.code(Reason.ACCEPTED, pending.accepted.mti);
        int length = takeovers.answer(pending, code);
        return Arrays.copyOf(board.answers.buffer, length);
    }

    /** False when the log takes nothing: the deadline decides, or the next tick. */
    private boolean end(Relay relay, Reason reason, ReversalEffect effect, byte[] answer) {
        Takeover pending = relay.pending;
        if (!append.finishRelayed(pending, reason, effect, answer)) {
            board.count(EngineCounter.RECORDS_DEFERRED);
            return false;
        }
        relay.state = Relay.State.ENDED;
        board.deadlines.cancel(relay.slot);
        relays.remove(relay);
        board.history.clear(pending.original, History.FLAG_RELAYED);
        replays.release(pending.original);
        return true;
    }
}
